// The read model of tasks on any history: all its documents agree with the domain's state of the task.
import {
  type Assignment,
  assignmentState,
  carriesOut,
  grouped,
  isClaimed,
  isCounted,
  isOpen,
  isOwnerless,
  itemsDoneBy,
  itemsOf,
  leadsOf,
  needsEndorsement,
  reportWordsIn,
  reviewersOf,
  reviewOf,
  standingOfItem,
  stillToMendIn,
  type TaskState,
  task,
  type UnitItem,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyHistory, lifeOf, tasks } from "../../testing/any-history.ts";
import { regionId } from "../../testing/facts.ts";
import { projected } from "../../testing/shown.ts";
import { documentsAfter } from "../fold.ts";
import { lamp, lampOfLine } from "./lamp.ts";
import { progressOfTask } from "./owed-items.ts";
import { boardOf } from "./plan-board.ts";
import { deadlineBoard, reviewQueue, taskCards, unitLedger } from "./task.ts";
import { openUnits, partsOf } from "./task-card.ts";
import { reportKey, taskReports } from "./task-reports.ts";
import { type LedgerEntry, ledgerKey } from "./unit-ledger.ts";

const holds = (check: (taskId: string, life: TaskState, own: readonly StoredEvent[]) => void | Promise<void>) =>
  fc.assert(
    fc.asyncProperty(anyHistory, async (events) => {
      for (const taskId of tasks) {
        const { life, own } = lifeOf(taskId, events);
        await check(taskId, life, own);
      }
    }),
  );

const cardOf = (taskId: string, own: readonly StoredEvent[]) => {
  const card = documentsAfter(taskCards, own).get(taskId);
  if (!card) throw new Error("an opened task has a card");
  return card;
};

/** Days around the due days of the facts. */
const days = fc.constantFrom("2021-06-01", "2021-06-30", "2021-11-25", "2021-12-31", "2022-06-30");

const partsIn = (life: TaskState): [string, Assignment][] => Object.entries(life.assignments);

/** The numbers of a part's reports that nobody has reviewed. */
const openReportsOf = ({ unsettled }: Assignment): number[] =>
  Object.entries(unsettled).flatMap(([no, { review }]) => (review === "open" ? [Number(no)] : []));

test("the card's life is the domain's, and it has one part for every assignment", () =>
  holds((taskId, life, own) => {
    const card = cardOf(taskId, own);
    expect(card.life).toEqual(life);
    expect(new Set(Object.keys(card.items))).toEqual(new Set(Object.keys(life.items)));
    expect(new Set(Object.keys(card.parts))).toEqual(new Set(Object.keys(life.assignments)));
    expect(
      partsOf(card).map(({ unitId, relations, state, reportCount, unreviewed }) => ({
        ...{ unitId, relations, state, reportCount },
        unreviewed: Object.keys(unreviewed).map(Number),
      })),
    ).toEqual(
      partsIn(life).map(([unitId, part]) => ({
        ...{ unitId, relations: part.relations, state: part.state, reportCount: part.reportCount },
        unreviewed: openReportsOf(part),
      })),
    );
  }));

test("a part is in its state since the fact that brought it there", () =>
  holds((taskId, _life, own) => {
    const since = new Map<string, { readonly partNo: number; readonly state: string; readonly at: string }>();
    for (const [at, { meta }] of own.entries()) {
      for (const [unitId, { partNo, state }] of partsIn(lifeOf(taskId, own.slice(0, at + 1)).life)) {
        const known = since.get(unitId);
        if (known?.state !== state || known.partNo !== partNo)
          since.set(unitId, { partNo, state, at: meta.happenedAt });
      }
    }
    for (const part of partsOf(cardOf(taskId, own))) expect(part.since).toBe(since.get(part.unitId)?.at);
  }));

/** What the line of a part says, under its key. */
function partLine(unitId: string, part: Assignment, taskId: string, earlier: number | undefined) {
  const { relations, state, partNo, dispute, persons, reportCount, dueOn } = part;
  const filed = reportCount - part.before.reports;
  const lastReport = filed > 0 ? { no: reportCount, review: reviewOf(part, reportCount) } : null;
  const disputed = { dispute: dispute?.state ?? null };
  const line = { kind: "part", unitId, taskId, dueOn, relations, state, partNo, ...disputed, persons, lastReport };
  return [ledgerKey(unitId, taskId, earlier), { ...line, reportCount: filed }];
}

