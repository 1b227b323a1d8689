// Which clocks are believed, and what is refused while one is not: with clocks that the test sets.
import { defaultSettings, plan, planIdOf, roster } from "@taizhang/domain";
import { draft, notice, sourceSha256 } from "@taizhang/domain/testing/facts";
import { financeBureau, of, office, region } from "@taizhang/domain/testing/people";
import type { Logger } from "@taizhang/process";
import { describe, expect, test } from "vitest";
import { emptyLog, everything, identity, processOn } from "../../testing/shell.ts";
import { type EventLog, LogUnavailable } from "../event-log.ts";
import { memoryLog } from "../memory/memory-log.ts";
import { startPolicyRunner } from "../policies/policy-runner.ts";
import { ClockDoubted, watchClock } from "./clock.ts";
import { type ExecutorParts, executor } from "./execute.ts";

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const start = Date.parse("2026-11-30T02:00:00.000Z");
const iso = (at: number) => new Date(at).toISOString();

const register = { regionId: region, unitId: financeBureau, name: "区财政局", validFrom: "2021-01-01" };
const registering = (commandId: string) => ({ actor: office, commandId });

/** A process that watches its clocks on a log. The wall clock can be set; time passes for both. */
function process(log: EventLog, { confirmed = null }: { confirmed?: number | null } = {}) {
  let wall = start;
  let monotonic = 5000;
  const said: string[] = [];
  const keep = (_fields: object, line: string) => void said.push(line);
  const clock = watchClock({
    log,
    wall: () => wall,
    monotonic: () => monotonic,
    confirmed,
    setting: "THE_SETTING",
    logger: { info: keep, warn: keep, error: keep },
  });
  const parts: ExecutorParts = { log, identity, usedCommand: async () => null, clock };
  return {
    clock,
    said,
    commands: executor(parts),
    passes(ms: number) {
      wall += ms;
      monotonic += ms;
    },
    set(by: number) {
      wall += by;
    },
  };
}

/** A log whose last event was stored at this time. It happened in 2021, which says nothing about clocks. */
async function storedAt(at: number): Promise<EventLog> {
  const log = memoryLog(() => iso(at));
  await processOn(log).run(roster, "registerUnit", region, register, registering("first"));
  return log;
}

describe("while it runs", () => {
  test.each([-2 * hour, -61 * second, 61 * second, 2 * hour, 3650 * day])(
    "a wall clock that leaves the monotonic one by %i ms is doubted until it is back",
    async (by) => {
      const { clock, passes, set, said } = process(await storedAt(start));
      passes(40 * day);
      expect(await clock.doubt()).toBeNull();
      set(by);
      passes(hour);
      const doubt = await clock.doubt();
      const [says, should] = [iso(start + 40 * day + hour + by), iso(start + 40 * day + hour)];
      for (const text of [doubt?.zh, doubt?.en]) {
        expect(text).toContain(says);
        expect(text).toContain(should);
        expect(text).toContain("THE_SETTING");
      }
      await expect(clock.check()).rejects.toThrow(ClockDoubted);
      expect(said).toEqual([doubt?.en]);
      set(-by);
      expect(await clock.doubt()).toBeNull();
      expect(said).toEqual([doubt?.en, expect.stringMatching(/believed again/)]);
    },
  );

  test.each([-59 * second, 0, 59 * second])("one that is corrected by %i ms is not", async (by) => {
    const { clock, passes, set } = process(await storedAt(start));
    passes(100 * day);
    set(by);
    expect(await clock.doubt()).toBeNull();
  });
});

