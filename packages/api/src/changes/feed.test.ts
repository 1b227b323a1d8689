import "reflect-metadata";
import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import { type EventLog, sharedLog } from "@taizhang/log";
import { type RestorableLog, restorableLog } from "@taizhang/log/testing/restorable-log";
import { everything } from "@taizhang/log/testing/shell";
import { beforeEach, describe, expect, test } from "vitest";
import { type TestLedger, type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { namesNobody } from "../auth/people.ts";
import type { Change } from "./change.ts";
import { feed, type SharedFeeds, type Wanted } from "./feed.ts";
import type { ChangesMessage } from "./message.ts";
import { teller } from "./teller.ts";
import { noTexts } from "./texts-then.ts";

const lead = "区政务公开办";
const carrier = "区教育局";
const other = "区民政局";

let ledger: TestLedger;
let region: TestRegion;
let taskId: string;

beforeEach(async () => {
  ledger = testLedger();
  region = testRegion(ledger);
  const issued = await region.issue("2021年政务公开工作要点任务分解表", [
    {
      text: "公开义务教育招生政策",
      units: [
        [lead, "lead"],
        [carrier, "responsible"],
        [other, "responsible"],
      ],
    },
    { text: "公开社会救助标准", units: [[other, "responsible"]] },
  ]);
  taskId = issued.taskIds[0] ?? "";
  await region.report(carrier, taskId, "已公开招生简章");
});

/** Longer than any test takes. */
const patienceMs = 1_000_000;

/** What the feeds of a ledger share, as those of a server do. */
const feedsOf = new WeakMap<TestLedger, SharedFeeds>();
function shared(): SharedFeeds {
  const known = feedsOf.get(ledger);
  if (known) return known;
  const log = sharedLog(ledger.log);
  const feeds = {
    log,
    teller: teller({
      executor: ledger.executor,
      people: namesNobody,
      texts: noTexts,
      isLast: log.isLast,
      isShared: ({ position }) => log.keeps(position),
    }),
  };
  feedsOf.set(ledger, feeds);
  return feeds;
}

const open = (wanted: Partial<Wanted> & Pick<Wanted, "reader">) =>
  feed({ ...ledger, ...shared() }, { after: null, since: null, filter: {}, patienceMs, ...wanted });

/** Reads to the end of the history. */
async function history(wanted: Partial<Wanted> & Pick<Wanted, "reader">): Promise<ChangesMessage[]> {
  const messages: ChangesMessage[] = [];
  for await (const message of await open(wanted)) {
    messages.push(message);
    if (message.kind === "CaughtUp") break;
  }
  return messages;
}

const changesIn = (messages: readonly ChangesMessage[]): Change[] =>
  messages.filter((message): message is Change => message.kind === "Change");

const codeOf = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error) => error.extensions.code,
  );