/** What the line of an item says, under its key. */
function itemLine(unitId: string, part: Assignment, taskId: string, owed: UnitItem, of: string) {
  const { relations, state, partNo, persons } = part;
  const { itemId, item, dueOn, amount } = owed;
  return [
    ledgerKey(unitId, taskId, of + itemId),
    {
      ...{ kind: "item", unitId, taskId, dueOn, relations, state, partNo, persons },
      standing: standingOfItem(owed.state),
      item: { itemId, no: item.no, text: item.text.text, amount: item.target === undefined ? null : amount },
    },
  ];
}

test("the ledger lines are the life's assignments, each listed under its unit, its state and, while something is to be done about it, so", () =>
  holds(async (taskId, life, own) => {
    const lines = [...documentsAfter(unitLedger, own)].filter(([, { kind }]) => kind !== "urging");
    const ended = endedParts(taskId, own);
    expect(lines).toMatchObject([
      ...partsIn(life).flatMap(([unitId, part]) => {
        const items = itemsOf(life.items, unitId, part).map((item) => itemLine(unitId, part, taskId, item, ""));
        return [partLine(unitId, part, taskId, undefined), ...items];
      }),
      ...ended.flatMap(([unitId, part, earlier]) => [
        partLine(unitId, part, taskId, earlier),
        ...itemsDoneBy(life.items, unitId, part).map((item) => itemLine(unitId, part, taskId, item, `${earlier}/`)),
      ]),
    ]);
    const views = await projected(unitLedger.model, [own]);
    const places = ["toDo", ...assignmentState.options.map((state) => `state/${state}`)];
    for (const [unitId, part] of partsIn(life)) {
      const { state, persons } = part;
      const line = ledgerKey(unitId, taskId);
      const found: string[] = [];
      for (const place of places) {
        const { items } = (await views.list(unitLedger, `unit/${unitId}/${place}`, { first: 100 })).value;
        found.push(...items.filter(({ doc }) => doc.kind !== "urging").map(({ key }) => `${place} ${key}`));
      }
      const items = itemsOf(life.items, unitId, part);
      const own = ended.flatMap(([id, part, no]) => {
        if (id !== unitId) return [];
        const items = itemsDoneBy(life.items, unitId, part).map(({ itemId }) => `${no}/${itemId}`);
        return [`${no}`, ...items].map((key) => `state/${part.state} ${line}/${key}`);
      });
      const lines = [line, ...items.map(({ itemId }) => ledgerKey(unitId, taskId, itemId))];
      for (const { subjectId } of persons) {
        const { items } = (await views.list(unitLedger, `unit/${unitId}/person/${subjectId}`, { first: 100 })).value;
        expect(items.map(({ key }) => key)).toEqual(expect.arrayContaining(lines));
      }
      const open = items.filter((each) => each.state === "open").map(({ itemId }) => ledgerKey(unitId, taskId, itemId));
      // What is to be mended is to be done also where the part is signed off.
      const toDo = isOpen(state) ? [line, ...open] : stillToMendIn(life, part).length > 0 ? [line] : [];
      const wanted = [...toDo.map((key) => `toDo ${key}`), ...own];
      expect(found.sort()).toEqual([...wanted, ...lines.map((key) => `state/${state} ${key}`)].sort());
      expect((await views.count(unitLedger, `unit/${unitId}`)).value).toBe(
        lines.length + own.length + urgingsOf(unitId, life, ended),
      );
    }
  }));

/** How many urgings a unit had in a task, in all of its parts. */
const urgingsOf = (unitId: string, life: TaskState, ended: readonly [string, Assignment, number][]): number =>
  [...partsIn(life), ...ended].reduce((sum, [id, { urgings }]) => sum + (id === unitId ? urgings.length : 0), 0);

