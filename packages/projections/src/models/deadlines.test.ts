// What is due in a region, and its order.
import type { DomainFact } from "@taizhang/domain";
import { expect, test } from "vitest";
import {
  assigned,
  CompletionReturned,
  claimed,
  ExtensionGranted,
  ExtensionRequested,
  finance,
  GroupExpanded,
  groupAssigned,
  health,
  lead,
  OwnerlessNoted,
  opened,
  regionId,
  relevant,
  signedOff,
  stored,
  taskId,
  uuid,
  words,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { lampOfDeadline } from "./deadlines.ts";
import { deadlineBoard } from "./task.ts";

const begin = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
const due = (...facts: DomainFact[]) => listed(deadlineBoard, stored([...begin, ...facts]), `due/${regionId}`);

test("a task is among those due while a unit still owes a part of it", async () => {
  const [task] = await due(claimed(finance), signedOff(finance));
  expect(task?.doc.openUnitIds).toEqual([lead]);
});

test("each part is due on its own day: one that got an extension is an entry of its own", async () => {
  const granted = ExtensionGranted({ ...ExtensionGranted.sample, unitId: finance });
  const found = await due(ExtensionRequested({ ...ExtensionRequested.sample, unitId: finance }), granted);
  expect(found.map(({ doc }) => [doc.dueOn, doc.openUnitIds])).toEqual([
    ["2021-11-30", [lead]],
    ["2021-12-20", [finance]],
  ]);
});

test("what a unit that ended has left to nobody is due, and is said to be nobody's", async () => {
  const nobody = OwnerlessNoted({ unitId: finance, on: "2021-07-01" });
  const [both] = await due(nobody);
  expect([both?.doc.openUnitIds, both?.doc.ownerlessUnitIds]).toEqual([[lead], [finance]]);
  const [left] = await due(signedOff(lead), nobody);
  expect([left?.doc.openUnitIds, left?.doc.ownerlessUnitIds]).toEqual([[], [finance]]);
});

test("what is claimed stays among what is due, with its own lamp once all who owe it have claimed", async () => {
  const shown = async (...facts: DomainFact[]) => {
    const [entry] = await due(...facts);
    return entry && [entry.doc.openUnitIds, entry.doc.claimedUnitIds, lampOfDeadline(entry.doc, "2021-12-01")];
  };
  const returned = CompletionReturned({ ...CompletionReturned.sample, unitId: finance });
  expect(await shown()).toEqual([[lead, finance], [], "overdue"]);
  expect(await shown(claimed(finance))).toEqual([[lead, finance], [finance], "overdue"]);
  expect(await shown(claimed(finance), claimed(lead))).toEqual([[lead, finance], [lead, finance], "claimed"]);
  expect(await shown(claimed(finance), signedOff(lead))).toEqual([[finance], [finance], "claimed"]);
  expect(await shown(claimed(finance), signedOff(lead), returned)).toEqual([[finance], [], "overdue"]);
  expect(await shown(groupAssigned, claimed(finance), claimed(lead))).toEqual([
    ...[
      [lead, finance],
      [lead, finance],
    ],
    "overdue",
  ]);
  // The claim of a unit that has ended since waits to be checked as well.
  const nobody = OwnerlessNoted({ unitId: finance, on: "2021-07-01" });
  expect(await shown(claimed(finance), signedOff(lead), nobody)).toEqual([[], [finance], "claimed"]);
});

test("it is removed when no unit owes anything any more", async () => {
  expect(await due(signedOff(lead), signedOff(finance))).toEqual([]);
});

test("it stays while a group waits for its members, also if every unit's part is signed off", async () => {
  expect(await due(groupAssigned, signedOff(lead), signedOff(finance))).toHaveLength(1);
  const named = GroupExpanded({
    groupId: relevant,
    unitIds: [health],
    relations: ["responsible"],
    reason: words("按职责分工确定"),
  });
  expect(await due(groupAssigned, named, signedOff(lead), signedOff(finance), signedOff(health))).toEqual([]);
});

test("a task without a due day is not among those due; one in which nobody has a part yet is", async () => {
  const ids = { taskId: uuid(201) };
  const undated = stored([opened({ ...ids, dueOn: null }), assigned([finance, "responsible"])], ids);
  const unowed = stored([opened()]);
  const cards = await listed(deadlineBoard, [...undated, ...unowed], `due/${regionId}`);
  expect(cards.map(({ doc }) => doc.taskId)).toEqual([taskId]);
});

test("the earliest due day comes first, then plan and row", async () => {
  const { row } = opened().data;
  const owed = [
    { planId: uuid(102), row: 1, dueOn: "2021-11-30" },
    { planId: uuid(101), row: 10, dueOn: "2021-11-30" },
    { planId: uuid(101), row: 9, dueOn: "2021-11-30" },
    { planId: uuid(103), row: 2, dueOn: "2021-09-30" },
  ].flatMap(({ row: nth, ...of }, at) => {
    const ids = { planId: of.planId, taskId: uuid(210 + at) };
    return stored([opened({ ...of, ...ids, row: { ...row, row: nth } }), assigned([finance, "responsible"])], ids);
  });
  const cards = await listed(deadlineBoard, owed, `due/${regionId}`);
  expect(cards.map(({ doc }) => doc.taskId)).toEqual([uuid(213), uuid(212), uuid(211), uuid(210)]);
});
