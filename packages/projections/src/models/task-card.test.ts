import type { DomainFact } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import {
  AssignmentAccepted,
  AssignmentReopened,
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
  opened,
  page,
  planId,
  ReportAccepted,
  ReportReturned,
  relevant,
  reported,
  signedOff,
  stored,
  TaskClosed,
  taskId,
  UnitsAssigned,
  uuid,
  words,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { foldModel } from "../fold.ts";
import { taskCard } from "./task-card.ts";

const begin = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
const card = (...facts: DomainFact[]) => foldModel(taskCard, stored([...begin, ...facts]), taskId);
const part = (...facts: DomainFact[]) => card(...facts)?.assignments.find(({ unitId }) => unitId === finance);

test("the card holds the row as printed, its due day and the parts of its units", () => {
  expect(card()).toMatchObject({
    planId,
    row: { row: 7, no: "3", text: "公开财政预算决算" },
    dueOn: "2021-11-30",
    closed: null,
    assignments: [
      { unitId: lead, relations: ["lead"], state: "assigned", since: at(1), reports: [] },
      { unitId: finance, relations: ["responsible"], state: "assigned", via: null },
    ],
  });
});

test("a unit printed again, or named for a group, keeps where it stands and gets the relation added", () => {
  const again = card(AssignmentAccepted({ unitId: finance }), assigned([finance, "supervising"]));
  expect(again?.assignments).toHaveLength(2);
  expect(again?.assignments[1]).toMatchObject({ relations: ["responsible", "supervising"], state: "accepted" });
});

test("a group shows the units a person named for it, and why; they have their part through it", () => {
  const named = GroupExpanded({
    groupId: relevant,
    unitIds: [health],
    relations: ["responsible"],
    reason: words("医保属其职责"),
  });
  const filled = card(groupAssigned, named);
  expect(filled?.groups).toMatchObject([
    { name: "相关部门", members: [], named: [{ unitIds: [health], reason: words("医保属其职责"), namedAt: at(3) }] },
  ]);
  expect(filled?.assignments.at(-1)).toMatchObject({ unitId: health, via: relevant, state: "assigned" });
});

test("bodies outside the region are on the card and owe nothing", () => {
  const external = [{ name: "市医保局", relation: "guiding" as const }];
  const shown = card(UnitsAssigned({ assignments: [], groups: [], external }));
  expect(shown?.external).toEqual(external);
  expect(shown?.assignments).toHaveLength(2);
});

describe("reports", () => {
  test("a report is acceptance too, and waits for its review", () => {
    expect(part(reported(finance))).toMatchObject({
      state: "accepted",
      since: at(2),
      reportCount: 1,
      reports: [{ no: 1, progress: words("已公开"), evidence: [page], review: "open", filedAt: at(2) }],
    });
  });

  test("a second report leaves the instant of acceptance as it was", () => {
    expect(part(reported(finance), reported(finance, 2))?.since).toBe(at(2));
  });

  test("a correction replaces the words, is counted, and opens the review again", () => {
    const returned = ReportReturned({ unitId: finance, reportNo: 1, reason: words("缺佐证") });
    expect(part(reported(finance), returned)?.reports).toMatchObject([
      { review: "returned", returnReason: words("缺佐证"), correctionCount: 0 },
    ]);
    expect(part(reported(finance), returned, corrected(finance))?.reports).toMatchObject([
      { review: "open", returnReason: null, correctionCount: 1, progress: words("已公开三项"), evidence: [] },
    ]);
  });

  test("only the report that is judged is judged", () => {
    const accepted = ReportAccepted({ unitId: finance, reportNo: 1 });
    const reviews = part(reported(finance), reported(finance, 2), accepted)?.reports.map(({ review }) => review);
    expect(reviews).toEqual(["accepted", "open"]);
  });

  test("the card keeps the last fifty and counts all", () => {
    const shown = part(...Array.from({ length: 60 }, (_, nth) => reported(finance, nth + 1)));
    expect(shown?.reportCount).toBe(60);
    expect(shown?.reports.map(({ no }) => no)).toEqual(Array.from({ length: 50 }, (_, nth) => nth + 11));
  });
});

describe("completion", () => {
  const endorsed = CompletionEndorsed({ unitId: finance, opinion: words("属实") });

  test("claim, endorsement and sign-off stand side by side", () => {
    expect(part(claimed(finance), endorsed, signedOff(finance))).toMatchObject({
      state: "signedOff",
      since: at(4),
      claim: { completedOn: "2021-06-30", done: words("全部公开"), claimedAt: at(2) },
      endorsement: { opinion: words("属实"), endorsedAt: at(3) },
      signOff: { opinion: words("同意销号"), signedOffAt: at(4) },
    });
  });

  test("a withdrawn claim no longer stands", () => {
    const withdrawn = ClaimWithdrawn({ unitId: finance, reason: words("尚缺一项") });
    expect(part(claimed(finance), withdrawn)).toMatchObject({ state: "accepted", claim: null });
  });

  test("a returned claim says why, until there is a new one", () => {
    const returned = CompletionReturned({ unitId: finance, reason: words("链接打不开") });
    const facts = [claimed(finance), endorsed, returned];
    expect(part(...facts)).toMatchObject({
      state: "accepted",
      claim: null,
      endorsement: null,
      completionReturn: { reason: words("链接打不开"), returnedAt: at(4) },
    });
    expect(part(...facts, claimed(finance))?.completionReturn).toBeNull();
  });

  test("a reopened assignment is the unit's again, with the reason and what brought it to light", () => {
    const reopened = AssignmentReopened({ unitId: finance, reason: words("抽查不符"), cause: "inspection" });
    expect(part(claimed(finance), signedOff(finance), reopened)).toMatchObject({
      state: "accepted",
      claim: null,
      signOff: null,
      reopening: { reason: words("抽查不符"), cause: "inspection", reopenedAt: at(4) },
    });
  });
});

test("closing the task drops what is open, and nothing else", () => {
  const closed = card(signedOff(lead), TaskClosed({ cause: "planClosed", dropped: [finance] }));
  expect(closed?.closed).toEqual({ cause: "planClosed", closedAt: at(3) });
  expect(closed?.assignments.map(({ state }) => state)).toEqual(["signedOff", "dropped"]);
});

test("a plan's cards stand in the order of their rows", async () => {
  const ids = { taskId: uuid(201) };
  const tenth = stored([opened({ ...ids, row: { ...opened().data.row, row: 10 } })], ids);
  const cards = await listed(taskCard, [...tenth, ...stored(begin)], `plan/${planId}`);
  expect(cards.map(({ doc }) => doc.row.row)).toEqual([7, 10]);
});

test("a fact about a task that was never opened makes no card", () => {
  expect(foldModel(taskCard, stored([reported(finance)]), taskId)).toBeNull();
});