describe("at the start", () => {
  test.each<[string, number, RegExp | null]>([
    ["ten years before the last event", start + 3650 * day, /before the log's last event was stored/],
    ["two minutes before it", start + 120 * second, /before/],
    ["a moment before it, as two machines may differ", start + 20 * second, null],
    ["at it", start, null],
    ["a quiet month after it", start - 31 * day, null],
    ["59 days after it", start - 59 * day, null],
    ["61 days after it", start - 61 * day, /more than 60 days after/],
  ])("a clock that stands %s", async (_where, at, told) => {
    const doubt = await process(await storedAt(at)).clock.doubt();
    if (told === null) return expect(doubt).toBeNull();
    expect(doubt?.en).toMatch(told);
    expect(doubt?.en).toContain(iso(at));
    expect(doubt?.zh).toContain(iso(at));
  });

  test("an empty log says nothing against a clock", async () => {
    expect(await process(emptyLog()).clock.doubt()).toBeNull();
  });

  test("what counts is the start: what comes 61 quiet days later is no doubt", async () => {
    const { clock, passes } = process(await storedAt(start));
    passes(61 * day);
    expect(await clock.doubt()).toBeNull();
    passes(61 * day);
    expect(await clock.doubt()).toBeNull();
  });

  test("an operator's word ends the doubt of the start if it is of now, and not if it was left from another time", async () => {
    const log = await storedAt(start + 3650 * day);
    for (const off of [-50, 0, 50]) {
      const { clock, said } = process(log, { confirmed: start + off * 60 * second });
      expect(await clock.doubt(), `${off} min`).toBeNull();
      expect(said).toEqual([]);
    }
    for (const off of [-30 * day, -61 * 60 * second, 61 * 60 * second]) {
      const { clock, said } = process(log, { confirmed: start + off });
      expect(await clock.doubt(), `${off} ms`).not.toBeNull();
      expect(said[0]).toMatch(/THE_SETTING is more than an hour off/);
    }
  });

  test("an operator's word is no word for a clock that is set later", async () => {
    const { clock, set } = process(await storedAt(start + 3650 * day), { confirmed: start });
    expect(await clock.doubt()).toBeNull();
    set(2 * hour);
    expect(await clock.doubt()).not.toBeNull();
  });

  test("the doubt ends once another process, confirmed, has stored something", async () => {
    let now = start + 3650 * day;
    const log = memoryLog(() => iso(now));
    await processOn(log).run(roster, "registerUnit", region, register, registering("first"));
    const { clock } = process(log);
    expect(await clock.doubt()).not.toBeNull();
    now = start;
    const other = { ...register, unitId: identity.uuid("another"), name: "区民政局" };
    await process(log, { confirmed: start }).commands.run(roster, "registerUnit", region, other, registering("second"));
    expect(await clock.doubt()).toBeNull();
  });

  test("while the log is away nothing is known yet", async () => {
    let isAway = true;
    const stored = await storedAt(start - 61 * day);
    const head = () => (isAway ? Promise.reject(new LogUnavailable("away")) : stored.head());
    const { clock } = process({ ...stored, head });
    await expect(clock.check()).rejects.toThrow(LogUnavailable);
    isAway = false;
    await expect(clock.check()).rejects.toThrow(ClockDoubted);
  });
});

describe("while the clock is doubted", () => {
  test("no command is carried out and no attempt recorded, but what is stored has its receipt, and states are read", async () => {
    const log = await storedAt(start);
    const { commands, set } = process(log);
    const second = { ...register, unitId: identity.uuid("another"), name: "区民政局" };
    const first = await commands.run(roster, "registerUnit", region, register, registering("first"));
    set(2 * hour);
    await expect(commands.run(roster, "registerUnit", region, second, registering("second"))).rejects.toThrow(
      ClockDoubted,
    );
    await expect(
      commands.run(roster, "registerUnit", region, second, { actor: of(financeBureau), commandId: "third" }),
    ).rejects.toThrow(ClockDoubted);
    expect(await everything(log)).toHaveLength(1);
    expect(await commands.run(roster, "registerUnit", region, register, registering("first"))).toEqual(first);
    expect((await commands.load(roster, region)).state.units.size).toBe(1);
    set(-2 * hour);
    expect(await commands.run(roster, "registerUnit", region, second, registering("second"))).toMatchObject({
      outcome: "done",
    });
  });

  test("policies append nothing, wait, and go on afterwards", async () => {
    const log = memoryLog(() => iso(start));
    const people = processOn(log);
    const planId = planIdOf(identity, region, sourceSha256);
    await people.run(roster, "registerUnit", region, register, registering("first"));
    const source = { regionId: region, sourceSha256 };
    const given = () => notice({ draft: draft() });
    await people.run(plan, "importPlan", planId, source, { ...registering("import"), given });
    const known = async () => ({ roster: (await people.load(roster, region)).state });
    await people.run(plan, "confirmPlan", planId, {}, { ...registering("confirm"), given: known });
    await people.run(
      plan,
      "issuePlan",
      planId,
      { settings: defaultSettings },
      { ...registering("issue"), given: known },
    );
    const before = await everything(log);

    const { commands, set } = process(log);
    set(2 * hour);
    let refused = () => {};
    const waits = new Promise<void>((resolve) => (refused = resolve));
    const logger: Logger = { info() {}, warn: () => refused(), error() {} };
    const runner = startPolicyRunner({ log, executor: commands, identity, logger });
    await waits;
    expect(await everything(log)).toEqual(before);
    set(-2 * hour);
    for await (const followed of log.follow(null, { types: ["TaskOpened"], signal: new AbortController().signal })) {
      if (followed.kind === "event") break;
    }
    await runner.stop();
    expect(await runner.ended).toBeNull();
  });
});