describe("whoever may read everything", () => {
  test("gets the whole log in its order, in both languages, and then that it has caught up", async () => {
    const messages = await history({ reader: region.bearer("office") });
    const changes = changesIn(messages);
    expect(changes.map((change) => change.eventId)).toEqual((await everything(ledger.log)).map((event) => event.id));
    expect(messages.at(-1)).toEqual({ kind: "CaughtUp", cursor: changes.at(-1)?.cursor });
    expect(changes.at(-1)).toMatchObject({
      type: "ProgressReported",
      title: { zh: "进展填报", en: "Progress reported" },
      sight: "whole",
      actor: { subjectId: `unit-${carrier}`, unitName: carrier },
      data: { progress: { text: "已公开招生简章" } },
      sentence: { zh: `${carrier}填报进展（第1份，2021-03-01）：已公开招生简章` },
    });
  });

  test("gets live changes after the history, without asking again", async () => {
    const messages = await open({ reader: region.bearer("office") });
    for await (const message of messages) if (message.kind === "CaughtUp") break;
    const live = await open({ reader: region.bearer("office"), after: (await lastCursor()) ?? null });
    expect((await live.next()).value).toMatchObject({ kind: "CaughtUp" });
    const next = live.next();
    const { eventIds } = await region.report(other, taskId, "已公开救助指南");
    expect((await next).value).toMatchObject({ kind: "Change", eventId: eventIds[0] });
    await live.return?.();
  });

  test("misses nothing and gets nothing twice, however often it is cut off", async () => {
    const reader = region.bearer("auditor");
    const heard: string[] = [];
    let after: string | null = null;
    for (const cut of [1, 2, 3, 1, 5, 4, 2, 1, 1, 3]) {
      const messages = await open({ reader, after });
      for (let left = cut; left > 0; left--) {
        const { value } = await messages.next();
        if (value.kind === "Change") heard.push(value.eventId);
        after = value.cursor;
      }
      await messages.return?.();
      for (const no of [1, 2]) await region.report(other, taskId, `第${no}次`);
    }
    heard.push(...changesIn(await history({ reader, after })).map((change) => change.eventId));
    expect(heard).toEqual((await everything(ledger.log)).map((event) => event.id));
  });

  test("sees a name as the roster has it now", async () => {
    const live = await open({ reader: region.bearer("office"), after: await lastCursor() });
    await live.next();
    const next = [live.next(), live.next()];
    await region.register("区卫生健康局");
    const unitIds = [region.unitId("区卫生健康局")];
    await region.give(
      region.bearer("office"),
      task,
      "assignUnits",
      taskId,
      {
        assignments: unitIds.map((unitId) => ({
          unitId,
          relations: ["guiding" as const],
          via: null,
          inheritedFromRow: null,
        })),
        groups: [],
        external: [],
      },
      { units: registered(...unitIds), groups: new Map() },
    );
    const [, assigned] = await Promise.all(next);
    expect(assigned?.value.sentence.zh).toBe("分工：区卫生健康局");
    await live.return?.();
  });
});

const lastCursor = async () => changesIn(await history({ reader: region.bearer("office") })).at(-1)?.cursor ?? null;

describe("whoever may read a part", () => {
  test("a unit learns that another unit reported, and no more", async () => {
    const change = changesIn(await history({ reader: region.bearer("unit", other) })).at(-1);
    expect(change).toMatchObject({
      type: "ProgressReported",
      sight: "state",
      data: null,
      actor: { subjectId: null, unitName: carrier },
      sentence: { zh: "进展填报", en: "Report progress" },
    });
    expect(JSON.stringify(change, (_key, value) => (typeof value === "bigint" ? String(value) : value))).not.toContain(
      "招生简章",
    );
  });

  test("the lead of the task sees all of it, even after its own part was dropped with the plan", async () => {
    const reader = region.bearer("unit", lead);
    expect(changesIn(await history({ reader })).at(-1)).toMatchObject({ sight: "whole" });
    await region.close(changesIn(await history({ reader })).at(-1)?.planId ?? "");
    const reported = changesIn(await history({ reader })).find((change) => change.type === "ProgressReported");
    expect(reported).toMatchObject({ sight: "whole" });
  });

  test("a unit that becomes lead while it listens sees everything from then on", async () => {
    const reader = region.bearer("unit", "区卫生健康局");
    await region.register("区卫生健康局");
    const live = await open({ reader, after: await lastCursor() });
    expect((await live.next()).value.kind).toBe("CaughtUp");
    const seen = [live.next(), live.next(), live.next()];
    await region.report(carrier, taskId, "之前");
    const unitId = region.unitId("区卫生健康局");
    await region.give(
      region.bearer("office"),
      task,
      "assignUnits",
      taskId,
      {
        assignments: [{ unitId, relations: ["lead"], via: null, inheritedFromRow: null }],
        groups: [],
        external: [],
      },
      { units: registered(unitId), groups: new Map() },
    );
    await region.report(carrier, taskId, "之后");
    const sights = (await Promise.all(seen)).map(({ value }) => value.sight);
    expect(sights).toEqual(["state", "whole", "whole"]);
    await live.return?.();
  });

  test("an analyst sees everything except who acted", async () => {
    await region.claim(carrier, taskId, "已公开");
    const changes = changesIn(await history({ reader: region.bearer("analyst") }));
    expect(changes).toHaveLength((await everything(ledger.log)).length);
    expect(changes.map((change) => change.actor.subjectId)).toEqual(changes.map(() => null));
    expect(changes.flatMap((change) => change.onBehalfOf?.subjectId ?? [])).toEqual([]);
    expect(changes.at(-1)).toMatchObject({ data: { done: { text: "已公开" } }, actor: { unitName: carrier } });
  });

  test("an admin sees the roster and nothing else", async () => {
    const types = changesIn(await history({ reader: region.bearer("admin") })).map((change) => change.type);
    expect(new Set(types)).toEqual(new Set(["UnitRegistered"]));
  });

  test("another region sees nothing", async () => {
    const reader = testRegion(ledger, "500155").bearer("auditor");
    expect(changesIn(await history({ reader }))).toEqual([]);
  });

  test("a cursor moves past what the reader may not see", async () => {
    const stranger = testRegion(ledger, "500155");
    for (let no = 1; no <= 300; no++) await region.report(other, taskId, `第${no}次`);
    const messages = await history({ reader: stranger.bearer("auditor") });
    expect(messages.map((message) => message.kind)).toEqual(["Checkpoint", "CaughtUp"]);
    const own = await stranger.issue("梁平区任务分解表", [
      { text: "公开预决算", units: [["区财政局", "responsible"]] },
    ]);
    const resumed = await history({ reader: stranger.bearer("auditor"), after: messages.at(-1)?.cursor ?? null });
    expect(changesIn(resumed)[0]).toMatchObject({ type: "UnitRegistered", regionId: "500155" });
    expect(changesIn(resumed).at(-1)).toMatchObject({ planId: own.planId, type: "TasksOpened" });
  });
});

