// The life of an item 条目 as a table, for a printed and for a counted one, and who may do what with items.
import { describe, expect, test } from "vitest";
import { assigned, opened, openPlan, page, words } from "../../testing/facts.ts";
import { lookedUp } from "../../testing/looked-up.ts";
import { testOutsiders } from "../../testing/outsiders.ts";
import {
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  policy,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Fact } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { actsOn } from "../rights/acts.ts";
import { ItemsAdopted } from "./adopt-items.ts";
import { AssignmentHandedOver } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { ItemCompleted } from "./complete-item.ts";
import { ItemDropped } from "./drop-item.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { TaskExtended } from "./extend-task.ts";
import { ExtensionLapsed } from "./extension-lapsed.ts";
import { ExtensionGranted } from "./grant-extension.ts";
import { task } from "./index.ts";
import { itemsOf, progressOf } from "./items-of.ts";
import { ItemsPrinted } from "./printed-items.ts";
import { ItemReopened } from "./reopen-item.ts";
import { ExtensionRequested } from "./request-extension.ts";
import { ItemRevised } from "./revise-item.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { TaskWithdrawn } from "./withdraw-task.ts";

const given = specification(task);
const { adoptItems, reviseItem, dropItem, completeItem, reopenItem, claimCompletion, closeTask } = task.actions;
const { exemptAssignment, restoreAssignment, reassign, withdrawTask, restoreTask, amendTask } = task.actions;
const { requestExtension, grantExtension, refuseExtension, withdrawExtensionRequest, extendTask } = task.actions;

const lead = developmentBureau;
const unitId = financeBureau;
const unit = of(unitId);
const printed = ItemsPrinted({
  items: [
    {
      ...{ itemId: "p1", no: "1", text: words("2021年10月底前更新规章文本。"), dueOn: "2021-10-31" },
      deadlines: [{ text: "2021年10月底前", date: "2021-10-31" }],
    },
  ],
});
const counted = {
  no: "1",
  text: words("召开新闻发布会不少于4次。"),
  target: "4",
  unitOfMeasure: "次",
  dueOn: "2021-11-15",
};
const parts = assigned([lead, "lead"], [unitId, "responsible"], [healthBureau, "supervising"]);
const byLead = ItemsAdopted({
  ...{ unitId: null, adoptedBy: lead, splits: null, items: [{ ...counted, itemId: "a1" }], units: [lead, unitId] },
});
const byUnit = ItemsAdopted({ ...byLead.data, unitId, adoptedBy: unitId, units: [unitId] });
const done = (itemId: string, over: object = {}) =>
  ItemCompleted({
    ...{ itemId, unitId, doneOn: today, evidence: [page], before: "0", after: "0", done: true, ...over },
  });
const claim = { unitId, completedOn: today, done: words("已公开"), evidence: [page] };
const reason = words("说明");
const exempted = AssignmentExempted({ unitId, reason, authority: reason, before: "assigned" });
const handedOver = AssignmentHandedOver({
  ...{ unitId, toUnitId: educationBureau, reason, cause: "reassigned", partNo: 1, before: "assigned", toPartNo: 1 },
  ...{ relations: ["responsible"], dueOn: "2021-11-30" },
});

const play = (facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);
const stateOf = (facts: readonly Fact[], itemId: string, of = unitId) => {
  const { items, assignments } = play(facts);
  const part = assignments[of];
  const found = part && itemsOf(items, of, part).find((each) => each.itemId === itemId);
  return found ? `${found.state}${found.item.target ? ` ${found.amount}` : ""} ${found.dueOn?.slice(5)}` : "gone";
};

/** Columns: a printed item that is not counted (p1), and a counted one that the unit adopted (a1), in every state. */
const histories: Readonly<Record<string, readonly [itemId: string, facts: readonly Fact[]]>> = {
  printed: ["p1", [printed]],
  printedDone: ["p1", [printed, done("p1")]],
  counted: ["a1", [byUnit]],
  begun: ["a1", [byUnit, done("a1", { amount: "1.5", after: "1.5", done: false })]],
  countedDone: ["a1", [byUnit, done("a1", { amount: "4", after: "4" })]],
  claimed: ["a1", [byUnit, CompletionClaimed({ ...claim, waived: [{ itemId: "a1", reason }] })]],
  ended: ["p1", [printed, AssignmentSignedOff({ unitId, opinion: words("同意") })]],
  exempted: ["p1", [printed, exempted]],
  handedOver: ["p1", [printed, handedOver]],
  withdrawn: ["p1", [printed, TaskWithdrawn({ parts: [{ unitId, before: "assigned" }], reason, authority: reason })]],
};
const columns = Object.keys(histories);

const acts: Readonly<Record<string, readonly [AnyAction, (itemId: string) => object, Actor]>> = {
  adoptAgain: [adoptItems, () => ({ unitId, items: [counted] }), unit],
  split: [adoptItems, (itemId) => ({ unitId, splits: itemId, items: [{ no: "一", text: words("上半年一次") }] }), unit],
  revise: [reviseItem, (itemId) => ({ itemId, item: { ...counted, target: "1", dueOn: "2021-12-01" }, reason }), unit],
  drop: [dropItem, (itemId) => ({ itemId, reason }), unit],
  complete: [completeItem, (itemId) => ({ itemId, unitId, doneOn: today, evidence: [page] }), unit],
  completeAmount: [
    completeItem,
    (itemId) => ({ itemId, unitId, doneOn: today, amount: "2.5", evidence: [page] }),
    unit,
  ],
  reopen: [reopenItem, (itemId) => ({ itemId, unitId, reason }), unit],
  reopenByLead: [reopenItem, (itemId) => ({ itemId, unitId, reason }), of(lead)],
  reopenByOffice: [reopenItem, (itemId) => ({ itemId, unitId, reason }), office],
  askForTime: [requestExtension, (itemId) => ({ unitId, itemId, dueOn: "2021-12-31", reason, evidence: [] }), unit],
  giveTime: [
    grantExtension,
    (itemId) => ({ unitId, itemId, extensionNo: 1, dueOn: "2021-12-31", opinion: reason }),
    office,
  ],
  extendForAll: [extendTask, (itemId) => ({ itemId, dueOn: "2021-12-31", reason, authority: reason }), office],
  claim: [claimCompletion, () => claim, unit],
  claimWaived: [claimCompletion, (itemId) => ({ ...claim, waived: [{ itemId, reason }] }), unit],
  exempt: [exemptAssignment, () => ({ unitId, reason, authority: reason }), office],
  restore: [restoreAssignment, () => ({ unitId, reason, authority: reason }), office],
  reassign: [reassign, () => ({ unitId, toUnitId: educationBureau, reason }), office],
  withdraw: [withdrawTask, () => ({ reason, authority: reason }), office],
  restoreTask: [restoreTask, () => ({ reason, authority: reason }), office],
  close: [closeTask, () => ({ cause: "planClosed" }), policy],
};

