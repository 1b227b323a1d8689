// The log on EventStoreDB with a store that answers as each test says: failed appends, silence, unreadable events.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { status } from "@grpc/grpc-js";
import { type Envelope, roster } from "@taizhang/domain";
import { afterEach, describe, expect, test } from "vitest";
import {
  caughtUp,
  checkpoint,
  type Recorded,
  recorded,
  type Script,
  scriptedStore,
} from "../../testing/scripted-store.ts";
import { type Followed, LogReplaced, LogUnavailable, type NewEvent, type Place } from "../event-log.ts";
import { type EsdbLogOptions, esdbLog } from "./esdb-log.ts";

const [UnitRegistered] = roster.actions.registerUnit.events;
const unitId = randomUUID();
const fact = UnitRegistered({ regionId: "420304", unitId, name: "区财政局", validFrom: "2021-01-01" });
const meta: Envelope = {
  schemaVersion: 1,
  regionId: "420304",
  actor: { subjectId: "person-1", unitId: null, roles: ["office"] },
  onBehalfOf: null,
  happenedAt: "2021-05-17T01:02:03.004Z",
  action: "registerUnit",
  commandId: "command-1",
  commandHash: "hash-1",
  causationId: "command-1",
  correlationId: "command-1",
  planId: null,
  taskId: null,
  unitIds: [unitId],
};
const newEvent = (): NewEvent => ({ id: randomUUID(), fact, meta });
/** The store's record at a position: of the fact above and with an id of its own, unless another one is given. */
const at = (position: bigint, change: Partial<Recorded> = {}) => {
  const id = `00000000-0000-4000-8000-${String(position).padStart(12, "0")}`;
  return recorded(position, {
    id,
    stream: "roster-420304",
    type: fact.type,
    data: fact.data,
    metadata: meta,
    ...change,
  });
};

const atEnd: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of atEnd.splice(0).reverse()) await close();
});

async function logOn(script: Script, options: Omit<EsdbLogOptions, "url"> = {}) {
  // What was sent once is still there, unless the script says otherwise.
  const forwards: Script["forwards"] = (reader) => {
    reader.send(at(BigInt(reader.from)));
    reader.end();
  };
  const store = await scriptedStore({ forwards, ...script });
  const log = esdbLog({ url: store.url, ...options });
  atEnd.push(() => store.close(), log.close);
  return { store, log };
}

/** The first messages that a follower gets, in short form; `each` is called with every one. */
async function received(
  log: ReturnType<typeof esdbLog>,
  count: number,
  after: Place | null = null,
  each: (message: Followed) => void = () => {},
): Promise<string[]> {
  const messages: string[] = [];
  const until = new AbortController();
  for await (const message of log.follow(after, { signal: until.signal })) {
    messages.push(short(message));
    each(message);
    if (messages.length === count) until.abort();
  }
  return messages;
}

function short(message: Followed): string {
  if (message.kind === "caughtUp") return "caught up";
  if (message.kind === "checkpoint") return `checkpoint ${message.position}`;
  return `${message.kind} ${message.event.position}`;
}

describe("appending", () => {
  test("every append is a call of its own, even if the store offers a shared stream of batches", async () => {
    const { store, log } = await logOn({ append: (nth) => ({ revision: nth, position: 10n }) });
    const appended = await Promise.all([1, 2, 3].map(() => log.append("roster-1", 0, [newEvent()])));
    expect(appended.map((each) => typeof each !== "string" && each.revision).sort()).toEqual([1, 2, 3]);
    expect(store.batches()).toBe(0);
  });

  test.each([status.UNAVAILABLE, status.CANCELLED, status.ABORTED, status.UNKNOWN])(
    "if the outcome is unknown (status %i), the same events are sent once more, to the same place",
    async (code) => {
      const { store, log } = await logOn({ append: (nth) => (nth === 1 ? { code } : { revision: 6, position: 70n }) });
      const events = [newEvent(), newEvent()];
      expect(await log.append("roster-1", 4, events)).toEqual({ revision: 6, position: 70n });
      const sent = { stream: "roster-1", expected: "4", ids: events.map(({ id }) => id) };
      expect(store.appends).toEqual([sent, sent]);
    },
  );

  test("if the outcome stays unknown after two tries, the append rejects", async () => {
    const { store, log } = await logOn({ append: () => ({ code: status.UNAVAILABLE }) });
    await expect(log.append("roster-1", -1, [newEvent()])).rejects.toThrow(LogUnavailable);
    expect(store.appends.map(({ expected }) => expected)).toEqual(["none", "none"]);
  });

  test("a store that denies access is not asked again, and the message says what to check", async () => {
    const denied = { code: status.PERMISSION_DENIED, exception: "access-denied" };
    const { store, log } = await logOn({ append: () => denied });
    const refused = log.append("roster-1", -1, [newEvent()]);
    await expect(refused).rejects.toThrow(/denied access; check the user and password/);
    await expect(refused).rejects.not.toBeInstanceOf(LogUnavailable);
    expect(store.appends).toHaveLength(1);
  });
});