describe("a filter", () => {
  test.each([
    ["a task", () => ({ taskId }), (event: Change) => event.taskId === taskId],
    [
      "a unit",
      () => ({ unitId: region.unitId(other) }),
      (event: Change) => event.unitIds.includes(region.unitId(other)),
    ],
    ["types", () => ({ types: ["TaskOpened"] }), (event: Change) => event.type === "TaskOpened"],
  ])("by %s leaves out everything else", async (_what, filter, wanted) => {
    const reader = region.bearer("office");
    const all = changesIn(await history({ reader }));
    const some = changesIn(await history({ reader, filter: filter() }));
    expect(some).toEqual(all.filter(wanted));
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
  });

  test.each<[string, () => object]>([
    ["filter.types", () => ({ types: ["ProgresReported"] })],
    ["filter.types", () => ({ types: [] })],
    ["filter.planId", () => ({ planId: randomUUID() })],
    ["filter.taskId", () => ({ taskId: randomUUID() })],
    ["filter.unitId", () => ({ unitId: randomUUID() })],
  ])("that nothing could ever meet is refused, with the field (%s)", async (field, filter) => {
    const { extensions } = await open({ reader: region.bearer("office"), filter: filter() }).then(
      () => expect.fail("it was taken"),
      (error) => error,
    );
    expect(extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field,
      messageZh: expect.stringMatching(`^${field}：`),
    });
  });

  test("by a task of another region is refused, as if there were no such task", async () => {
    const reader = { ...region.bearer("office"), regionId: "350405" };
    expect(await codeOf(open({ reader, filter: { taskId } }))).toBe("BAD_USER_INPUT");
  });
});