/** The parts that ended before another part of their unit began, as they stood at that moment, unit by unit. */
function endedParts(taskId: string, own: readonly StoredEvent[]): [string, Assignment, number][] {
  const ended = [...own.keys()].flatMap((at) => {
    const next = lifeOf(taskId, own.slice(0, at + 1)).life;
    return partsIn(lifeOf(taskId, own.slice(0, at)).life).flatMap(([unitId, part]): [string, Assignment, number][] =>
      next.assignments[unitId]?.partNo === part.partNo ? [] : [[unitId, part, part.partNo]],
    );
  });
  return [...grouped(ended, ([unitId]) => unitId).values()].flat();
}

/** What should wait in a task, and in which queues, derived from the life alone. */
function waitingBy(life: TaskState, own: readonly StoredEvent[]): string[] {
  if (life.closed) return [];
  const office = [`office/${regionId}`];
  const leads = (units: readonly string[]) => units.map((unitId) => `lead/${unitId}`);
  const parts = partsIn(life).filter(([, { state }]) => isOpen(state));
  const reports = parts.flatMap(([unitId, part]) => {
    const reviewers = leads(reviewersOf(life, unitId));
    return openReportsOf(part).flatMap((no) =>
      (reviewers.length > 0 ? reviewers : office).map((where) => `${where} report ${unitId} ${no}`),
    );
  });
  const claims = parts.flatMap(([unitId, { state }]) => {
    if (state !== "claimed" && state !== "endorsed") return [];
    const isLeads = state === "claimed" && needsEndorsement(life, unitId);
    return isLeads
      ? leads(reviewersOf(life, unitId)).map((where) => `${where} endorsement ${unitId}`)
      : office.map((where) => `${where} signOff ${unitId}`);
  });
  const requests = parts.flatMap(([unitId, { state, extension }]) =>
    extension?.state === "pending" && state !== "claimed" && state !== "endorsed"
      ? office.map((where) => `${where} extension ${unitId} ${extension.no}`)
      : [],
  );
  const disputes = parts.flatMap(([unitId, { state, dispute }]) =>
    dispute?.state === "pending" && state !== "claimed" && state !== "endorsed"
      ? office.map((where) => `${where} dispute ${unitId}`)
      : [],
  );
  const ownerless = parts.flatMap(([unitId, part]) =>
    isOwnerless(part) ? office.map((where) => `${where} ownerless ${unitId}`) : [],
  );
  const ofItems = parts.flatMap(([unitId, part]) =>
    itemsOf(life.items, unitId, part).flatMap(({ itemId, extension }) =>
      extension?.state === "pending" && part.state !== "claimed" && part.state !== "endorsed"
        ? office.map((where) => `${where} extension ${unitId} ${extension.no} ${itemId}`)
        : [],
    ),
  );
  const groups = Object.keys(life.groups)
    .filter((groupId) => !isNamed(groupId, own))
    .flatMap((groupId) => [...office, ...leads(leadsOf(life))].map((where) => `${where} group ${groupId}`));
  return [...reports, ...claims, ...requests, ...ofItems, ...disputes, ...ownerless, ...groups].sort();
}

/** True once a fact names units for a group that the task already prints. */
function isNamed(groupId: string, own: readonly StoredEvent[]): boolean {
  const printed = own.findIndex(
    ({ fact }) => fact.type === "UnitsAssigned" && fact.data.groups.some((group) => group.groupId === groupId),
  );
  return own.some(({ fact }, at) =>
    fact.type === "GroupExpanded"
      ? at > printed && fact.data.groupId === groupId
      : fact.type === "UnitsAssigned" &&
        fact.data.groups.some((group) => group.groupId === groupId && group.members.length > 0),
  );
}

