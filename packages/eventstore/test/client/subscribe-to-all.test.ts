// The official client subscribes to the whole log: filters, checkpoints, resuming from any place.
import { once } from "node:events";
import {
  type AllStreamResolvedEvent,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  type Filter,
  type Position,
  START,
  streamNameFilter,
} from "@eventstore/db-client";
import { expect, test } from "vitest";
import { startEventStore } from "../embedded-event-store.ts";
import { connect, follower, named, serverAndClient, several } from "../fixtures.ts";

const { client } = await serverAndClient();

// Twelve events on three streams of two types, so that any filter passes some and skips some.
const streams = ["task-1", "任务-2", "plan-3"];
const written: string[] = [];
/** Every log begins with an event of the server's own. */
const own = "$log ";
for (let n = 0; n < 12; n++) {
  const stream = streams[n % 3] ?? "";
  await client.appendToStream(stream, named(`${n}`, n % 2 === 0 ? "Even" : "Odd"));
  written.push(`${stream} ${n}`);
}

function nameOf({ event }: AllStreamResolvedEvent): string {
  const data = event?.data;
  return `${event?.streamId} ${typeof data === "object" && data !== null && "name" in data ? data.name : ""}`;
}

async function history(
  options: { filter?: Filter; fromPosition?: Position | "start" },
  count: number,
): Promise<string[]> {
  const subscription = client.subscribeToAll({ fromPosition: START, ...options });
  const found = await follower(subscription).next(count);
  await subscription.unsubscribe();
  return found.map(nameOf);
}

test("without a filter the whole log comes in order", async () => {
  expect(await history({}, 13)).toEqual([own, ...written]);
});

test.each<[string, Filter, (line: string, n: number) => boolean]>([
  ["a stream's prefix", streamNameFilter({ prefixes: ["task-", "plan-"] }), (line) => !line.startsWith("任务")],
  ["a stream's prefix beyond ASCII", streamNameFilter({ prefixes: ["任务"] }), (line) => line.startsWith("任务")],
  ["an expression on the stream", streamNameFilter({ regex: "^(task|任务)-" }), (line) => !line.startsWith("plan")],
  ["a Unicode block", streamNameFilter({ regex: "\\p{IsCJKUnifiedIdeographs}" }), (line) => line.startsWith("任务")],
  ["an option in the expression", eventTypeFilter({ regex: "(?i)^EVEN$" }), (_, n) => n % 2 === 0],
  ["an event type's prefix", eventTypeFilter({ prefixes: ["Od"] }), (_, n) => n % 2 === 1],
  ["no system events", excludeSystemEvents(), () => true],
])("a filter by %s passes what it should", async (_name, filter, passes) => {
  const wanted = written.filter(passes);
  expect(await history({ filter }, wanted.length)).toEqual(wanted);
});

test("an expression that is not valid, or would take for ever, is refused, and the server goes on", async () => {
  await client.appendToStream(`${"a".repeat(60)}!`, named("long"));
  for (const regex of ["(", "^(a+)+$"]) {
    const subscription = client.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ regex }) });
    await expect(follower(subscription).next(1)).rejects.toMatchObject({ code: 3 });
  }
  expect(await history({}, 13)).toEqual([own, ...written]);
});

test("a subscription from the end brings only what arrives later", async () => {
  const subscription = client.subscribeToAll({ fromPosition: END });
  await once(subscription, "confirmation");
  await client.appendToStream("fresh", named("new"));
  expect((await follower(subscription).next(1)).map(nameOf)).toEqual(["fresh new"]);
  await subscription.unsubscribe();
});

test("a reader who resumes from any event it has seen misses nothing and sees nothing twice", async () => {
  const subscription = client.subscribeToAll({ fromPosition: START });
  const seen = await follower(subscription).next(13);
  await subscription.unsubscribe();
  for (const [i, { event }] of seen.slice(0, -1).entries()) {
    expect(await history({ ...(event && { fromPosition: event.position }) }, 12 - i)).toEqual(written.slice(i));
  }
});

test("a reader who resumes from a checkpoint misses no event that passes the filter", async () => {
  const checkpoints: Position[] = [];
  const filter = eventTypeFilter({
    prefixes: ["Odd"],
    maxSearchWindow: 2,
    checkpointInterval: 1,
    checkpointReached: (_, position) => {
      checkpoints.push(position);
    },
  });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  subscription.resume();
  await once(subscription, "caughtUp");
  await subscription.unsubscribe();
  expect(checkpoints.length).toBeGreaterThan(3);
  const odd = written.filter((_, n) => n % 2 === 1);
  for (const position of checkpoints) {
    const passed = odd.filter((line) => positionOf(line) <= position.commit);
    const rest = odd.slice(passed.length);
    if (rest.length > 0) expect(await history({ fromPosition: position, filter }, rest.length)).toEqual(rest);
  }
});

test("with --checkpoint-ms, a reader whose filter skips everything is told how far it has come", async () => {
  const server = await startEventStore({ flags: ["--memory", "--checkpoint-ms", "20"] });
  const writer = connect(server);
  await writer.appendToStream("before", several("a b"));
  const told: bigint[] = [];
  let onTold = () => {};
  const checkpointReached = (_: unknown, { commit }: Position) => {
    told.push(commit);
    onTold();
  };
  const filter = streamNameFilter({ prefixes: ["wanted"], checkpointReached });
  const subscription = writer.subscribeToAll({ fromPosition: START, filter });
  const feed = follower(subscription);
  const first = feed.next(1);
  const append = async (stream: string) => (await writer.appendToStream(stream, named("x"))).position?.commit;
  const isTold = (position: bigint | undefined) =>
    new Promise<void>((resolve) => {
      onTold = () => told.at(-1) === position && resolve();
      onTold();
    });
  for (const stream of ["passed", "passed", "over"]) await isTold(await append(stream));
  const wanted = await append("wanted");
  expect((await first)[0]?.event?.position.commit).toBe(wanted);
  await isTold(await append("passed"));
  expect(told).toEqual([...new Set(told)].toSorted((a, b) => Number(a - b)));
  expect(told).not.toContain(wanted);
  await subscription.unsubscribe();
  await writer.dispose();
  await server.stop();
});

const positions = new Map<string, bigint>();
for await (const resolved of client.readAll()) positions.set(nameOf(resolved), resolved.event?.position.commit ?? 0n);
const positionOf = (line: string) => positions.get(line) ?? -1n;