describe("a position", () => {
  const reader = () => region.bearer("office");

  test("is where a reader begins: it gets what follows, also a cursor before anything does", async () => {
    const position = (await region.report(other, taskId, "已公开救助指南")).position ?? 0n;
    const begun = await open({ reader: reader(), since: { position, last: position } });
    const caughtUp = (await begun.next()).value;
    expect(caughtUp).toEqual({ kind: "CaughtUp", cursor: await lastCursor() });
    const next = begun.next();
    const { eventIds } = await region.report(carrier, taskId, "已公开招生结果");
    expect((await next).value).toMatchObject({ kind: "Change", eventId: eventIds[0] });
    await begun.return?.();
    const resumed = changesIn(await history({ reader: reader(), after: caughtUp.cursor }));
    expect(resumed.map((change) => change.eventId)).toEqual(eventIds);
  });

  test("has the same behind it, from wherever before it the log is followed", async () => {
    const before = await everything(ledger.log);
    for (const no of [1, 2]) await region.report(other, taskId, `第${no}次`);
    const after = (await everything(ledger.log)).slice(before.length);
    const position = before.at(-1)?.position ?? 0n;
    for (const last of [position, before[3]?.position ?? null, null]) {
      for (const since of [position, position + 1n]) {
        const messages = await history({ reader: reader(), since: { position: since, last } });
        expect(changesIn(messages).map((change) => change.eventId)).toEqual(after.map((event) => event.id));
      }
    }
  });

  test("and a cursor together are refused", async () => {
    const refused = open({ reader: reader(), since: { position: 100n, last: 100n }, after: await lastCursor() });
    expect(await codeOf(refused)).toBe("BAD_USER_INPUT");
    await expect(refused).rejects.toThrow("at most one of after and since");
  });
});

describe("a cursor", () => {
  test("of another log is refused", async () => {
    const others = testLedger("2021-03-02");
    await testRegion(others).register("区财政局");
    const [message] = changesIn(await history({ reader: region.bearer("office") }));
    const work = feed(others, {
      reader: region.bearer("office"),
      after: message?.cursor ?? null,
      since: null,
      filter: {},
      patienceMs,
    });
    expect(await codeOf(work)).toBe("CURSOR_OF_OTHER_LOG");
  });

  const cursor = (...held: unknown[]) => Buffer.from(JSON.stringify(held)).toString("base64url");
  test.each([
    "",
    "nonsense",
    "WyIxIl0",
    "bnVsbA",
    cursor("9223372036854775808", "an event"),
    cursor("18446744073709551616", "an event"),
    cursor("-1", "an event"),
    cursor("100", ""),
  ])("that is malformed (%s) is refused", async (after) => {
    expect(await codeOf(open({ reader: region.bearer("office"), after }))).toBe("BAD_USER_INPUT");
  });

  test("of an earlier version, which says what stands at its position, is taken", async () => {
    const [first, second] = await everything(ledger.log);
    const after = cursor(String(first?.position), `${first?.id}@${first?.recordedAt}`);
    const [next] = changesIn(await history({ reader: region.bearer("office"), after }));
    expect(next?.eventId).toBe(second?.id);
  });

  test("says nothing of the event at which it stands: that may be one of which its reader may not know", async () => {
    const stranger = testRegion(ledger, "500155").bearer("auditor");
    const caughtUp = (await history({ reader: stranger })).at(-1);
    const last = (await everything(ledger.log)).at(-1);
    const said = Buffer.from(caughtUp?.cursor ?? "", "base64url").toString();
    expect(JSON.parse(said)).toEqual([String(last?.position), expect.stringMatching(/^[\w-]{43}$/)]);
    for (const told of [last?.id ?? "", last?.recordedAt ?? ""]) expect(said).not.toContain(told);
  });

  test("of an earlier version, which says nothing of what stands at its position, is refused", async () => {
    const [first, second] = await everything(ledger.log);
    if (!first || !second) throw new Error("the log is empty");
    const logId = `${first.id}@${first.recordedAt}`;
    const after = cursor(String(second.position), logId);
    expect(await codeOf(open({ reader: region.bearer("office"), after }))).toBe("CURSOR_OF_OTHER_LOG");
  });

  describe("of a log that was restored since", () => {
    let restored: RestorableLog;
    const reader = () => region.bearer("office");
    /** How many events the backup held, and where the last of them is. */
    const backup = async (back: number) => (await everything(ledger.log)).at(-1 - back)?.position ?? null;

    beforeEach(async () => {
      ledger = testLedger("2021-03-01", (now) => {
        restored = restorableLog(now);
        return restored.log;
      });
      region = testRegion(ledger);
      await region.register("区教育局", "区民政局", "区卫生健康局", "区财政局");
    });

    test("is refused where it is ahead of the log, instead of being told that it has caught up", async () => {
      const ahead = await lastCursor();
      await restored.restore(await backup(1));
      expect(await codeOf(open({ reader: reader(), after: ahead }))).toBe("CURSOR_OF_OTHER_LOG");
    });

    test("is refused where the log has grown past it with other events", async () => {
      const [, , third, last] = changesIn(await history({ reader: reader() }));
      await restored.restore(await backup(2));
      await region.register("区审计局", "区司法局", "区统计局");
      for (const after of [third?.cursor, last?.cursor])
        expect(await codeOf(open({ reader: reader(), after: after ?? null }))).toBe("CURSOR_OF_OTHER_LOG");
    });

    test("is refused where the same event was stored again at the same position, at another time", async () => {
      const last = (await everything(ledger.log)).at(-1);
      const before = await lastCursor();
      await restored.restore(await backup(1));
      ledger.clock.setDay("2021-03-02");
      if (last) await ledger.log.append(last.stream, last.revision - 1, [last]);
      expect((await everything(ledger.log)).at(-1)).toMatchObject({ id: last?.id, position: last?.position });
      expect(await codeOf(open({ reader: reader(), after: before }))).toBe("CURSOR_OF_OTHER_LOG");
    });

    test("goes on where the backup holds what it has come from", async () => {
      const all = changesIn(await history({ reader: reader() }));
      await restored.restore(await backup(1));
      await region.register("区审计局");
      const rest = changesIn(await history({ reader: reader(), after: all.at(-3)?.cursor ?? null }));
      expect(rest.map(({ data }) => data)).toMatchObject([{ name: "区卫生健康局" }, { name: "区审计局" }]);
    });
  });

  test("of an empty log is null, and the log's first event still arrives", async () => {
    const empty = testLedger();
    const messages = await feed(empty, {
      reader: region.bearer("office"),
      after: null,
      since: null,
      filter: {},
      patienceMs,
    });
    expect((await messages.next()).value).toEqual({ kind: "CaughtUp", cursor: null });
    const next = messages.next();
    await testRegion(empty).register("区财政局");
    expect((await next).value).toMatchObject({ type: "UnitRegistered" });
    await messages.return?.();
  });
});