// A cell is the state of the item after the act with its amount and its day, `nothing`, or the code of the refusal.
const table = `
  act            | printed              | printedDone          | counted             | begun               | countedDone         | claimed       | ended | exempted | handedOver | withdrawn
  adoptAgain     | open 10-31           | done 10-31           | nothing             | nothing             | nothing             | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  split          | open 10-31           | ITEM_DONE            | open 0 11-15        | open 1.5 11-15      | ITEM_DONE           | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  revise         | ITEM_PRINTED         | ITEM_PRINTED         | open 0 12-01        | done 1.5 12-01      | done 4 12-01        | CLAIM_PENDING | ITEM_PRINTED | ITEM_PRINTED | ITEM_PRINTED | ITEM_PRINTED
  drop           | ITEM_PRINTED         | ITEM_PRINTED         | gone                | gone                | gone                | CLAIM_PENDING | ITEM_PRINTED | ITEM_PRINTED | ITEM_PRINTED | ITEM_PRINTED
  complete       | done 10-31           | ITEM_DONE            | AMOUNT_MISSING      | AMOUNT_MISSING      | ITEM_DONE           | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  completeAmount | ITEM_HAS_NO_TARGET   | ITEM_DONE            | open 2.5 11-15      | done 4 11-15        | ITEM_DONE           | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reopen         | nothing              | open 10-31           | nothing             | open 0 11-15        | open 0 11-15        | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reopenByLead   | nothing              | open 10-31           | nothing             | open 0 11-15        | open 0 11-15        | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  reopenByOffice | nothing              | open 10-31           | nothing             | open 0 11-15        | open 0 11-15        | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  askForTime     | open 10-31           | ITEM_DONE            | open 0 11-15        | open 1.5 11-15      | ITEM_DONE           | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  giveTime       | EXTENSION_NOT_FOUND  | EXTENSION_NOT_FOUND  | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | EXTENSION_NOT_FOUND | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  extendForAll   | open 12-31           | done 12-31           | open 0 12-31        | open 1.5 12-31      | done 4 12-31        | open 0 12-31 | ended 12-31 | ended 12-31 | ended 12-31 | TASK_WITHDRAWN
  claim          | ITEMS_OPEN           | done 10-31           | ITEMS_OPEN          | ITEMS_OPEN          | done 4 11-15        | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  claimWaived    | open 10-31           | ITEM_NOT_OPEN        | open 0 11-15        | open 1.5 11-15      | ITEM_NOT_OPEN       | CLAIM_PENDING | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  exempt | ended 10-31 | done 10-31 | ended 0 11-15 | ended 1.5 11-15 | done 4 11-15 | ended 0 11-15 | ASSIGNMENT_NOT_OPEN | nothing | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN
  restore | NOT_EXEMPTED | NOT_EXEMPTED | NOT_EXEMPTED | NOT_EXEMPTED | NOT_EXEMPTED | NOT_EXEMPTED | NOT_EXEMPTED | open 10-31 | NOT_EXEMPTED | TASK_WITHDRAWN
  reassign | ended 10-31 | done 10-31 | ended 0 11-15 | ended 1.5 11-15 | done 4 11-15 | ended 0 11-15 | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | nothing | TASK_WITHDRAWN
  withdraw | ended 10-31 | done 10-31 | ended 0 11-15 | ended 1.5 11-15 | done 4 11-15 | ended 0 11-15 | ended 10-31 | ended 10-31 | ended 10-31 | nothing
  restoreTask | nothing | nothing | nothing | nothing | nothing | nothing | nothing | nothing | nothing | open 10-31
  close          | ended 10-31          | done 10-31           | ended 0 11-15       | ended 1.5 11-15     | done 4 11-15        | ended 0 11-15 | ended 10-31 | ended 10-31 | ended 10-31 | ended 10-31
`;
const [[, ...head] = [], ...rows] = table
  .trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("the table has a row for every act and a cell for every state", () => {
  expect(head).toEqual(columns);
  expect(rows.map(([act]) => act)).toEqual(Object.keys(acts));
  for (const row of rows) expect(row).toHaveLength(columns.length + 1);
});

const cells = rows.flatMap(([act = "", ...row]) =>
  columns.map((state, at) => ({ act, state, expected: row[at] ?? "missing" })),
);
test.each(cells)("$state, $act: $expected", ({ act, state, expected }) => {
  const [itemId, own] = histories[state] ?? expect.fail(`no state ${state}`);
  const facts = [opened(), parts, ...own];
  const [action, said, who] = acts[act] ?? expect.fail(`no act ${act}`);
  const before = play(facts);
  const command = action.command.parse(said(itemId));
  const outcome = action.decide(before, command, who, lookedUp(facts, before, command));
  if (isRejection(outcome)) return expect(outcome.rejected).toBe(expected);
  expect(outcome.length === 0 ? "nothing" : stateOf([...facts, ...outcome], itemId)).toBe(expected);
});

