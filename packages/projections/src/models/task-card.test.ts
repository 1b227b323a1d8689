// The task card, event by event.
import type { DomainFact } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import {
  AssignmentAccepted,
  AssignmentExempted,
  AssignmentHandedOver,
  AssignmentReopened,
  AssignmentRestored,
  assigned,
  at,
  ClaimWithdrawn,
  CompletionEndorsed,
  CompletionReturned,
  claimed,
  corrected,
  finance,
  GroupExpanded,
  groupAssigned,
  health,
  lead,
  OverdueNoted,
  opened,
  PublicationVerified,
  page,
  planId,
  ReportAccepted,
  ReportReturned,
  relevant,
  reported,
  signedOff,
  stored,
  TaskAmended,
  TaskClosed,
  TaskExtended,
  taskId,
  UnitsAssigned,
  uuid,
  words,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { documentsAfter } from "../fold.ts";
import { stillToMend } from "./card-mending.ts";
import { taskCards } from "./task.ts";
import { isFilled, partsOf } from "./task-card.ts";

const begin = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
const cardAfter = (...facts: DomainFact[]) => documentsAfter(taskCards, stored(facts)).get(taskId) ?? null;
const card = (...facts: DomainFact[]) => cardAfter(...begin, ...facts);
const parts = (...facts: DomainFact[]) => {
  const shown = card(...facts);
  return shown ? partsOf(shown) : [];
};
const part = (...facts: DomainFact[]) => parts(...facts).find(({ unitId }) => unitId === finance);

test("the card holds the row as printed, its due day and the parts of its units", () => {
  expect(card()).toMatchObject({
    opened: { planId, row: { row: 7, no: "3", text: "公开财政预算决算" } },
    life: { dueOn: "2021-11-30" },
    closed: null,
  });
  expect(parts()).toMatchObject([
    { unitId: lead, relations: ["lead"], state: "assigned", since: at(1), reportCount: 0 },
    { unitId: finance, relations: ["responsible"], state: "assigned", via: null },
  ]);
});

test("a unit printed again, or named for a group, keeps its state and gets the relation added", () => {
  const again = parts(AssignmentAccepted({ unitId: finance }), assigned([finance, "supervising"]));
  expect(again).toHaveLength(2);
  expect(again[1]).toMatchObject({ relations: ["responsible", "supervising"], state: "accepted", since: at(2) });
});

test("a group shows the units that a person named for it, and why; they are assigned through it", () => {
  const named = GroupExpanded({
    groupId: relevant,
    unitIds: [health],
    relations: ["responsible"],
    reason: words("医保属其职责"),
  });
  expect(card(groupAssigned)?.groups.map(isFilled)).toEqual([false]);
  const filled = card(groupAssigned, named);
  expect(filled?.groups).toMatchObject([
    { name: "相关部门", members: [], named: [{ unitIds: [health], reason: words("医保属其职责"), namedAt: at(3) }] },
  ]);
  expect(filled?.groups.map(isFilled)).toEqual([true]);
  expect(parts(groupAssigned, named).at(-1)).toMatchObject({ unitId: health, via: relevant, state: "assigned" });
});

test("bodies outside the region are on the card and owe nothing", () => {
  const external = [{ name: "市医保局", relation: "guiding" as const }];
  const shown = UnitsAssigned({ assignments: [], groups: [], external });
  expect(card(shown)?.life.external).toEqual(external);
  expect(parts(shown)).toHaveLength(2);
});

describe("reports", () => {
  test("a report is acceptance too, and waits for its review", () => {
    expect(part(reported(finance))).toMatchObject({
      state: "accepted",
      since: at(2),
      reportCount: 1,
      unsettled: { 1: { review: "open" } },
      lastReport: { no: 1, reportedOn: "2021-06-30" },
      unreviewed: { 1: { since: at(2) } },
    });
  });

  test("a second report leaves the instant of acceptance as it was", () => {
    expect(part(reported(finance), reported(finance, 2))?.since).toBe(at(2));
  });

  test("a correction opens the review again", () => {
    const returned = ReportReturned({ unitId: finance, reportNo: 1, reason: words("缺佐证") });
    expect(part(reported(finance), returned)).toMatchObject({
      unsettled: { 1: { review: "returned" } },
      unreviewed: {},
    });
    expect(part(reported(finance), returned, corrected(finance))).toMatchObject({
      unsettled: { 1: { review: "open" } },
      unreviewed: { 1: { since: at(4) } },
    });
  });

  test("a review changes only its own report", () => {
    const accepted = ReportAccepted({ unitId: finance, reportNo: 1 });
    const judged = part(reported(finance), reported(finance, 2), accepted);
    expect(judged).toMatchObject({ reportCount: 2, unreviewed: { 2: { since: at(3) } } });
    expect(judged?.unsettled).toEqual({ 2: { review: "open", saidAt: 3 } });
  });

  test("the last report says who reviewed it, until it is corrected; a review of an older one is not its", () => {
    const accepted = (reportNo: number) => ReportAccepted({ unitId: finance, reportNo });
    const returned = ReportReturned({ unitId: finance, reportNo: 1, reason: words("缺佐证") });
    const by = { subjectId: "somebody", unitId: null };
    const last = (...facts: Parameters<typeof part>) => part(...facts)?.lastReport?.reviewed;
    expect(last(reported(finance), accepted(1))).toEqual({ by, at: at(3) });
    expect(last(reported(finance), returned, corrected(finance))).toBeNull();
    expect(last(reported(finance, 1), reported(finance, 2), accepted(1))).toBeNull();
  });

  test("the card counts all reports and holds the words of none", () => {
    const filed = Array.from({ length: 60 }, (_, nth) => reported(finance, nth + 1, "拨付“惠企资金”"));
    expect(part(...filed)?.reportCount).toBe(60);
    expect(JSON.stringify(card(...filed))).not.toContain("惠企资金");
  });
});

describe("completion", () => {
  const by = { subjectId: "somebody", unitId: null };
  const endorsed = CompletionEndorsed({ unitId: finance, opinion: words("属实") });

  test("claim, endorsement and sign-off are all shown", () => {
    expect(part(claimed(finance), endorsed, signedOff(finance))).toMatchObject({
      state: "signedOff",
      since: at(4),
      claim: { completedOn: "2021-06-30", done: words("全部公开"), evidence: [page], claimedAt: at(2), by },
      endorsement: { opinion: words("属实"), endorsedAt: at(3), by },
      signOff: { opinion: words("同意销号"), signedOffAt: at(4), by },
    });
  });

  test("a withdrawn claim is no longer shown", () => {
    const withdrawn = ClaimWithdrawn({ unitId: finance, reason: words("尚缺一项") });
    expect(part(claimed(finance), withdrawn)).toMatchObject({ state: "accepted", claim: null });
  });

  test("a returned claim is shown with the reason, until there is a new claim", () => {
    const returned = CompletionReturned({ unitId: finance, reason: words("链接打不开") });
    const facts = [claimed(finance), endorsed, returned];
    expect(part(...facts)).toMatchObject({
      state: "accepted",
      claim: null,
      endorsement: null,
      completionReturn: { reason: words("链接打不开"), returnedAt: at(4), by },
    });
    expect(part(...facts, claimed(finance))?.completionReturn).toBeNull();
  });

  test("a reopened assignment is the unit's again, with the reason and the cause", () => {
    const reopened = AssignmentReopened({ unitId: finance, reason: words("抽查不符"), cause: "inspection" });
    expect(part(claimed(finance), signedOff(finance), reopened)).toMatchObject({
      state: "accepted",
      claim: null,
      signOff: null,
      reopening: { reason: words("抽查不符"), cause: "inspection", reopenedAt: at(4), by },
    });
  });
});

describe("how late a part is done", () => {
  const extended = TaskExtended({
    ...TaskExtended.sample,
    ...{ before: "2021-06-20", dueOn: "2021-12-31", parts: [{ unitId: finance, before: "2021-06-20" }] },
  });
  const overdue = [opened({ dueOn: "2021-06-20" }), begin[1] ?? expect.fail("nothing assigned")];
  const lateDays = (...facts: DomainFact[]) => cardAfter(...facts)?.parts[finance]?.signOff?.lateDays;

  test("an extension after the claim excuses nothing, and an earlier day makes nothing late that was in time", () => {
    expect(lateDays(...overdue, claimed(finance), signedOff(finance))).toBe(10);
    expect(lateDays(...overdue, claimed(finance), extended, signedOff(finance))).toBe(10);
    expect(lateDays(...overdue, extended, claimed(finance), signedOff(finance))).toBe(0);
    const amended = TaskAmended({
      ...TaskAmended.sample,
      ...{ before: { dueOn: "2021-11-30" }, after: { dueOn: "2021-06-20" } },
      parts: [{ unitId: finance, before: "2021-11-30" }],
    });
    expect(lateDays(...begin, claimed(finance), amended, signedOff(finance))).toBe(0);
  });

  test("a claim that comes back has the new day, and so has a part that is reopened", () => {
    const returned = CompletionReturned({ unitId: finance, reason: words("链接打不开") });
    expect(lateDays(...overdue, claimed(finance), extended, returned, claimed(finance), signedOff(finance))).toBe(0);
    const ofNobody = TaskExtended({ ...extended.data, parts: [] });
    const reopened = AssignmentReopened({
      ...{ unitId: finance, reason: words("抽查"), cause: "slip" },
      day: { before: "2021-06-20", after: "2021-12-31" },
    });
    const again = [...overdue, claimed(finance), signedOff(finance), ofNobody];
    expect(lateDays(...again)).toBe(10);
    expect(lateDays(...again, reopened, claimed(finance), signedOff(finance))).toBe(0);
  });
});

describe("evidence to be mended", () => {
  const broken = PublicationVerified({ ...PublicationVerified.sample, unitId: finance });
  const toMend = (...facts: DomainFact[]) => {
    const shown = card(...facts) ?? expect.fail("no card");
    const earlier = shown.earlier[finance] ?? [];
    return [...earlier, ...partsOf(shown).filter(({ unitId }) => unitId === finance)].map(
      (each) => stillToMend(shown.life, each).length,
    );
  };
  const handed = AssignmentHandedOver({ ...AssignmentHandedOver.sample, unitId: finance, toUnitId: health });

  test("ends with a part that is handed over, or that another one follows", () => {
    expect(toMend(claimed(finance), broken)).toEqual([1]);
    expect(toMend(claimed(finance), broken, signedOff(finance))).toEqual([1]);
    expect(toMend(claimed(finance), broken, handed)).toEqual([0]);
    const again = UnitsAssigned({
      ...assigned([finance, "responsible"]).data,
      again: [{ unitId: finance, partNo: 2 }],
    });
    expect(toMend(claimed(finance), broken, signedOff(finance), again)).toEqual([0, 0]);
  });

  test("waits while nobody owes the part, and is there again once somebody does", () => {
    const exempted = AssignmentExempted({ ...AssignmentExempted.sample, unitId: finance, before: "claimed" });
    const restored = AssignmentRestored({ ...AssignmentRestored.sample, unitId: finance, after: "claimed" });
    expect(toMend(claimed(finance), broken, exempted)).toEqual([0]);
    expect(toMend(claimed(finance), broken, exempted, restored)).toEqual([1]);
  });
});

test("closing the task drops open parts, and nothing else", () => {
  const closing = [signedOff(lead), TaskClosed({ cause: "planClosed", dropped: [finance] })];
  expect(card(...closing)?.closed).toEqual({ cause: "planClosed", closedAt: at(3) });
  expect(parts(...closing).map(({ state }) => state)).toEqual(["signedOff", "dropped"]);
});

test("a plan's cards come in the order of their rows", async () => {
  const ids = { taskId: uuid(201) };
  const tenth = stored([opened({ ...ids, row: { ...opened().data.row, row: 10 } })], ids);
  const cards = await listed(taskCards, [...tenth, ...stored(begin)], `plan/${planId}`);
  expect(cards.map(({ doc }) => doc.opened.row.row)).toEqual([7, 10]);
});

test("a fact about a task that was never opened makes no card", () => {
  expect(cardAfter(reported(finance))).toBeNull();
});

test("a part that another one of its unit follows stays in the card as it ended, with its claim; the new one is blank", () => {
  const to = { unitId: finance, toUnitId: health, toPartNo: 1 };
  const there = AssignmentHandedOver({ ...AssignmentHandedOver.sample, ...to });
  const back = AssignmentHandedOver({ ...there.data, unitId: health, toUnitId: finance, toPartNo: 2 });
  const facts = [reported(finance), claimed(finance), there, back];
  const shown = card(...facts);
  expect(shown?.earlier[finance]).toMatchObject([
    {
      ...{ partNo: 1, state: "handedOver", since: at(4), unreviewed: { 1: { since: at(2) } }, from: [] },
      ...{ claim: { done: words("全部公开") }, lastReport: { no: 1 }, to: { unitId: health, partNo: 1 } },
    },
  ]);
  expect(part(...facts)).toMatchObject({
    ...{ partNo: 2, state: "assigned", since: at(5), claim: null, lastReport: null, unreviewed: {}, via: null },
    from: [{ unitId: health, partNo: 1, cause: "reassigned" }],
  });
});

test("what the end of a day notes late of a part that has ended stands on that part", () => {
  const away = AssignmentHandedOver({ ...AssignmentHandedOver.sample, unitId: finance, toUnitId: health });
  const back = AssignmentHandedOver({ ...away.data, unitId: health, toUnitId: finance, toPartNo: 2 });
  const late = { ...OverdueNoted.sample, unitId: finance, dueOn: "2021-11-30", on: "2021-11-30" };
  const shown = card(away, back, OverdueNoted({ ...late, partNo: 1 })) ?? expect.fail("no card");
  expect(shown.earlier[finance]).toMatchObject([{ partNo: 1, noted: { overdue: { on: "2021-11-30" } } }]);
  expect(shown.life.assignments[finance]).toMatchObject({ partNo: 2, noted: { overdue: null } });
});

test("a unit that is assigned again gets a new part with where it comes from now", () => {
  const exempted = AssignmentExempted({ ...AssignmentExempted.sample, unitId: finance });
  const named = { ...UnitsAssigned.sample.assignments[0], unitId: finance, relations: ["guiding" as const] };
  const again = UnitsAssigned({
    ...{ assignments: [{ ...named, via: null, inheritedFromRow: 3 }], groups: [], external: [] },
    again: [{ unitId: finance, partNo: 2 }],
  });
  expect(part(exempted, again)).toMatchObject({
    partNo: 2,
    relations: ["guiding"],
    inheritedFromRow: 3,
    exemption: null,
  });
  expect(card(exempted, again)?.earlier[finance]).toMatchObject([{ partNo: 1, state: "exempted" }]);
});