test("what waits, and in which queues, follows from the life by the domain's rules", () =>
  holds(async (_taskId, life, own) => {
    const views = await projected(reviewQueue.model, [own]);
    const queues = [`office/${regionId}`, ...partsIn(life).map(([unitId]) => `lead/${unitId}`)];
    const found: string[] = [];
    for (const queue of queues) {
      const { items } = (await views.list(reviewQueue, queue, { first: 1000 })).value;
      for (const { doc } of items) {
        const part = doc.unitId === null ? undefined : life.assignments[doc.unitId];
        const items = part && doc.unitId ? itemsOf(life.items, doc.unitId, part) : [];
        const item = items.find(({ itemId }) => itemId === doc.itemId);
        expect(doc.dueOn).toBe((doc.itemId === null ? (part ?? life) : item)?.dueOn);
        const about = [doc.unitId, doc.reportNo, doc.extensionNo, doc.itemId, doc.groupId].filter(
          (each) => each !== null,
        );
        found.push([queue, doc.kind, ...about].join(" "));
      }
    }
    expect(found.sort()).toEqual(waitingBy(life, own));
    // Everything that waits is in one of these queues.
    expect(documentsAfter(reviewQueue, own).size).toBe(new Set(found.map((each) => each.replace(/^\S+ /, ""))).size);
  }));

test("what is open is due on its own day: the parts by theirs, and what nobody has yet with the task", () =>
  holds(async (taskId, life, own) => {
    const open = partsIn(life).filter(([, { state }]) => isOpen(state));
    expect(openUnits(cardOf(taskId, own))).toEqual(open.map(([unitId]) => unitId));
    const unfilled = life.closed ? [] : Object.keys(life.groups).filter((id) => !isNamed(id, own));
    const isUnowed = !life.closed && (partsIn(life).length === 0 || unfilled.length > 0);
    const days = [...open.map(([, { dueOn }]) => dueOn), ...(isUnowed ? [life.dueOn] : [])];
    const due = [...new Set(days.filter((day) => day !== null))].sort();
    const views = await projected(deadlineBoard.model, [own]);
    const { items: all } = (await views.list(deadlineBoard, `due/${regionId}`, { first: 50 })).value;
    const items = all.filter(({ doc }) => doc.kind === "part");
    expect(items.map(({ doc }) => doc.dueOn)).toEqual(due);
    for (const { doc } of items) {
      const onDay = open.filter(([, { dueOn }]) => dueOn === doc.dueOn);
      const due = (isLeft: boolean) =>
        onDay.filter(([, part]) => (part.ownerlessSince !== null) === isLeft).map(([unitId]) => unitId);
      expect([doc.openUnitIds, doc.ownerlessUnitIds]).toEqual([due(false), due(true)]);
      expect(doc.claimedUnitIds).toEqual(onDay.flatMap(([unitId, { state }]) => (isClaimed(state) ? [unitId] : [])));
      expect(new Set(doc.unfilledGroupIds)).toEqual(new Set(doc.dueOn === life.dueOn ? unfilled : []));
    }
    const owed = open.flatMap(([unitId, part]) =>
      itemsOf(life.items, unitId, part).flatMap(({ itemId, state, dueOn }) =>
        state === "open" && dueOn !== null ? [`${dueOn} ${itemId} ${unitId}`] : [],
      ),
    );
    const carrying = unfilled.filter((id) => carriesOut(life.groups[id] ?? []));
    const ofNobody = Object.entries(life.items).flatMap(([itemId, { unitId, dueOn }]) =>
      unitId === null && dueOn !== undefined && carrying.length > 0
        ? [`${dueOn} ${itemId} ${carrying.toSorted()}`]
        : [],
    );
    const named = all.flatMap(({ doc }) =>
      doc.kind === "item" && doc.unfilledGroupIds.length > 0
        ? [`${doc.dueOn} ${doc.item?.itemId} ${doc.unfilledGroupIds.toSorted()}`]
        : [],
    );
    expect(named.sort()).toEqual(ofNobody.sort());
    const shown = all.flatMap(({ doc }) =>
      doc.kind === "item"
        ? [...doc.openUnitIds, ...doc.ownerlessUnitIds].map((unitId) => `${doc.dueOn} ${doc.item?.itemId} ${unitId}`)
        : [],
    );
    expect(shown.sort()).toEqual(owed.sort());
  }));