testOutsiders({
  of: task,
  states: Object.fromEntries(Object.entries(histories).map(([state, [, own]]) => [state, [opened(), parts, ...own]])),
  acts: Object.fromEntries(
    Object.entries(acts).map(([act, [action, said]]) => [act, [action, (state) => said(histories[state]?.[0] ?? "")]]),
  ),
});

describe("adopting", () => {
  const begun = [opened(), parts, printed];

  test("a lead adopts for the whole task; every unit that carries it out owes the items, one that supervises does not", () => {
    given(...begun)
      .when(adoptItems, { items: [counted] }, of(lead))
      .yields(byLead);
    expect(stateOf([...begun, byLead], "a1")).toBe("open 0 11-15");
    expect(stateOf([...begun, byLead], "a1", healthBureau)).toBe("gone");
    expect(stateOf([...begun, byLead], "p1", healthBureau)).toBe("gone");
  });

  test("a unit that comes to the task later owes what is owed by all", () => {
    const later = [...begun, byLead, assigned([educationBureau, "responsible"])];
    expect(stateOf(later, "a1", educationBureau)).toBe("open 0 11-15");
  });

  test("a unit adopts for its own part, which is nobody else's", () => {
    given(...begun)
      .when(adoptItems, { unitId, items: [counted], reason }, unit)
      .yields(ItemsAdopted({ ...byUnit.data, reason }));
    expect(stateOf([...begun, byUnit], "a1", lead)).toBe("gone");
    const watching = of(healthBureau);
    given(...begun)
      .when(adoptItems, { unitId: healthBureau, items: [counted] }, watching)
      .yields(ItemsAdopted({ ...byUnit.data, unitId: healthBureau, adoptedBy: healthBureau, units: [healthBureau] }));
  });

  test("nobody adopts for another unit, and only a lead for all", () => {
    given(...begun)
      .when(adoptItems, { unitId, items: [counted] }, of(lead))
      .rejects("NOT_YOUR_ASSIGNMENT");
    given(...begun)
      .when(adoptItems, { items: [counted] }, unit)
      .rejects("NOT_THE_LEAD");
    given()
      .when(adoptItems, { items: [counted] }, unit)
      .rejects("TASK_NOT_FOUND");
  });

  test("adopting the same twice changes nothing; of several only the new ones are added, under ids of their own", () => {
    for (const again of [counted, { ...counted, target: `${counted.target}.0` }])
      given(...begun, byLead)
        .when(adoptItems, { items: [again] }, of(lead))
        .changesNothing();
    const other = { no: "2", text: words("有关负责同志带头不少于2次。"), target: "2" };
    given(...begun, byLead)
      .when(adoptItems, { items: [counted, other] }, of(lead))
      .yields(ItemsAdopted({ ...byLead.data, items: [{ ...other, itemId: "a2" }] }));
  });

  test("what is to be done by another day, to another target, or as a piece of another item is an item of its own", () => {
    for (const other of [
      { ...counted, dueOn: "2021-12-20" },
      { ...counted, target: "9" },
    ])
      given(...begun, byUnit)
        .when(adoptItems, { unitId, items: [counted, other] }, unit)
        .yields(ItemsAdopted({ ...byUnit.data, units: [unitId], items: [{ ...other, itemId: "a2" }] }));
    const { itemId: _id, ...item } = byUnit.data.items[0] ?? { ...counted, itemId: "a1" };
    given(...begun, byUnit)
      .when(adoptItems, { unitId, splits: "p1", items: [item] }, unit)
      .yields(ItemsAdopted({ ...byUnit.data, units: [unitId], splits: "p1", items: [{ ...item, itemId: "a2" }] }));
  });

  test("an id is never used again", () => {
    const dropped = ItemDropped({ itemId: "a1", unitId: null, before: counted, reason, units: [lead, unitId] });
    given(...begun, byLead, dropped)
      .when(adoptItems, { items: [counted] }, of(lead))
      .yields(ItemsAdopted({ ...byLead.data, items: [{ ...counted, itemId: "a2" }] }));
  });

  test("an item is not due on a day that is over, and a task takes so many and no more", () => {
    given(...begun)
      .when(adoptItems, { unitId, items: [{ ...counted, dueOn: "2021-06-29" }] }, unit)
      .rejects("DUE_DAY_IN_THE_PAST", "2021-06-29; 2021-06-30");
    const many = Array.from({ length: most.items }, (_, at) => ({ no: String(at + 1), text: words(`第${at + 1}项`) }));
    given(...begun)
      .when(adoptItems, { unitId, items: many }, unit)
      .rejects("TOO_MANY_ITEMS", String(most.items));
  });

  test("a task that is full is told so, takes what it has once more, and takes another again once one is dropped", () => {
    const itemNo = (at: number) => ({ no: String(at), text: words(`第${at}项`) });
    const room = most.items - 1;
    const many = Array.from({ length: room }, (_, at) => ({ ...itemNo(at + 1), itemId: `a${at + 1}` }));
    const adopted = { splits: null, units: [unitId], unitId, adoptedBy: unitId };
    const [last, another] = [itemNo(most.items), itemNo(most.items + 1)];
    const nearly = [opened(), parts, ItemsAdopted({ ...adopted, items: many })];
    const full = [...nearly, ItemsAdopted({ ...adopted, items: [{ ...last, itemId: `a${most.items}` }] })];
    const told = (who: Actor, names: object, ...facts: readonly Fact[]) =>
      actsOn(task, { state: play(facts) }, [{ ...names }], who).find(({ name }) => name === "adoptItems")?.refusal;
    for (const [who, names] of [
      [unit, { unitId }],
      [of(lead), {}],
    ] as const) {
      expect(told(who, names, ...nearly)).toBeNull();
      expect(told(who, names, ...full)).toEqual({ rejected: "TOO_MANY_ITEMS", detail: String(most.items) });
    }
    const again = { unitId, items: [last, itemNo(1)] };
    given(...full)
      .when(adoptItems, again, unit)
      .changesNothing();
    for (const items of [[another], [last, another]])
      given(...full)
        .when(adoptItems, { unitId, items }, unit)
        .rejects("TOO_MANY_ITEMS", String(most.items));
    given(...full)
      .when(adoptItems, { items: [last] }, of(lead))
      .rejects("TOO_MANY_ITEMS", String(most.items));
    given(...full)
      .when(adoptItems, { ...again, splits: "p9" }, unit)
      .rejects("TOO_MANY_ITEMS");
    const over = TaskWithdrawn({ reason, authority: reason, parts: [{ unitId, before: "assigned" }] });
    given(...full, over)
      .when(adoptItems, again, unit)
      .rejects("ASSIGNMENT_NOT_OPEN");
    const dropped = ItemDropped({ itemId: "a1", unitId, before: itemNo(1), reason, units: [unitId] });
    expect(told(unit, { unitId }, ...full, dropped)).toBeNull();
    given(...full, dropped)
      .when(adoptItems, { unitId, items: [another] }, unit)
      .yields(ItemsAdopted({ ...adopted, items: [{ ...another, itemId: `a${most.items + 1}` }] }));
  });
});

