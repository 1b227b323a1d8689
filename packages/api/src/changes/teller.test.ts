import "reflect-metadata";
import { type Reader, task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import type { StoredEvent } from "@taizhang/log";
import { everything } from "@taizhang/log/testing/shell";
import { beforeEach, expect, test } from "vitest";
import { type TestLedger, type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { namesNobody } from "../auth/people.ts";
import { type Teller, type TellerParts, teller } from "./teller.ts";
import { noTexts } from "./texts-then.ts";

const lead = "区政务公开办";
const carrier = "区教育局";
const other = "区民政局";
const late = "区卫生健康局";

let ledger: TestLedger;
let region: TestRegion;
let shared: Teller;
let taskId: string;
let report: StoredEvent;

const lastEvent = async (): Promise<StoredEvent> => {
  const event = (await everything(ledger.log)).at(-1);
  if (!event) throw new Error("the log is empty");
  return event;
};

beforeEach(async () => {
  ledger = testLedger();
  region = testRegion(ledger);
  const units = [
    [lead, "lead"],
    [carrier, "responsible"],
    [other, "responsible"],
  ] as const;
  const { taskIds } = await region.issue("任务分解表", [{ text: "公开招生政策", units }]);
  taskId = taskIds[0] ?? "";
  await region.report(carrier, taskId, "已公开招生简章");
  report = await lastEvent();
  shared = tellerOf({});
});

const tellerOf = (parts: Partial<TellerParts>): Teller =>
  teller({
    executor: ledger.executor,
    people: namesNobody,
    texts: noTexts,
    isLast: () => false,
    isShared: () => true,
    ...parts,
  });

const tellTo = async (reader: Reader, event = report) => (await shared.to(reader)).tell(event);

const assign = (name: string, relation: "lead" | "guiding") => {
  const unitId = region.unitId(name);
  const assignments = [{ unitId, relations: [relation], via: null, inheritedFromRow: null }];
  const given = { units: registered(unitId), groups: new Map() };
  return region.give(
    region.bearer("office"),
    task,
    "assignUnits",
    taskId,
    { assignments, groups: [], external: [] },
    given,
  );
};

test("those who may know as much, and have the same roles, are told the same", async () => {
  const change = await tellTo(region.bearer("office"));
  expect(await tellTo({ ...region.bearer("office"), unitId: region.unitId(other) })).toBe(change);
  expect(await tellTo(region.bearer("unit", lead))).toBe(await tellTo(region.bearer("unit", carrier)));
});

test("what nobody else is given is told anew, and not kept", async () => {
  shared = tellerOf({ isShared: () => false });
  const change = await tellTo(region.bearer("office"));
  const again = await tellTo(region.bearer("office"));
  expect(again).toEqual(change);
  expect(again).not.toBe(change);
});

test("nobody is told what others may know, in whatever order they come", async () => {
  const readers = [
    region.bearer("office"),
    region.bearer("analyst"),
    region.bearer("unit", carrier),
    region.bearer("unit", other),
    region.bearer("admin"),
    testRegion(ledger, "500155").bearer("auditor"),
  ];
  const alone = await Promise.all(readers.map(async (reader) => (await tellerOf({}).to(reader)).tell({ ...report })));
  for (const order of [readers, readers.toReversed()]) {
    shared = tellerOf({});
    const told = new Map<Reader, unknown>();
    for (const reader of order) told.set(reader, await tellTo(reader));
    expect(readers.map((reader) => told.get(reader))).toEqual(alone);
  }
  expect(alone.map((change) => change && [change.sight, change.actor.subjectId, change.data !== null])).toEqual([
    ["whole", `unit-${carrier}`, true],
    ["whole", null, true],
    ["whole", `unit-${carrier}`, true],
    ["state", null, false],
    null,
    null,
  ]);
});

test("a unit that becomes lead is told everything from then on, also of what was told before", async () => {
  await region.register(late);
  const reader = region.bearer("unit", late);
  const tells = await shared.to(reader);
  expect(await tells.tell(report)).toMatchObject({ sight: "state" });
  await assign(late, "lead");
  await region.report(carrier, taskId, "之后");
  expect(await tells.tell(await lastEvent())).toMatchObject({ sight: "whole" });
  expect(await tellTo(reader)).toMatchObject({ sight: "whole" });
  expect(await tellTo(region.bearer("unit", other))).toMatchObject({ sight: "state" });
});

test("a name is told as the roster has it now, to those who have heard of that", async () => {
  const tells = await shared.to(region.bearer("office"));
  await region.register(late);
  const registration = await lastEvent();
  await assign(late, "guiding");
  const assignment = await lastEvent();
  const unnamed = `分工：${region.unitId(late)}`;
  expect(await tells.tell(assignment)).toMatchObject({ sentence: { zh: unnamed } });
  expect(await tellTo(region.bearer("office"), assignment)).toMatchObject({ sentence: { zh: `分工：${late}` } });
  await tells.hear(registration);
  expect(await tells.tell(assignment)).toMatchObject({ sentence: { zh: `分工：${late}` } });
});

test("the leads of a task are looked up once for all who are told of its last event, and anew where it is the last no more", async () => {
  await region.register(late);
  let looks = 0;
  let last: StoredEvent | null = report;
  shared = tellerOf({
    executor: {
      load(of, id) {
        if (Object.is(of, task)) looks += 1;
        return ledger.executor.load(of, id);
      },
    },
    isLast: (event) => event === last,
  });
  const readers = [other, late, other].map((unit) => region.bearer("unit", unit));
  for (const reader of readers) expect(await tellTo(reader)).toMatchObject({ sight: "state" });
  expect(looks).toBe(1);
  await assign(late, "lead");
  last = await lastEvent();
  expect(await tellTo(region.bearer("unit", late))).toMatchObject({ sight: "whole" });
  expect(looks).toBe(2);
});

test("a look-up of leads that fails is made again", async () => {
  let isAway = true;
  shared = tellerOf({
    executor: {
      async load(of, id) {
        if (isAway && Object.is(of, task)) throw new Error("away");
        return ledger.executor.load(of, id);
      },
    },
    isLast: () => true,
  });
  await expect(tellTo(region.bearer("unit", other))).rejects.toThrow("away");
  isAway = false;
  expect(await tellTo(region.bearer("unit", other))).toMatchObject({ sight: "state" });
});