test("the progress of a task is its items done of its items, over all parts that count", () =>
  holds((taskId, life, own) => {
    const isShared = ({ state }: Assignment) => state !== "exempted" && state !== "handedOver";
    const counted = [
      ...partsIn(life).flatMap(([unitId, part]) => (isShared(part) ? itemsOf(life.items, unitId, part) : [])),
      ...endedParts(taskId, own).flatMap(([unitId, part]) =>
        isShared(part) ? itemsDoneBy(life.items, unitId, part) : [],
      ),
    ].filter(({ pieces }) => pieces.length === 0);
    const done = counted.filter(({ state }) => state === "done").length;
    expect(progressOfTask(cardOf(taskId, own))).toEqual({ done, of: counted.length });
  }));

test("the board counts the states of the life", () =>
  holds((taskId, life, own) => {
    const { counts } = boardOf([cardOf(taskId, own)], [], "2021-06-30");
    const parts = [...partsIn(life), ...endedParts(taskId, own)].map(([, part]) => part);
    const states = parts.map(({ state }) => state);
    for (const [state, count] of Object.entries(counts.byState))
      expect(count).toBe(states.filter((each) => each === state).length);
    expect(counts.ownerless).toBe(parts.filter(isOwnerless).length);
    expect(counts.assignments).toBe(states.filter(isCounted).length - counts.ownerless);
  }));

/** True for a line of a part that counts in shares. */
const isShared = ({ state, ownerlessSince }: LedgerEntry): boolean =>
  state !== null && isCounted(state) && !isOwnerless({ state, ownerlessSince });

test("every count of a board is the length of a list: of tasks, or of a unit's ledger lines", () => {
  fc.assert(
    fc.property(anyHistory, days, (events, today) => {
      const all = [...documentsAfter(taskCards, events).values()];
      const lines = [...documentsAfter(unitLedger, events).values()].filter(({ kind }) => kind === "part");
      const { counts, units } = boardOf(all, [], today);
      for (const [shown, count] of Object.entries(counts.byLamp))
        expect(all.filter((card) => lamp(card, today) === shown)).toHaveLength(count);
      expect(Object.values(counts.byLamp).reduce((sum, count) => sum + count)).toBe(counts.tasks);
      for (const { unitId, assignments, byLamp, byState } of units) {
        const own = lines.filter((line) => line.unitId === unitId);
        const counted = own.filter(isShared);
        expect(counted).toHaveLength(assignments);
        for (const [state, count] of Object.entries(byState))
          expect(own.filter((line) => line.state === state)).toHaveLength(count);
        const lit = counted.map((line) => lampOfLine(line, today));
        for (const [shown, count] of Object.entries(byLamp))
          expect(lit.filter((each) => each === shown)).toHaveLength(count);
      }
      expect(units.reduce((sum, { assignments }) => sum + assignments, 0)).toBe(lines.filter(isShared).length);
    }),
  );
});

test("every report of the life has a document with the same review, and with the words at the revision it names", () =>
  holds((taskId, life, own) => {
    const reports = documentsAfter(taskReports, own);
    for (const [unitId, part] of partsIn(life)) {
      for (let no = part.before.reports + 1; no <= part.reportCount; no++) {
        const said = own[part.unsettled[no]?.saidAt ?? -1];
        const report = reports.get(reportKey(taskId, unitId, no));
        expect(report).toMatchObject({ no, review: reviewOf(part, no), ...(said && reportWordsIn(said.fact)) });
      }
    }
  }));

test("the histories reach every event, every state of a part and everything that can wait", () => {
  const seen = new Set<string>();
  for (const events of fc.sample(anyHistory, { numRuns: 400, seed: 20210630 })) {
    for (const { fact } of events) seen.add(fact.type);
    for (const { kind, state, standing } of documentsAfter(unitLedger, events).values())
      for (const each of [state ?? "", `${kind} ${standing}`]) seen.add(each);
    for (const { kind } of documentsAfter(reviewQueue, events).values()) seen.add(kind);
  }
  const waiting = ["report", "endorsement", "signOff", "extension", "dispute", "ownerless", "group"];
  const lines = ["part", "item", "urging"].flatMap((kind) =>
    ["open", "done", "terminated"].map((each) => `${kind} ${each}`),
  );
  const wanted = [...task.events.keys(), ...assignmentState.options, ...waiting, ...lines];
  expect([...seen].sort()).toEqual(wanted.sort());
});
