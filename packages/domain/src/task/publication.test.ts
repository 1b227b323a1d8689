// Checks of publications 核查公开 as a table: what is to be mended, who says so, and what settles it.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { type Act, testLife } from "../../testing/life-table.ts";
import { developmentBureau, educationBureau, financeBureau, of, office, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { task } from "./index.ts";
import { toMendIn } from "./publication.ts";
import { ProgressReported } from "./report-progress.ts";
import { CompletionReturned } from "./return-completion.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { PublicationVerified } from "./verify-publication.ts";

const given = specification(task);
const { verifyPublication, correctReport, claimCompletion, withdrawClaim, acceptReport } = task.actions;

const unitId = financeBureau;
const unit = of(unitId);
const lead = of(developmentBureau);
const second = { ...page, title: "第二页" };
const report = { unitId, reportedOn: today, progress: words("已公开"), evidence: [page, second] };
const claim = { unitId, completedOn: today, done: words("已公开"), evidence: [page] };
const check = { unitId, reportNo: 1, place: 2, verdict: "broken", note: words("打不开") } as const;

const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
const reported = ProgressReported({ ...report, reportNo: 1 });
const broken = PublicationVerified({ ...check, evidence: second, checkedOn: today });
const found = PublicationVerified({ ...broken.data, verdict: "found", note: null });
const looking = (evidence: readonly (typeof page)[] | null) => ({ evidence });

const play = (facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);

/** Columns of the table: the facts that lead to each state of a piece of evidence of the first report. */
const histories = { unchecked: [], broken: [broken], found: [found] };

const acts: Readonly<Record<string, Act>> = {
  broken: [verifyPublication, check, lead],
  wrongContent: [verifyPublication, { ...check, verdict: "wrongContent" }, office],
  found: [verifyPublication, { ...check, verdict: "found" }, lead],
  otherBroken: [verifyPublication, { ...check, place: 1 }, lead],
  correct: [correctReport, { unitId, reportNo: 1, progress: null, evidence: [page], reason: words("换链接") }, unit],
  accept: [acceptReport, { unitId, reportNo: 1 }, lead],
  claim: [claimCompletion, claim, unit],
};

// A cell is what is to be mended after the act by place and verdict (with what the part's state is), or `nothing`.
const table = `
  act          | unchecked               | broken                  | found
  broken       | accepted 2broken        | nothing                 | accepted 2broken
  wrongContent | accepted 2wrongContent  | accepted 2wrongContent  | accepted 2wrongContent
  found        | accepted                | accepted                | nothing
  otherBroken  | accepted 1broken        | accepted 2broken 1broken | accepted 1broken
  correct      | accepted                | accepted                | accepted
  accept       | accepted                | accepted 2broken        | accepted
  claim        | claimed                 | claimed 2broken         | claimed
`;
testLife({
  ...{ table, begun: [...begun, reported], histories, acts },
  told: ({ assignments }) => {
    const part = assignments[unitId];
    const mending = toMendIn(part?.checks ?? []).map(({ place, verdict }) => `${place}${verdict}`);
    return [part?.state, ...mending].join(" ");
  },
});

describe("checking", () => {
  test("the fact holds the piece as it stood", () => {
    given(...begun, reported)
      .when(verifyPublication, check, lead, looking([page, second]))
      .yields(broken);
  });

  test("the office checks everybody, a lead those under it and not itself, nobody else anybody", () => {
    for (const who of [unit, of(educationBureau)])
      given(...begun, reported)
        .when(verifyPublication, check, who, looking([page, second]))
        .rejects("NOT_LEAD_NOR_OFFICE");
    const own = { ...check, unitId: developmentBureau };
    const ownReported = ProgressReported({ ...reported.data, unitId: developmentBureau });
    given(...begun, ownReported)
      .when(verifyPublication, own, lead, looking([page, second]))
      .rejects("PART_OF_A_LEAD");
    given(...begun, ownReported)
      .when(verifyPublication, own, office, looking([page, second]))
      .yields(PublicationVerified({ ...own, evidence: second, checkedOn: today }));
  });

  test("what is not there cannot be checked", () => {
    given(...begun)
      .when(verifyPublication, check, lead, looking(null))
      .rejects("REPORT_NOT_FOUND");
    given(...begun)
      .when(verifyPublication, { ...check, reportNo: null }, lead, looking(null))
      .rejects("NOT_CLAIMED");
    given(...begun, reported)
      .when(verifyPublication, { ...check, place: 3 }, lead, looking([page, second]))
      .rejects("EVIDENCE_NOT_FOUND");
    given(...begun, reported, TaskClosed({ cause: "planClosed", dropped: [] }))
      .when(verifyPublication, check, office, looking([page, second]))
      .rejects("PLAN_CLOSED");
  });

  test("what an earlier part of the unit showed is not shown for its next one", () => {
    const signedOff = AssignmentSignedOff({ unitId, opinion: words("同意") });
    const next = { ...assigned([unitId, "responsible"]).data, again: [{ unitId, partNo: 2 }] };
    const again = [...begun, reported, CompletionClaimed(claim), signedOff, UnitsAssigned(next)];
    given(...again)
      .when(verifyPublication, check, lead, looking([page, second]))
      .rejects("REPORT_NOT_FOUND");
    given(...again)
      .when(verifyPublication, { ...check, reportNo: null, place: 1 }, lead, looking([page]))
      .rejects("NOT_CLAIMED");
  });

  test("the same check on another day is another one", () => {
    given(...begun, reported, found)
      .when(
        verifyPublication,
        { ...check, verdict: "found", note: null },
        { ...office, at: "2021-07-30T02:00:00.000Z" },
        looking([page, second]),
      )
      .yields(PublicationVerified({ ...found.data, checkedOn: "2021-07-30" }));
  });

  test("a claim made anew is unchecked, one that is only withdrawn or returned is not settled by that", () => {
    const ofClaim = { ...broken.data, reportNo: null, place: 1, evidence: page };
    const claimed = [...begun, CompletionClaimed(claim), PublicationVerified(ofClaim)];
    const mending = (...facts: Fact[]) =>
      toMendIn(play([...claimed, ...facts]).assignments[unitId]?.checks ?? []).length;
    expect(mending(AssignmentSignedOff({ unitId, opinion: words("同意") }))).toBe(1);
    const back = CompletionReturned({ unitId, reason: words("链接失效") });
    expect(mending(back)).toBe(1);
    expect(mending(back, CompletionClaimed(claim))).toBe(0);
    given(...claimed)
      .when(withdrawClaim, { unitId, reason: words("换链接") }, unit)
      .yields({ type: "ClaimWithdrawn", data: { unitId, reason: words("换链接") } });
  });

  test("there is not endlessly much to mend, and what was found makes room", () => {
    const many = (verdict: "found" | "broken", from: number) =>
      Array.from({ length: most.toMend }, (_, at) =>
        PublicationVerified({ ...broken.data, reportNo: from + at, place: 1, verdict }),
      );
    given(...begun, reported, ...many("broken", 10))
      .when(verifyPublication, check, lead, looking([page, second]))
      .rejects("TOO_MUCH_TO_MEND");
    given(...begun, reported, ...many("broken", 10))
      .when(verifyPublication, { ...check, verdict: "found", note: null }, lead, looking([page, second]))
      .yields(found);
    const checks =
      play([...begun, broken, ...many("found", 10), ...many("found", 100)]).assignments[unitId]?.checks ?? [];
    expect(checks).toHaveLength(most.toMend + 1);
    expect(toMendIn(checks)).toHaveLength(1);
  });
});