describe("splitting", () => {
  const halves = [
    { no: "1", text: words("上半年"), itemId: "a1" },
    { no: "2", text: words("下半年"), itemId: "a2" },
  ];
  const split = ItemsAdopted({ unitId, adoptedBy: unitId, splits: "p1", items: halves, units: [unitId] });
  const begun = [opened(), parts, printed, split];

  test("a split item is done once all its pieces are, and is not completed, reopened or counted itself", () => {
    const [first, second] = [done("a1"), done("a2")];
    expect(stateOf([...begun, first], "p1")).toBe("open 10-31");
    expect(stateOf([...begun, first, second], "p1")).toBe("done 10-31");
    given(...begun)
      .when(completeItem, { itemId: "p1", unitId, doneOn: today, evidence: [] }, unit)
      .rejects("ITEM_SPLIT", "a1 1.「上半年」、a2 2.「下半年」");
    given(...begun)
      .when(reopenItem, { itemId: "p1", unitId, reason }, unit)
      .rejects("ITEM_SPLIT", "a1 1.「上半年」、a2 2.「下半年」");
    const { items, assignments } = play([...begun, first]);
    const part = assignments[unitId] ?? expect.fail("the unit has a part");
    expect(progressOf(itemsOf(items, unitId, part))).toEqual({ done: 1, of: 2 });
  });

  test("it stays whole for the other units, who owe it as printed", () => {
    expect(stateOf([...begun, done("p1", { unitId: lead })], "p1", lead)).toBe("done 10-31");
  });

  test("without its pieces it is owed itself again; a piece that has pieces is not dropped", () => {
    const gone = ["a1", "a2"].map((itemId) =>
      ItemDropped({ itemId, unitId, before: { no: "1", text: words("上半年") }, reason, units: [unitId] }),
    );
    given(...begun, ...gone)
      .when(completeItem, { itemId: "p1", unitId, doneOn: today, evidence: [page] }, unit)
      .yields(done("p1"));
    const third = ItemsAdopted({
      ...split.data,
      splits: "a1",
      items: [{ no: "1", text: words("一季度"), itemId: "a3" }],
    });
    given(...begun, third)
      .when(dropItem, { itemId: "a1", reason }, unit)
      .rejects("ITEM_SPLIT");
  });

  test("a lead splits only what all owe, and nothing that one of them has done", () => {
    const piece = [{ no: "1", text: words("上半年") }];
    given(opened(), parts, byUnit).when(adoptItems, { splits: "a1", items: piece }, of(lead)).rejects("ITEM_NOT_FOUND");
    given(opened(), parts, printed, done("p1"))
      .when(adoptItems, { splits: "p1", items: piece }, of(lead))
      .rejects("ITEM_DONE");
  });

  test("the last piece lets a pending request for the whole lapse", () => {
    const asked = ExtensionRequested({
      ...{ unitId, itemId: "p1", dueOn: "2021-12-31", reason, evidence: [], extensionNo: 1, before: "2021-10-31" },
    });
    given(...begun, done("a1"), asked)
      .when(completeItem, { itemId: "a2", unitId, doneOn: today, evidence: [page] }, unit)
      .yields(ExtensionLapsed({ unitId, itemId: "p1", extensionNo: 1, cause: "itemDone" }), done("a2"));
    given(...begun, done("a1"), asked)
      .when(dropItem, { itemId: "a2", reason }, unit)
      .yields(
        ExtensionLapsed({ unitId, itemId: "p1", extensionNo: 1, cause: "itemDone" }),
        ItemDropped({ itemId: "a2", unitId, before: { no: "2", text: words("下半年") }, reason, units: [unitId] }),
      );
  });
});