describe("the session", () => {
  const done = { revision: 3, position: 30n };

  test("is the same as long as the connection holds, and another one afterwards", async () => {
    const { log, cut } = await behindAWire({ append: () => done });
    expect(log.session()).toBeNull();
    await log.append("roster-1", 2, [newEvent()]);
    const session = log.session();
    expect(session).not.toBeNull();
    await log.append("roster-1", 2, [newEvent()]);
    expect(log.session()).toBe(session);
    await cut();
    await expect.poll(() => log.session()).not.toBe(session);
    await log.append("roster-1", 2, [newEvent()]);
    expect(log.session()).not.toBeNull();
    expect(log.session()).not.toBe(session);
  });

  test("an append that is bound to it is not sent over another connection, nor sent again over one", async () => {
    const { store, log, cut } = await behindAWire({
      append: (nth) => (nth === 2 ? { code: status.UNAVAILABLE } : done),
    });
    await log.append("roster-1", 2, [newEvent()]);
    const session = log.session() ?? undefined;
    expect(session).toBeDefined();
    // The client leaves a connection over which the store says that it is unavailable.
    expect(await log.append("roster-1", 2, [newEvent()], { session })).toBe("unknown");
    expect(store.appends).toHaveLength(2);
    await cut();
    expect(await log.append("roster-1", 2, [newEvent()], { session })).toBe("unknown");
    expect(store.appends).toHaveLength(2);
    expect(await log.append("roster-1", 2, [newEvent()])).toEqual(done);
  });

  /** A log whose connections the test can cut. */
  async function behindAWire(script: Script) {
    const store = await scriptedStore(script);
    const sockets = new Set<Socket>();
    const wire = createServer((socket) => {
      const onward = connect(Number(new URL(store.url.replace("esdb", "http")).port), "127.0.0.1");
      for (const [end, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        sockets.add(end);
        end.on("error", () => undefined).on("close", () => other.destroy());
        end.pipe(other);
      }
    });
    wire.listen(0, "127.0.0.1");
    await once(wire, "listening");
    const address = wire.address();
    if (address === null || typeof address === "string") throw new Error("the wire has no port");
    const log = esdbLog({ url: `esdb://127.0.0.1:${address.port}?tls=false` });
    const cut = async () => {
      const closed = [...sockets].map((socket) => once(socket, "close"));
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await Promise.all(closed);
    };
    atEnd.push(
      () => store.close(),
      async () => {
        await cut();
        wire.close();
      },
      log.close,
    );
    return { store, log, cut };
  }
});

describe("following", () => {
  test("checkpoints and having caught up come after the events before them, however slow the reader is", async () => {
    const { log } = await logOn({
      subscription: (_nth, reader) =>
        reader.send(at(10n), at(20n), checkpoint(35n), at(40n), at(50n), caughtUp(), at(60n)),
      backwards: (reader) => reader.end(),
    });
    const messages: string[] = [];
    const until = new AbortController();
    for await (const message of log.follow(null, { signal: until.signal })) {
      messages.push(short(message));
      // A call and its answer on the same connection: all that was sent before has arrived and waits to be read.
      await log.head();
      if (messages.length === 7) until.abort();
    }
    const order = ["event 10", "event 20", "checkpoint 35", "event 40", "event 50", "caught up", "event 60"];
    expect(messages).toEqual(order);
  });

  test("a checkpoint that says nothing new is not passed on", async () => {
    const { log } = await logOn({
      subscription: (_nth, reader) => reader.send(at(10n), checkpoint(10n), checkpoint(9n), caughtUp()),
    });
    expect(await received(log, 2)).toEqual(["event 10", "caught up"]);
  });

  test.each<[string, { code: status } | undefined]>([
    ["ends without an error", undefined],
    ["is ended because the reader is slow", { code: status.ABORTED }],
    ["fails", { code: status.UNAVAILABLE }],
    ["is cut off", { code: status.INTERNAL }],
  ])("a subscription that %s is followed by another from where the reader is", async (_how, reason) => {
    const { store, log } = await logOn({
      subscription(nth, reader) {
        if (nth === 1) reader.send(at(10n), checkpoint(15n));
        if (nth === 1) reader.end(reason);
        if (nth === 2) reader.send(at(20n));
      },
    });
    expect(await received(log, 3)).toEqual(["event 10", "checkpoint 15", "event 20"]);
    // Not from the checkpoint, because by an event can be told whether the log is still the same.
    expect(store.subscriptions).toEqual(["start", "10"]);
  });

  test("a subscription is not followed by another if the last event given is not there any more", async () => {
    const rows: Record<string, Script["forwards"]> = {
      "another event": (reader) => {
        reader.send(at(10n, { id: randomUUID() }));
        reader.end();
      },
      "the end of the log": (reader) => reader.end(),
      "something that is no event": (reader) => reader.end({ code: status.INVALID_ARGUMENT }),
      "an event of the store itself": (reader) => {
        reader.send(at(10n, { stream: "$stats-1" }));
        reader.end();
      },
    };
    for (const [what, forwards] of Object.entries(rows)) {
      const { store, log } = await logOn({
        subscription(_nth, reader) {
          reader.send(at(10n));
          reader.end({ code: status.UNAVAILABLE });
        },
        ...(forwards && { forwards }),
      });
      await expect(received(log, 2), what).rejects.toThrow(LogReplaced);
      expect(store.subscriptions, what).toEqual(["start"]);
    }
  });

  test("a subscription that is silent although the log has grown is replaced by another", async () => {
    let isCaughtUp = false;
    const script: Script = {
      // A busy machine may lose the first subscription before anything of it is read; then it begins at the start again.
      subscription: (_nth, reader, from) =>
        from === "start" ? reader.send(at(10n), caughtUp()) : reader.send(at(20n)),
      backwards(reader) {
        if (isCaughtUp) reader.send(at(20n));
        reader.end();
      },
    };
    const { store, log } = await logOn(script, { watchdogMs: 50 });
    expect(
      await received(log, 3, null, (message) => {
        isCaughtUp ||= message.kind === "caughtUp";
      }),
    ).toEqual(["event 10", "caught up", "event 20"]);
    expect(new Set(store.subscriptions)).toEqual(new Set(["start", "10"]));
  });

  test("a subscription that is silent because nothing happens is kept", async () => {
    let isCaughtUp = false;
    let asked = 0;
    let live: () => void = () => undefined;
    const script: Script = {
      subscription(_nth, reader) {
        reader.send(at(10n), caughtUp());
        live = () => reader.send(at(20n));
      },
      backwards(reader) {
        if (isCaughtUp) {
          reader.send(at(10n));
          asked += 1;
        }
        reader.end();
        if (asked === 3) live();
      },
    };
    const { store, log } = await logOn(script, { watchdogMs: 50 });
    expect(
      await received(log, 3, null, (message) => {
        isCaughtUp ||= message.kind === "caughtUp";
      }),
    ).toEqual(["event 10", "caught up", "event 20"]);
    expect(store.subscriptions).toEqual(["start"]);
  });

  test("an event of an unknown type, a newer version or without envelope is told in its place, and what follows too", async () => {
    const rows = [
      { change: { type: "TaskSpirited" }, told: /event 20 of roster-420304 \(TaskSpirited\).*unknown type/ },
      { change: { metadata: { ...meta, schemaVersion: 9 } }, told: /event 20 of roster-420304.*version 9/ },
      { change: { metadata: undefined }, told: /event 20 of roster-420304/ },
    ];
    for (const { change, told } of rows) {
      const { log } = await logOn({ subscription: (_nth, reader) => reader.send(at(10n), at(20n, change), at(30n)) });
      const said: string[] = [];
      const keep = (message: Followed) => void (message.kind === "unreadable" && said.push(message.event.message));
      expect(await received(log, 3, null, keep)).toEqual(["event 10", "unreadable 20", "event 30"]);
      expect(said).toEqual([expect.stringMatching(told)]);
    }
  });

  test("a store that sends an event from before the place stops the follower", async () => {
    const { log } = await logOn({ subscription: (_nth, reader) => reader.send(at(20n)) });
    await expect(received(log, 1, { position: 500n, mark: null })).rejects.toThrow(LogReplaced);
  });
});

describe("the head", () => {
  test("it is the last domain event, however many other events follow; nothing is read twice", async () => {
    const reads: string[] = [];
    const foreign = (position: bigint) => at(position, { stream: "$stats-1" });
    const { log } = await logOn({
      backwards(reader) {
        reads.push(reader.from);
        if (reads.length === 1) reader.send(foreign(90n));
        else reader.send(...[80n, 70n].map(foreign), at(60n));
        reader.end();
      },
    });
    expect(await log.head()).toBe(60n);
    expect(reads).toEqual(["end", "90"]);
    reads.length = 0;
    expect(await log.head()).toBe(60n);
    expect(reads).toEqual(["end"]);
  });

  test("the head of a restored log is its own, and not the one remembered", async () => {
    let events = [at(90n), at(80n)];
    const { log } = await logOn({
      backwards(reader) {
        reader.send(...events);
        reader.end();
      },
    });
    expect(await log.head()).toBe(90n);
    events = [at(70n), at(60n)];
    expect(await log.head()).toBe(70n);
    events = [at(70n, { id: randomUUID(), stream: "$stats-1" }), at(60n)];
    expect(await log.head()).toBe(60n);
  });
});