/** The log, with a promise that resolves when it is no longer followed. */
function watched(log: EventLog): { log: EventLog; letGo: Promise<unknown> } {
  const ended = new EventEmitter();
  const follow: EventLog["follow"] = (after, options) => {
    options.signal.addEventListener("abort", () => ended.emit("letGo"));
    return log.follow(after, options);
  };
  return { log: { ...log, follow }, letGo: once(ended, "letGo") };
}

describe("a reader", () => {
  test("that leaves while it waits ends at once", async () => {
    const messages = await open({ reader: region.bearer("office"), after: await lastCursor() });
    await messages.next();
    const waiting = messages.next();
    await messages.return?.();
    expect(await waiting).toMatchObject({ done: true });
  });

  test("that takes too long gets `Lagging` with its last cursor, and loses nothing by resuming", async () => {
    const reader = region.bearer("office");
    const { log, letGo } = watched(ledger.log);
    const messages = await feed({ ...ledger, log }, { reader, after: null, since: null, filter: {}, patienceMs: 5 });
    const first = (await messages.next()).value;
    await letGo;
    expect((await messages.next()).value).toEqual({ kind: "Lagging", cursor: first.cursor });
    expect((await messages.next()).done).toBe(true);
    const rest = changesIn(await history({ reader, after: first.cursor }));
    expect([first.eventId, ...rest.map((change) => change.eventId)]).toEqual(
      (await everything(ledger.log)).map((event) => event.id),
    );
  });

  test("that reads a long history leaves room for others", async () => {
    for (let no = 1; no <= 600; no++) await region.report(other, taskId, `第${no}次`);
    let turns = 0;
    const count = () => {
      turns += 1;
      pending = setImmediate(count);
    };
    let pending = setImmediate(count);
    await history({ reader: region.bearer("analyst") });
    clearImmediate(pending);
    expect(turns).toBeGreaterThanOrEqual(2);
  });
});