describe("revising and dropping", () => {
  const begun = [opened(), parts, byLead];
  const after = { ...counted, target: "3" };

  test("both versions are kept", () => {
    given(...begun)
      .when(reviseItem, { itemId: "a1", item: after, reason }, of(lead))
      .yields(ItemRevised({ itemId: "a1", unitId: null, before: counted, after, reason, units: [lead, unitId] }));
    given(...begun)
      .when(reviseItem, { itemId: "a1", item: counted, reason }, of(lead))
      .changesNothing();
    given(...begun)
      .when(dropItem, { itemId: "a1", reason }, of(lead))
      .yields(ItemDropped({ itemId: "a1", unitId: null, before: counted, reason, units: [lead, unitId] }));
    given(...begun, ItemDropped({ itemId: "a1", unitId: null, before: counted, reason, units: [lead, unitId] }))
      .when(dropItem, { itemId: "a1", reason }, of(lead))
      .rejects("ITEM_NOT_FOUND", "a1");
  });

  test("it is not revised to be due on a day that is over; one that it has had may pass", () => {
    const revised = (dueOn: string) => ({ itemId: "a1", item: { ...after, dueOn }, reason });
    given(...begun)
      .when(reviseItem, revised("2021-06-29"), of(lead))
      .rejects("DUE_DAY_IN_THE_PAST", "2021-06-29; 2021-06-30");
    const late = of(lead, "2021-12-31T02:00:00.000Z");
    given(...begun)
      .when(reviseItem, revised(counted.dueOn), late)
      .yields(ItemRevised({ itemId: "a1", unitId: null, before: counted, after, reason, units: [lead, unitId] }));
  });

  test("only whoever adopted it changes it, and only as a lead what is of the whole task", () => {
    given(...begun)
      .when(reviseItem, { itemId: "a1", item: after, reason }, unit)
      .rejects("NOT_YOUR_ITEM");
    given(...begun)
      .when(dropItem, { itemId: "a1", reason }, unit)
      .rejects("NOT_YOUR_ITEM");
    const foreign = ItemsAdopted({ ...byLead.data, adoptedBy: unitId });
    given(opened(), parts, foreign).when(dropItem, { itemId: "a1", reason }, unit).rejects("NOT_THE_LEAD");
    given(...begun, printed)
      .when(reviseItem, { itemId: "p1", item: after, reason }, of(lead))
      .rejects("ITEM_PRINTED", "p1 1.「2021年10月底前更新…」");
    given(...begun, printed)
      .when(dropItem, { itemId: "p1", reason }, of(lead))
      .rejects("ITEM_PRINTED", "p1 1.「2021年10月底前更新…」");
    given(...begun)
      .when(dropItem, { itemId: "a9", reason }, of(lead))
      .rejects("ITEM_NOT_FOUND", "a9");
  });

  test("a lower target may be reached by what is done; then a pending request lapses", () => {
    const part = done("a1", { amount: "3", after: "3", done: false });
    const asked = ExtensionRequested({
      ...{ unitId, itemId: "a1", dueOn: "2021-12-31", reason, evidence: [], extensionNo: 1, before: "2021-11-15" },
    });
    given(...begun, part, asked)
      .when(reviseItem, { itemId: "a1", item: after, reason }, of(lead))
      .yields(
        ExtensionLapsed({ unitId, itemId: "a1", extensionNo: 1, cause: "itemDone" }),
        ItemRevised({ itemId: "a1", unitId: null, before: counted, after, reason, units: [lead, unitId] }),
      );
    expect(
      stateOf(
        [...begun, part, ItemRevised({ itemId: "a1", unitId: null, before: counted, after, reason, units: [] })],
        "a1",
      ),
    ).toBe("done 3 11-15");
    given(...begun, asked)
      .when(dropItem, { itemId: "a1", reason }, of(lead))
      .yields(
        ExtensionLapsed({ unitId, itemId: "a1", extensionNo: 1, cause: "itemDropped" }),
        ItemDropped({ itemId: "a1", unitId: null, before: counted, reason, units: [lead, unitId] }),
      );
  });
});

describe("completing", () => {
  const begun = [opened(), parts, printed, byLead];
  const once = { itemId: "a1", unitId, doneOn: today, amount: "0.1", evidence: [page] };

  test("amounts add up exactly, and the sums before and after are kept", () => {
    const third = done("a1", { amount: "0.1", before: "0.2", after: "0.3", done: false });
    given(...begun, done("a1", { amount: "0.2", after: "0.2", done: false }))
      .when(completeItem, once, unit)
      .yields(third);
    const near = done("a1", { amount: "3.9", after: "3.9", done: false });
    given(...begun, near)
      .when(completeItem, once, unit)
      .yields(done("a1", { amount: "0.1", before: "3.9", after: "4" }));
  });

  test("an amount is given of a counted item, and of no other", () => {
    const { amount: _, ...uncounted } = once;
    given(...begun)
      .when(completeItem, uncounted, unit)
      .rejects("AMOUNT_MISSING");
    given(...begun)
      .when(completeItem, { ...once, itemId: "p1" }, unit)
      .rejects("ITEM_HAS_NO_TARGET");
  });

  test("work on an item takes the part on", () => {
    expect(play([...begun, done("p1")]).assignments[unitId]?.state).toBe("accepted");
    expect(play([...begun, done("a9")]).assignments[unitId]?.state).toBe("assigned");
  });

  test("nobody completes an item of another unit, or one that the unit does not owe, or in the future", () => {
    given(...begun)
      .when(completeItem, once, of(lead))
      .rejects("NOT_YOUR_ASSIGNMENT");
    given(...begun)
      .when(completeItem, { ...once, unitId: healthBureau }, of(healthBureau))
      .rejects("ITEM_NOT_FOUND");
    given(...begun)
      .when(completeItem, { ...once, doneOn: "2021-07-01" }, unit)
      .rejects("DAY_IN_FUTURE");
  });

  test("a third unit neither reopens an item nor learns more of it", () => {
    given(...begun, done("p1"))
      .when(reopenItem, { itemId: "p1", unitId, reason }, of(healthBureau))
      .rejects("NOT_UNIT_LEAD_NOR_OFFICE");
    given(...begun, done("p1"))
      .when(reopenItem, { itemId: "p1", unitId, reason }, of(lead))
      .yields(ItemReopened({ itemId: "p1", unitId, reason, before: { done: true, amount: "0" } }));
  });
});

