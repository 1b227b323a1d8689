// Items in the read models: their lines in ledgers, on the board, in lamps, and what a card keeps of them.
import type { DomainFact } from "@taizhang/domain";
import { expect, test } from "vitest";
import {
  AssignmentExempted,
  AssignmentHandedOver,
  AssignmentRestored,
  assigned,
  at,
  CompletionClaimed,
  claimed,
  ExtensionGranted,
  ExtensionRequested,
  finance,
  groupAssigned,
  health,
  ItemCompleted,
  ItemDropped,
  ItemReopened,
  ItemRevised,
  ItemsAdopted,
  ItemsPrinted,
  lead,
  opened,
  PersonAssigned,
  page,
  regionId,
  relevant,
  signedOff,
  stored,
  TaskExtended,
  taskId,
  UnitsAssigned,
  words,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { documentsAfter } from "../fold.ts";
import { lamp } from "./lamp.ts";
import { progressOfTask } from "./owed-items.ts";
import { deadlineBoard, reviewQueue, taskCards, unitLedger } from "./task.ts";
import { ledgerKey } from "./unit-ledger.ts";

const printed = ItemsPrinted({
  items: [
    {
      ...{ itemId: "p1", no: "1", text: words("更新行政法规"), dueOn: "2021-07-31" },
      deadlines: [{ text: "7月底前", date: "2021-07-31" }],
    },
    { itemId: "p2", no: "2", text: words("更新规章"), dueOn: null, deadlines: [] },
  ],
});
const begun = [opened(), printed, assigned([lead, "lead"], [finance, "responsible"], [health, "supervising"])];
const counted = { no: "1", text: words("发布会"), target: "4", unitOfMeasure: "次" };
const adopted = ItemsAdopted({
  ...{ unitId: finance, adoptedBy: finance, splits: null, units: [finance] },
  items: [{ ...counted, itemId: "a1" }],
});
const completed = (itemId: string, over: object = {}) =>
  ItemCompleted({
    ...{
      itemId,
      unitId: finance,
      doneOn: "2021-06-30",
      evidence: [page],
      before: "0",
      after: "0",
      done: true,
      ...over,
    },
  });

const card = (...facts: DomainFact[]) => {
  const found = documentsAfter(taskCards, stored([...begun, ...facts])).get(taskId);
  return found ?? expect.fail("the task has a card");
};
const line = (itemId: string, ...facts: DomainFact[]) =>
  documentsAfter(unitLedger, stored([...begun, ...facts])).get(ledgerKey(finance, taskId, itemId));
const open = async (unitId: string, ...facts: DomainFact[]) =>
  (await listed(unitLedger, stored([...begun, ...facts]), `unit/${unitId}/toDo`)).map(
    ({ doc }) => `${doc.kind} ${doc.item?.itemId ?? ""} ${doc.dueOn}`,
  );
const due = async (...facts: DomainFact[]) =>
  (await listed(deadlineBoard, stored([...begun, ...facts]), `due/${regionId}`)).map(({ doc }) => [
    ...[doc.kind, doc.dueOn, doc.item?.itemId ?? null],
    doc.openUnitIds,
  ]);

test("an item is a line in the ledger of each unit that owes it, by its own day", async () => {
  expect(line("p1")).toEqual({
    ...{ kind: "item", unitId: finance, taskId, planId: opened().data.planId, regionId, row: 7, no: "3" },
    ...{ text: "公开财政预算决算", dueOn: "2021-07-31", firstDueOn: "2021-07-31", extension: null },
    ...{ dueBeforeIssue: false, dueSoonDays: 7, relations: ["responsible"], state: "assigned", standing: "open" },
    item: {
      itemId: "p1",
      no: "1",
      text: "更新行政法规",
      state: "open",
      amount: null,
      target: null,
      unitOfMeasure: null,
      ownerIds: [],
    },
    ...{ since: at(1), reportCount: 0, lastReport: null, claimReturnReason: null, toMendCount: 0, returned: false },
    ...{ reportState: null, urgingNo: null, answeredOn: null },
    ...{ partNo: 1, from: [], handedTo: null, ownerlessSince: null, dispute: null, persons: [] },
  });
  expect(await open(finance)).toEqual(["item p1 2021-07-31", "part  2021-11-30", "item p2 null"]);
  expect(await open(health)).toEqual(["part  2021-11-30"]);
});

test("a done item is among all lines and those of its part's state, and no longer among the open ones", async () => {
  expect(await open(finance, completed("p1"))).toEqual(["part  2021-11-30", "item p2 null"]);
  expect(line("p1", completed("p1"))).toMatchObject({ standing: "done", state: "accepted", since: at(3) });
  const all = await listed(unitLedger, stored([...begun, completed("p1")]), `unit/${finance}/state/accepted`);
  expect(all).toHaveLength(3);
  const again = ItemReopened({
    itemId: "p1",
    unitId: finance,
    reason: words("不全"),
    before: { done: true, amount: "0" },
  });
  expect(line("p1", completed("p1"), again)).toMatchObject({ standing: "open", since: at(4) });
});

test("what a signed-off part leaves open is terminated, and owed no more", async () => {
  expect(line("p1", signedOff(finance))).toMatchObject({ standing: "terminated", state: "signedOff" });
  expect(await open(finance, signedOff(finance))).toEqual([]);
});

test("amounts are on the line, and the card keeps the last of what was shown for them", () => {
  const once = (nth: number) => completed("a1", { amount: "0.1", after: String(nth / 10), done: false });
  const many = Array.from({ length: 25 }, (_, at) => once(at + 1));
  const { item } = line("a1", adopted, ...many) ?? {};
  expect(item).toMatchObject({ amount: "2.5", target: "4", unitOfMeasure: "次" });
  const shown = card(adopted, ...many).parts[finance]?.fulfilments["a1"];
  expect(shown?.completionCount).toBe(25);
  expect(shown?.completions).toHaveLength(20);
  expect(shown?.completions.at(-1)).toMatchObject({ amount: "0.1", evidence: [page], at: at(28) });
});

test("a reopening takes what was shown off the card, with its reason on it until the next completion", () => {
  const again = ItemReopened({
    itemId: "p1",
    unitId: finance,
    reason: words("不全"),
    before: { done: true, amount: "0" },
  });
  const after = (...facts: DomainFact[]) => card(completed("p1"), again, ...facts).parts[finance]?.fulfilments["p1"];
  expect(after()).toMatchObject({
    completions: [],
    completionCount: 0,
    reopening: { reason: words("不全"), at: at(4) },
  });
  expect(after(completed("p1"))).toMatchObject({ completionCount: 1, reopening: null });
});

test("a dropped item leaves nothing behind; a printed one is not dropped, and a revised one reads anew", async () => {
  const drop = (itemId: string) =>
    ItemDropped({ itemId, unitId: finance, before: counted, reason: words("重复"), units: [finance] });
  const begunOn = completed("a1", { amount: "1", after: "1", done: false });
  expect(card(adopted, begunOn, drop("a1"))).toMatchObject({ items: { p1: {}, p2: {} } });
  expect(card(adopted, begunOn, drop("a1")).parts[finance]?.fulfilments).toEqual({});
  expect(line("a1", adopted, begunOn, drop("a1"))).toBeUndefined();
  expect(line("p1", drop("p1"))).toBeDefined();
  const after = { ...counted, text: words("访谈"), dueOn: "2021-08-31" };
  const revised = ItemRevised({
    ...{ itemId: "a1", unitId: finance, before: counted, after, reason: words("调整"), units: [finance] },
  });
  expect(line("a1", adopted, revised)).toMatchObject({ dueOn: "2021-08-31", item: { text: "访谈" } });
});

test("an open item is an entry of the board on its own day, for the units that owe it", async () => {
  const parts = ["part", "2021-11-30", null, [lead, finance, health]];
  expect(await due()).toEqual([["item", "2021-07-31", "p1", [lead, finance]], parts]);
  expect(await due(completed("p1"))).toEqual([["item", "2021-07-31", "p1", [lead]], parts]);
  const asked = ExtensionRequested({
    ...{ ...ExtensionRequested.sample, unitId: finance, itemId: "p1", dueOn: "2021-08-31", before: "2021-07-31" },
  });
  const granted = ExtensionGranted({
    ...{ ...ExtensionGranted.sample, unitId: finance, itemId: "p1" },
    ...{ dueOn: "2021-08-15", before: "2021-07-31", asked: "2021-08-31" },
  });
  expect(await due(asked, granted)).toEqual([
    ["item", "2021-07-31", "p1", [lead]],
    ["item", "2021-08-15", "p1", [finance]],
    parts,
  ]);
  expect(line("p1", asked, granted)).toMatchObject({
    ...{ dueOn: "2021-08-15", firstDueOn: "2021-07-31", extension: "granted" },
  });
  expect(card(asked, granted).parts[finance]).toMatchObject({
    extensions: [],
    fulfilments: { p1: { extensions: [{ no: 1, granted: "2021-08-15", state: "granted" }] } },
  });
  const [waits] = await listed(reviewQueue, stored([...begun, asked]), `office/${regionId}`);
  expect(waits?.doc).toMatchObject({ kind: "extension", unitId: finance, itemId: "p1", dueOn: "2021-07-31" });
});

test("an item that the office extends for all is due later for them, and keeps its printed day", async () => {
  const forAll = { itemId: "p1", dueOn: "2021-09-30", before: "2021-07-31" };
  const parts = [lead, finance].map((unitId) => ({ unitId, before: "2021-07-31" }));
  const extended = TaskExtended({ ...TaskExtended.sample, ...forAll, parts });
  expect(await due(extended)).toEqual([
    ["item", "2021-09-30", "p1", [lead, finance]],
    ["part", "2021-11-30", null, [lead, finance, health]],
  ]);
  expect(line("p1", extended)).toMatchObject({ dueOn: "2021-09-30", firstDueOn: "2021-07-31", extension: null });
  expect(lamp(card(extended), "2021-08-01")).toBe("ahead");
  expect(card(extended)).toMatchObject({ opened: { dueOn: "2021-11-30" }, life: { dueOn: "2021-11-30" } });
  expect(card(extended).parts[finance]).toMatchObject({
    extensions: [],
    fulfilments: { p1: { extensions: [{ no: null, before: "2021-07-31", granted: "2021-09-30", state: "granted" }] } },
  });
  const waiting = stored([
    opened({ dueOn: null }),
    printed,
    groupAssigned,
    TaskExtended({ ...extended.data, parts: [] }),
  ]);
  const [entry] = await listed(deadlineBoard, waiting, `due/${regionId}`);
  expect(entry?.doc).toMatchObject({ dueOn: "2021-09-30", unfilledGroupIds: [relevant] });
});

test("while units are still to be named, an item is due for their group, or for nobody yet", async () => {
  const facts = (...more: DomainFact[]) => stored([opened({ dueOn: null }), printed, ...more]);
  const entries = async (...more: DomainFact[]) =>
    (await listed(deadlineBoard, facts(...more), `due/${regionId}`)).map(({ doc }) => [
      ...[doc.item?.itemId, doc.openUnitIds, doc.unfilledGroupIds],
    ]);
  expect(await entries()).toEqual([["p1", [], []]]);
  expect(await entries(groupAssigned)).toEqual([["p1", [], [relevant]]]);
  const guiding = UnitsAssigned({
    ...groupAssigned.data,
    groups: groupAssigned.data.groups.map((each) => ({ ...each, relation: "guiding" })),
  });
  expect(await entries(guiding, assigned([finance, "responsible"]))).toEqual([["p1", [finance], []]]);
  const waiting = documentsAfter(taskCards, facts(groupAssigned)).get(taskId) ?? expect.fail("the task has a card");
  expect(lamp(waiting, "2021-08-01")).toBe("overdue");
});

test("an open item that is overdue makes its task overdue; a done one does not", () => {
  const leads = completed("p1", { unitId: lead });
  expect(lamp(card(), "2021-07-31")).toBe("dueSoon");
  expect(lamp(card(), "2021-08-01")).toBe("overdue");
  expect(lamp(card(completed("p1")), "2021-08-01")).toBe("overdue");
  expect(lamp(card(completed("p1"), leads), "2021-08-01")).toBe("ahead");
  expect(lamp(card(completed("p1"), signedOff(lead)), "2021-08-01")).toBe("ahead");
  // An item that a claim leaves open is owed by nobody until the claim is returned.
  expect(lamp(card(completed("p1"), claimed(lead)), "2021-08-01")).toBe("ahead");
});

test("the progress of a task counts each item for each unit that owes it", () => {
  expect(progressOfTask(card())).toEqual({ done: 0, of: 4 });
  expect(progressOfTask(card(completed("p1"), adopted))).toEqual({ done: 1, of: 5 });
  const split = ItemsAdopted({ ...adopted.data, splits: "p1" });
  expect(progressOfTask(card(split))).toEqual({ done: 0, of: 4 });
});

test("a claim shows what it leaves open, and why; one from before there were items leaves nothing", () => {
  const waived = [{ itemId: "p1", reason: words("上级未布置") }];
  const claim = CompletionClaimed({ ...CompletionClaimed.sample, unitId: finance, waived });
  expect(card(claim).parts[finance]?.claim?.waived).toEqual(waived);
  const early = CompletionClaimed({ ...CompletionClaimed.sample, unitId: finance });
  expect(card(early).parts[finance]?.claim?.waived).toEqual([]);
});

test("items of a part that is exempted are owed by nobody, light no lamp and count for nothing, until it is restored", async () => {
  const why = { unitId: finance, reason: words("无此类事项"), authority: words("会议决定") };
  const exempted = AssignmentExempted({ ...why, before: "assigned" });
  const progress = progressOfTask(card());
  expect(await open(finance, exempted)).toEqual([]);
  expect(line("p1", exempted)).toMatchObject({ state: "exempted", standing: "terminated", item: { state: "ended" } });
  expect(await due(exempted)).toContainEqual(["item", "2021-07-31", "p1", [lead]]);
  expect(progressOfTask(card(exempted))).toEqual({ done: 0, of: progress.of - 2 });
  const restored = AssignmentRestored({ ...why, after: "assigned" });
  expect(await open(finance, exempted, restored)).toEqual(await open(finance));
  expect(progressOfTask(card(exempted, restored))).toEqual(progress);
});

test("a unit that gets a part of another has its items open, and says where they come from; what was done stays there", async () => {
  const handedOver = AssignmentHandedOver({
    ...{ unitId: finance, toUnitId: health, reason: words("划转"), cause: "reassigned", partNo: 1, toPartNo: 1 },
    ...{ before: "accepted", relations: ["responsible"], dueOn: "2021-11-30" },
  });
  const moved = [completed("p1"), handedOver];
  expect(line("p1", ...moved)).toMatchObject({ standing: "done", handedTo: health });
  expect(line("p2", ...moved)).toMatchObject({ standing: "terminated", handedTo: health });
  const lines = documentsAfter(unitLedger, stored([...begun, ...moved]));
  const from = [{ unitId: finance, partNo: 1 }];
  expect(lines.get(ledgerKey(health, taskId, "p1"))).toMatchObject({ standing: "open", from });
  expect(await open(health, ...moved)).toEqual(["item p1 2021-07-31", "part  2021-11-30", "item p2 null"]);
  expect(progressOfTask(card(...moved)).done).toBe(0);
});

test("the open items of a unit alone go along with its part, with what was done of them, which stays in its ledger", async () => {
  const handedOver = AssignmentHandedOver({
    ...{ unitId: finance, toUnitId: health, reason: words("撤并"), cause: "unitEnded", partNo: 1, toPartNo: 1 },
    ...{
      before: "accepted",
      relations: ["responsible"],
      dueOn: "2021-11-30",
      ownItems: [{ itemId: "a1", amount: "3" }],
    },
  });
  const moved = [adopted, completed("a1", { amount: "3", after: "3", done: false }), handedOver];
  expect(line("a1", ...moved)).toMatchObject({ standing: "terminated", item: { state: "ended", amount: "3" } });
  const lines = documentsAfter(unitLedger, stored([...begun, ...moved]));
  expect(lines.get(ledgerKey(health, taskId, "a1"))).toMatchObject({
    ...{ standing: "open", from: [{ unitId: finance, partNo: 1 }], item: { state: "open", amount: "3", target: "4" } },
  });
  expect(await open(health, ...moved)).toContain("item a1 null");
  expect(await open(finance, ...moved)).toEqual([]);
});

test("what an earlier part of a unit has done of items stays in its ledger, beside the line of that part", async () => {
  const again = UnitsAssigned({
    ...assigned([finance, "responsible"]).data,
    again: [{ unitId: finance, partNo: 2 }],
  });
  const some = completed("a1", { amount: "1.5", after: "1.5", done: false });
  const facts = [adopted, completed("p1"), some, signedOff(finance), again];
  expect(line("1/p1", ...facts)).toMatchObject({
    ...{ kind: "item", standing: "done", state: "signedOff", partNo: 1, since: at(4), item: { state: "done" } },
  });
  expect(line("1/a1", ...facts)).toMatchObject({ standing: "terminated", item: { state: "ended", amount: "1.5" } });
  // What it left undone is owed by the part that has the work now, and so is the rest anew.
  expect(line("1/p2", ...facts)).toBeUndefined();
  for (const itemId of ["p1", "p2", "a1"])
    expect(line(itemId, ...facts)).toMatchObject({ standing: "open", state: "assigned", partNo: 2 });
  const lines = await listed(unitLedger, stored([...begun, ...facts]), `unit/${finance}`);
  const of = (partNo: number) =>
    lines.flatMap(({ doc }) => (doc.partNo === partNo ? [doc.item?.itemId ?? doc.kind] : [])).sort();
  expect([of(1), of(2)]).toEqual([
    ["a1", "p1", "part"],
    ["a1", "p1", "p2", "part"],
  ]);
  expect(progressOfTask(card(...facts))).toEqual({ done: 1, of: 7 });
});

test("who has a part in hand has its items in hand", async () => {
  const inHand = PersonAssigned({ ...PersonAssigned.sample, unitId: finance, subjectId: "clerk-1" });
  const found = await listed(unitLedger, stored([...begun, inHand]), `unit/${finance}/person/clerk-1`);
  expect(found.map(({ doc }) => doc.item?.itemId ?? "part")).toEqual(["p1", "part", "p2"]);
});