describe("claiming", () => {
  const begun = [opened(), parts, printed, byUnit];

  test("the refusal names what is open; with a reason for each the claim stands and holds them", () => {
    given(...begun)
      .when(claimCompletion, claim, unit)
      .rejects("ITEMS_OPEN", "p1 1.「2021年10月底前更新…」、a1 1.「召开新闻发布会不少于4次…」");
    const waived = ["p1", "a1"].map((itemId) => ({ itemId, reason }));
    given(...begun)
      .when(claimCompletion, { ...claim, waived: waived.slice(1) }, unit)
      .rejects("ITEMS_OPEN", "p1 1.「2021年10月底前更新…」");
    given(...begun)
      .when(claimCompletion, { ...claim, waived }, unit)
      .yields(CompletionClaimed({ ...claim, waived }));
    given(...begun, done("p1"))
      .when(claimCompletion, { ...claim, waived }, unit)
      .rejects("ITEM_NOT_OPEN", "p1 1.「2021年10月底前更新…」");
    given(...begun)
      .when(claimCompletion, { ...claim, waived: [{ itemId: "a9", reason }] }, unit)
      .rejects("ITEM_NOT_FOUND", "a9");
  });

  test("a unit that supervises claims its part without them", () => {
    given(...begun)
      .when(claimCompletion, { ...claim, unitId: healthBureau }, of(healthBureau))
      .yields(CompletionClaimed({ ...claim, unitId: healthBureau }));
  });

  test("a claim made before there were items is read as it was", () => {
    expect(CompletionClaimed.decode(1, claim)).toEqual(claim);
  });
});

describe("extending one item", () => {
  const begun = [opened(), parts, printed];
  const request = { unitId, itemId: "p1", dueOn: "2021-12-31", reason, evidence: [] };
  const asked = ExtensionRequested({ ...request, extensionNo: 1, before: "2021-10-31", planRevision: 4 });
  const answer = { unitId, itemId: "p1", extensionNo: 1 };
  const granted = ExtensionGranted({
    ...{ ...answer, dueOn: "2021-11-30", opinion: reason, before: "2021-10-31", asked: "2021-12-31" },
  });

  test("it has its own day and its own series, beside those of its part and of other units", () => {
    given(...begun)
      .when(requestExtension, request, unit, openPlan)
      .yields(asked);
    given(...begun, asked)
      .when(grantExtension, { ...answer, dueOn: "2021-11-30", opinion: reason }, office)
      .yields(granted);
    const after = [...begun, asked, granted];
    expect(stateOf(after, "p1")).toBe("open 11-30");
    expect(stateOf(after, "p1", lead)).toBe("open 10-31");
    expect(play(after).assignments[unitId]?.dueOn).toBe("2021-11-30");
    const { itemId: _, ...ofPart } = request;
    given(...begun, asked)
      .when(requestExtension, ofPart, unit, openPlan)
      .yields(ExtensionRequested({ ...ofPart, extensionNo: 1, before: "2021-11-30", planRevision: 4 }));
    given(...begun, asked)
      .when(requestExtension, request, unit, openPlan)
      .rejects("EXTENSION_PENDING");
  });

  test("it is refused or withdrawn alone, and lapses once the item is done or its part claimed or closed", () => {
    given(...begun, asked)
      .when(refuseExtension, { ...answer, reason }, office)
      .yields({ type: "ExtensionRefused", data: { ...answer, reason } });
    given(...begun, asked)
      .when(withdrawExtensionRequest, answer, unit)
      .yields({ type: "ExtensionRequestWithdrawn", data: answer });
    given(...begun, asked)
      .when(completeItem, { itemId: "p1", unitId, doneOn: today, evidence: [page] }, unit)
      .yields(ExtensionLapsed({ ...answer, cause: "itemDone" }), done("p1"));
    const waived = [{ itemId: "p1", reason }];
    given(...begun, asked)
      .when(claimCompletion, { ...claim, waived }, unit)
      .yields(ExtensionLapsed({ ...answer, cause: "claimed" }), CompletionClaimed({ ...claim, waived }));
  });

  test("extending the whole task leaves the days of its items", () => {
    const whole = { dueOn: "2022-01-31", reason, authority: reason };
    const outcome = extendTask.decide(play([...begun, asked]), whole, office);
    if (isRejection(outcome)) return expect.fail(outcome.rejected);
    expect(outcome).toHaveLength(1);
    expect(stateOf([...begun, asked, ...outcome], "p1")).toBe("open 10-31");
  });

  describe("for all who owe it", () => {
    const forAll = { itemId: "p1", dueOn: "2021-12-15", reason, authority: reason };
    const before = "2021-10-31";
    const both = [lead, unitId].map((each) => ({ unitId: each, before }));
    const extended = TaskExtended({ ...forAll, before, parts: both });

    test("its day moves, and that of the task stays; who has done it is left out, and who comes later owes it by the new day", () => {
      given(...begun)
        .when(extendTask, forAll, office)
        .yields(extended);
      given(...begun, done("p1"))
        .when(extendTask, forAll, office)
        .yields(TaskExtended({ ...forAll, before, parts: [{ unitId: lead, before }] }));
      const after = [...begun, extended, assigned([educationBureau, "responsible"])];
      for (const each of [lead, unitId, educationBureau]) expect(stateOf(after, "p1", each)).toBe("open 12-15");
      expect(play(after)).toMatchObject({ dueOn: "2021-11-30", items: { p1: { dueOn: before } } });
      expect(play(after).assignments[unitId]?.dueOn).toBe("2021-11-30");
    });

    test("a day granted to one unit is not put back, and its request for an earlier day lapses", () => {
      const later = ExtensionGranted({ ...granted.data, dueOn: "2021-12-31" });
      const own = TaskExtended({ ...forAll, before, parts: [{ unitId: lead, before }] });
      given(...begun, asked, later)
        .when(extendTask, forAll, office)
        .yields(own);
      expect(stateOf([...begun, asked, later, own], "p1")).toBe("open 12-31");
      // What is asked for a later day still waits.
      given(...begun, asked)
        .when(extendTask, forAll, office)
        .yields(extended);
      const sooner = ExtensionRequested({ ...asked.data, dueOn: "2021-12-15" });
      given(...begun, sooner)
        .when(extendTask, forAll, office)
        .yields(extended, ExtensionLapsed({ ...answer, cause: "itemExtended" }));
    });

    test("to the same day again changes nothing; an earlier one, no day, and no such item are refused", () => {
      given(...begun, extended)
        .when(extendTask, forAll, office)
        .changesNothing();
      given(...begun, extended)
        .when(extendTask, { ...forAll, dueOn: "2021-12-01" }, office)
        .rejects("EXTENSION_NOT_LATER");
      given(...begun)
        .when(extendTask, { ...forAll, itemId: "p2" }, office)
        .rejects("ITEM_NOT_FOUND", "p2");
      const undated = ItemsPrinted({
        items: [{ itemId: "p1", no: "1", text: words("更新。"), dueOn: null, deadlines: [] }],
      });
      given(opened(), parts, undated).when(extendTask, forAll, office).rejects("NO_DUE_DAY");
    });

    test("it outlasts a revision of its words, and of a unit's own item others see the days alone", () => {
      const own = { itemId: "a1", dueOn: "2021-12-15", reason, authority: reason };
      const ofUnit = TaskExtended({
        ...own,
        ...{ ofUnit: unitId, before: "2021-11-15", parts: [{ unitId, before: "2021-11-15" }] },
      });
      given(...begun, byUnit)
        .when(extendTask, own, office)
        .yields(ofUnit);
      const after = { ...counted, target: "3" };
      const revised = ItemRevised({ itemId: "a1", unitId, before: counted, after, reason, units: [unitId] });
      expect(stateOf([...begun, byUnit, ofUnit, revised], "a1")).toBe("open 0 12-15");
      expect(TaskExtended.sight(ofUnit.data)).not.toEqual(TaskExtended.sight(extended.data));
    });
  });

  test("a later day for all of them holds for a unit with an earlier extension, too", () => {
    const later = { ...counted, dueOn: "2022-02-01" };
    const revised = ItemRevised({ itemId: "a1", unitId: null, before: counted, after: later, reason, units: [] });
    const ofCounted = ExtensionGranted({ ...granted.data, itemId: "a1", dueOn: "2021-12-31" });
    expect(stateOf([opened(), parts, byLead, ofCounted], "a1")).toBe("open 0 12-31");
    expect(stateOf([opened(), parts, byLead, ofCounted, revised], "a1")).toBe("open 0 02-01");
  });

  test("an item without a day of its own has none to extend", () => {
    const undated = ItemsPrinted({
      items: [{ itemId: "p1", no: "1", text: words("更新。"), dueOn: null, deadlines: [] }],
    });
    given(opened(), parts, undated).when(requestExtension, request, unit, openPlan).rejects("NO_DUE_DAY");
    given(opened(), parts).when(requestExtension, request, unit, openPlan).rejects("ITEM_NOT_FOUND", "p1");
  });
});

describe("a part that goes to another unit", () => {
  const begun = [opened(), parts, printed];
  const to = educationBureau;
  const granted = ExtensionGranted({
    ...{ unitId, itemId: "p1", extensionNo: 1, dueOn: "2021-12-31", opinion: reason },
    ...{ before: "2021-10-31", asked: "2021-12-31" },
  });
  const requested = ExtensionRequested({
    ...{ unitId, itemId: "p1", dueOn: "2021-12-31", reason, evidence: [], extensionNo: 1, before: "2021-10-31" },
  });
  const moving = { unitId, toUnitId: to, reason };
  const decided = (facts: readonly Fact[]) => {
    const state = play(facts);
    const outcome = reassign.decide(state, moving, office, lookedUp(facts, state, moving));
    return isRejection(outcome) ? expect.fail(outcome.rejected) : [...facts, ...outcome];
  };

  test("leaves what was done with the unit that did it; the successor begins with the items open", () => {
    const after = decided([...begun, done("p1")]);
    expect(stateOf(after, "p1")).toBe("done 10-31");
    expect(stateOf(after, "p1", to)).toBe("open 10-31");
  });

  test("takes the days granted for items along, unless the successor has a part already", () => {
    const extended = [...begun, requested, granted];
    expect(stateOf(decided(extended), "p1", to)).toBe("open 12-31");
    const has = assigned([to, "responsible"]);
    expect(stateOf(decided([...extended, has]), "p1", to)).toBe("open 10-31");
    const itself = decided([...extended, has, done("p1", { unitId: to })]);
    expect(stateOf(itself, "p1", to)).toBe("done 10-31");
  });

  describe("takes the open items of the unit alone along", () => {
    const some = done("a1", { amount: "3", after: "3", done: false });
    const own = (itemId: string, over: object = {}) =>
      ItemsAdopted({ ...byUnit.data, items: [{ ...counted, no: itemId, itemId }], ...over });
    const onIt = of(to);

    test("which the successor owes, changes and completes from where they stand; what was done is shown there still", () => {
      const after = decided([...begun, byUnit, some]);
      expect(after.at(-1)).toMatchObject({ data: { ownItems: [{ itemId: "a1", amount: "3" }] } });
      expect(stateOf(after, "a1")).toBe("ended 3 11-15");
      expect(stateOf(after, "a1", to)).toBe("open 3 11-15");
      expect(play(after).items["a1"]).toMatchObject({ unitId: to, adoptedBy: unitId });
      given(...after)
        .when(claimCompletion, { ...claim, unitId: to }, onIt)
        .rejects("ITEMS_OPEN");
      const more = { itemId: "a1", unitId: to, doneOn: today, amount: "1", evidence: [page] };
      given(...after)
        .when(completeItem, more, onIt)
        .yields(ItemCompleted({ ...more, before: "3", after: "4", done: true }));
      given(...after)
        .when(dropItem, { itemId: "a1", reason }, unit)
        .rejects("NOT_YOUR_ITEM");
      const revised = { itemId: "a1", item: { ...counted, target: "3" }, reason };
      const { item: next } = revised;
      const fact = ItemRevised({ itemId: "a1", unitId: to, before: counted, after: next, reason, units: [unitId, to] });
      given(...after)
        .when(reviseItem, revised, onIt)
        .yields(fact);
      expect(stateOf([...after, fact], "a1")).toBe("done 3 11-15");
    });

    test("with the days granted for them; those that are done stay", () => {
      const asked = { unitId, itemId: "a1", extensionNo: 1 };
      const later = ExtensionGranted({ ...granted.data, ...asked, dueOn: "2021-12-20", before: "2021-11-15" });
      const request = ExtensionRequested({ ...requested.data, ...asked, before: "2021-11-15" });
      const facts = [...begun, byUnit, own("a2"), request, later, done("a2", { amount: "4", after: "4" })];
      for (const has of [[], [assigned([to, "responsible"])]]) {
        const after = decided([...facts, ...has]);
        const states = [unitId, to].map((each) => ["a1", "a2"].map((itemId) => stateOf(after, itemId, each)));
        expect(states).toEqual([
          ["ended 0 12-20", "done 4 11-15"],
          ["open 0 12-20", "gone"],
        ]);
      }
    });

    test("pieces with what they are pieces of, unless the successor has done that", () => {
      const pieces = [own("a1", { splits: "p1" }), own("a2", { splits: "p1" }), own("a3", { splits: "a2" })];
      const facts = [...begun, ...pieces, done("a1", { amount: "4", after: "4" })];
      const shown = (after: readonly Fact[]) => ["p1", "a1", "a2", "a3"].map((itemId) => stateOf(after, itemId, to));
      expect(shown(decided(facts))).toEqual(["open 10-31", "gone", "open 0 11-15", "open 0 11-15"]);
      const itself = [assigned([to, "responsible"]), done("p1", { unitId: to })];
      expect(shown(decided([...facts, ...itself]))).toEqual(["done 10-31", "gone", "gone", "gone"]);
    });

    test("and back again, once each; an old hand-over says nothing of them, and they end with the part as they did", () => {
      const there = decided([...begun, byUnit, some]);
      const { data } = handedOver;
      const ownItems = [{ itemId: "a1", amount: "3" }];
      const back = AssignmentHandedOver({ ...data, unitId: to, toUnitId: unitId, toPartNo: 2, ownItems });
      expect([unitId, to].map((each) => stateOf([...there, back], "a1", each))).toEqual([
        "open 3 11-15",
        "ended 3 11-15",
      ]);
      // Of its second part the other unit owes nothing that the first one handed on.
      const next = assigned([to, "responsible"]);
      const again = { ...next, data: { ...next.data, again: [{ unitId: to, partNo: 2 }] } };
      expect(stateOf([...there, back, again], "a1", to)).toBe("gone");
      expect(stateOf([...begun, byUnit, handedOver], "a1")).toBe("ended 0 11-15");
      expect(stateOf([...begun, byUnit, handedOver], "a1", to)).toBe("gone");
    });
  });

  test("lets requests for items lapse, whose numbers go on in the unit's next part", () => {
    const after = decided([...begun, requested]);
    expect(after).toContainEqual(ExtensionLapsed({ unitId, itemId: "p1", extensionNo: 1, cause: "handedOver" }));
    const again = assigned([unitId, "responsible"]);
    const next = { ...again, data: { ...again.data, again: [{ unitId, partNo: 2 }] } };
    const { before: _, extensionNo: __, ...request } = requested.data;
    given(...after, next)
      .when(requestExtension, request, unit, openPlan)
      .yields(ExtensionRequested({ ...requested.data, extensionNo: 2, planRevision: 4 }));
  });

  test("leaves its lead's items to the lead that follows it", () => {
    const moved = AssignmentHandedOver({ ...handedOver.data, unitId: lead, relations: ["lead"] });
    given(...begun, byLead, moved)
      .when(dropItem, { itemId: "a1", reason }, of(lead))
      .rejects("NOT_THE_LEAD");
    given(...begun, byLead, moved)
      .when(dropItem, { itemId: "a1", reason }, of(to))
      .yields(ItemDropped({ itemId: "a1", unitId: null, before: counted, reason, units: [lead, unitId, to] }));
    given(...begun, byLead, assigned([to, "lead"]))
      .when(dropItem, { itemId: "a1", reason }, of(to))
      .rejects("NOT_YOUR_ITEM");
  });

  test("does not keep a lead from splitting what the unit had done", () => {
    const piece = [{ no: "1", text: words("上半年") }];
    const split = ItemsAdopted({
      ...{ unitId: null, adoptedBy: lead, splits: "p1", items: [{ no: "1", text: words("上半年"), itemId: "a1" }] },
      units: [lead, unitId, to],
    });
    given(...begun, done("p1"), handedOver)
      .when(adoptItems, { splits: "p1", items: piece }, of(lead))
      .yields(split);
    const states = (...facts: Fact[]) => [unitId, to].map((each) => stateOf([...begun, ...facts], "p1", each));
    expect(states(done("p1"), handedOver, split)).toEqual(["done 10-31", "open 10-31"]);
  });
});

test("an amended due day of the task moves no item, and lets no request for one lapse", () => {
  const asked = ExtensionRequested({
    ...{ unitId, itemId: "p1", dueOn: "2021-12-31", reason, evidence: [], extensionNo: 1, before: "2021-10-31" },
  });
  const ofPart = ExtensionRequested({
    ...{ unitId, dueOn: "2021-12-31", reason, evidence: [], extensionNo: 1, before: "2021-11-30" },
  });
  const facts = [opened(), parts, printed, asked, ofPart];
  for (const dueOn of ["2021-09-30", "2022-01-31", null]) {
    const outcome = amendTask.decide(play(facts), { changes: { dueOn }, reason, authority: reason }, office, {
      sections: [],
    });
    if (isRejection(outcome)) return expect.fail(outcome.rejected);
    expect(stateOf([...facts, ...outcome], "p1")).toBe("open 10-31");
    const lapsed = outcome.flatMap(({ type, data }) => (type === "ExtensionLapsed" ? [data] : []));
    expect(lapsed.filter((each) => "itemId" in each)).toEqual([]);
  }
});
