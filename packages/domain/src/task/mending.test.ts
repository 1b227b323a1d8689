// The mending of evidence 改正 as a table: what was found broken in a report and in a claim is replaced in whatever state the part
// is, and nothing else of it is.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { type Act, testLife } from "../../testing/life-table.ts";
import { developmentBureau, educationBureau, financeBureau, of, office, policy, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { ReportAccepted } from "./accept-report.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { AssignmentHandedOver } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { ClaimCorrected } from "./correct-claim.ts";
import { ReportCorrected } from "./correct-report.ts";
import { CompletionEndorsed } from "./endorse-completion.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { task } from "./index.ts";
import { OwnerlessLifted } from "./lift-ownerless.ts";
import { OwnerlessNoted } from "./note-ownerless.ts";
import { stillToMendIn } from "./publication.ts";
import { AssignmentReopened } from "./reopen-assignment.ts";
import { TaskReopened } from "./reopen-task.ts";
import { ProgressReported } from "./report-progress.ts";
import { CompletionReturned } from "./return-completion.ts";
import { ReportReturned } from "./return-report.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { reviewOf, type TaskState } from "./state.ts";
import { PublicationVerified } from "./verify-publication.ts";
import { TaskWithdrawn } from "./withdraw-task.ts";

const given = specification(task);
const { correctReport, correctClaim, verifyPublication, claimCompletion, noteOwnerless } = task.actions;

const unitId = financeBureau;
const unit = of(unitId);
const reason = words("网站改版");
const [first, second, third] = ["一", "二", "三"].map((title) => ({ ...page, title })) as [
  typeof page,
  typeof page,
  typeof page,
];
const moved = { ...page, title: "新址" };
const again = { ...page, title: "又一新址" };

const progress = words("已公开");
const reported = ProgressReported({
  ...{ unitId, reportedOn: today, progress },
  evidence: [first, second, third],
  reportNo: 1,
});
const accepted = ReportAccepted({ unitId, reportNo: 1 });
const returned = ReportReturned({ unitId, reportNo: 1, reason });
const claimed = CompletionClaimed({ unitId, completedOn: today, done: words("办结"), evidence: [first, second] });
const endorsed = CompletionEndorsed({ unitId, opinion: words("属实") });
const signedOff = AssignmentSignedOff({ unitId, opinion: words("同意") });
const found = (reportNo: number | null, place: number, evidence: typeof page, verdict: "broken" | "found" = "broken") =>
  PublicationVerified({ unitId, reportNo, place, verdict, note: null, evidence, checkedOn: today });
const inReport = found(1, 2, second);
const inClaim = found(null, 1, first);
const ended = OwnerlessNoted({ unitId, on: today, isDone: true });
const closed = TaskClosed({ cause: "planClosed", dropped: [] });

const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"]), reported];

/** Columns: how the part of which evidence is broken stands. In the first two nothing is claimed. */
const histories = {
  unreviewed: [inReport],
  accepted: [accepted, inReport],
  claimed: [claimed, inReport, inClaim],
  endorsed: [accepted, claimed, endorsed, inReport, inClaim],
  signedOff: [accepted, claimed, endorsed, signedOff, inReport, inClaim],
  sentBackBefore: [returned, claimed, endorsed, signedOff, inReport, inClaim],
  reopened: [
    ...[accepted, claimed, endorsed, signedOff, inReport, inClaim],
    AssignmentReopened({ unitId, reason, cause: "slip" }),
  ],
  exempted: [
    claimed,
    inReport,
    inClaim,
    AssignmentExempted({ ...AssignmentExempted.sample, unitId, before: "claimed" }),
  ],
  handedOver: [
    ...[claimed, inReport, inClaim],
    AssignmentHandedOver({ ...AssignmentHandedOver.sample, unitId, toUnitId: educationBureau }),
  ],
  dropped: [claimed, inReport, inClaim, TaskClosed({ cause: "planClosed", dropped: [unitId] })],
  planClosed: [claimed, signedOff, inReport, inClaim, closed],
  withdrawn: [claimed, signedOff, inReport, inClaim, TaskWithdrawn({ ...TaskWithdrawn.sample, parts: [] })],
  unitEnded: [claimed, signedOff, inReport, inClaim, ended],
  unitRestored: [claimed, signedOff, inReport, inClaim, ended, OwnerlessLifted({ unitId, before: today })],
};

const ofReport = { unitId, reportNo: 1, progress: null, evidence: [first, moved, third], reason };
const ofClaim = { unitId, evidence: [moved, second], reason };
const acts: Readonly<Record<string, Act>> = {
  mendReport: [correctReport, ofReport, unit],
  mendClaim: [correctClaim, ofClaim, unit],
  sameWords: [correctReport, { ...ofReport, progress }, unit],
  otherWords: [correctReport, { ...ofReport, progress: words("改写") }, unit],
  otherPiece: [correctReport, { ...ofReport, evidence: [moved, moved, third] }, unit],
  onePieceLess: [correctReport, { ...ofReport, evidence: [first, third] }, unit],
  noChange: [correctReport, { ...ofReport, evidence: [first, second, third] }, unit],
  otherOfClaim: [correctClaim, { ...ofClaim, evidence: [moved, moved] }, unit],
  moreOfClaim: [correctClaim, { ...ofClaim, evidence: [moved, second, third] }, unit],
  sameClaim: [correctClaim, { ...ofClaim, evidence: [first, second] }, unit],
};

// A cell is the state of the part, the review of its report and what is still to be mended in report (r) and claim (c), by place.
const table = `
  act          | unreviewed             | accepted                 | claimed               | endorsed                 | signedOff                 | sentBackBefore            | reopened                 | exempted            | handedOver          | dropped             | planClosed          | withdrawn      | unitEnded           | unitRestored
  mendReport   | accepted open          | accepted accepted        | claimed open c1       | endorsed accepted c1     | signedOff accepted c1     | signedOff returned c1     | accepted accepted c1     | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | signedOff open c1
  mendClaim    | NOT_CLAIMED            | NOT_CLAIMED              | claimed open r2       | endorsed accepted r2     | signedOff accepted r2     | signedOff returned r2     | NOT_CLAIMED              | NOT_CLAIMED         | NOT_CLAIMED         | PLAN_CLOSED         | PLAN_CLOSED         | TASK_WITHDRAWN | NOTHING_TO_MEND     | signedOff open r2
  sameWords    | accepted open          | accepted accepted        | claimed open c1       | endorsed accepted c1     | signedOff accepted c1     | signedOff returned c1     | accepted accepted c1     | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | signedOff open c1
  otherWords   | accepted open          | ONLY_TO_MEND             | ONLY_TO_MEND          | ONLY_TO_MEND             | ONLY_TO_MEND              | ONLY_TO_MEND              | ONLY_TO_MEND             | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ONLY_TO_MEND
  otherPiece   | accepted open          | ONLY_TO_MEND             | ONLY_TO_MEND          | ONLY_TO_MEND             | ONLY_TO_MEND              | ONLY_TO_MEND              | ONLY_TO_MEND             | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ONLY_TO_MEND
  onePieceLess | accepted open          | ONLY_TO_MEND             | ONLY_TO_MEND          | ONLY_TO_MEND             | ONLY_TO_MEND              | ONLY_TO_MEND              | ONLY_TO_MEND             | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ONLY_TO_MEND
  noChange     | nothing                | nothing                  | nothing               | nothing                  | nothing                   | nothing                   | nothing                  | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | ASSIGNMENT_NOT_OPEN | nothing
  otherOfClaim | NOT_CLAIMED            | NOT_CLAIMED              | ONLY_TO_MEND          | ONLY_TO_MEND             | ONLY_TO_MEND              | ONLY_TO_MEND              | NOT_CLAIMED              | NOT_CLAIMED         | NOT_CLAIMED         | PLAN_CLOSED         | PLAN_CLOSED         | TASK_WITHDRAWN | NOTHING_TO_MEND     | ONLY_TO_MEND
  moreOfClaim  | NOT_CLAIMED            | NOT_CLAIMED              | ONLY_TO_MEND          | ONLY_TO_MEND             | ONLY_TO_MEND              | ONLY_TO_MEND              | NOT_CLAIMED              | NOT_CLAIMED         | NOT_CLAIMED         | PLAN_CLOSED         | PLAN_CLOSED         | TASK_WITHDRAWN | NOTHING_TO_MEND     | ONLY_TO_MEND
  sameClaim    | NOT_CLAIMED            | NOT_CLAIMED              | nothing               | nothing                  | nothing                   | nothing                   | NOT_CLAIMED              | NOT_CLAIMED         | NOT_CLAIMED         | PLAN_CLOSED         | PLAN_CLOSED         | TASK_WITHDRAWN | NOTHING_TO_MEND     | nothing
`;
testLife({ ...{ table, begun, histories, acts }, told });

function told(state: TaskState): string {
  const part = state.assignments[unitId] ?? expect.fail("no part");
  const mending = stillToMendIn(state, part).map(({ reportNo, place }) => `${reportNo === null ? "c" : "r"}${place}`);
  return [part.state, reviewOf(part, 1), ...mending].join(" ");
}

const play = (...facts: Fact[]) => [...begun, ...facts].reduce(task.evolve, task.initial);
const mended = ReportCorrected({
  ...{ unitId, reportNo: 1, reason, isMending: true },
  before: { progress, evidence: reported.data.evidence },
  after: { progress, evidence: [first, moved, third] },
});
const before = { progress, evidence: reported.data.evidence };

describe("in a part that is signed off", () => {
  const struckOff = [...begun, accepted, claimed, endorsed, signedOff];

  test("the fact says that evidence was mended, with what was shown before", () => {
    given(...struckOff, inReport)
      .when(correctReport, ofReport, unit, { before })
      .yields(mended);
    given(...struckOff, inClaim)
      .when(correctClaim, ofClaim, unit, { evidence: [first, second] })
      .yields(
        ClaimCorrected({ unitId, before: { evidence: [first, second] }, after: { evidence: [moved, second] }, reason }),
      );
  });

  test("nothing but what is to be mended is replaced", () => {
    given(...struckOff, inReport)
      .when(correctReport, { ...ofReport, evidence: [moved, moved, third] }, unit, { before })
      .rejects("ONLY_TO_MEND");
  });

  test("nothing is corrected of which nothing is to be mended, and by nobody else", () => {
    given(...struckOff, found(1, 2, second, "found"))
      .when(correctReport, ofReport, unit, { before })
      .rejects("ASSIGNMENT_NOT_OPEN");
    given(...struckOff, inClaim)
      .when(correctReport, ofReport, unit, { before })
      .rejects("ASSIGNMENT_NOT_OPEN");
    given(...struckOff, inReport)
      .when(correctClaim, ofClaim, unit, { evidence: [first, second] })
      .rejects("NOTHING_TO_MEND");
    for (const who of [of(developmentBureau), of(educationBureau)]) {
      given(...struckOff, inReport, inClaim)
        .when(correctReport, ofReport, who, { before })
        .rejects("NOT_YOUR_ASSIGNMENT");
      given(...struckOff, inReport, inClaim)
        .when(correctClaim, ofClaim, who, { evidence: [first, second] })
        .rejects("NOT_YOUR_ASSIGNMENT");
    }
    given(...struckOff, inReport)
      .when(correctReport, ofReport, office, { before })
      .rejects("NOT_YOUR_ASSIGNMENT");
  });

  test("of several broken pieces each is mended by itself, or all at once", () => {
    const two = [accepted, claimed, endorsed, signedOff, inReport, found(1, 3, third)];
    expect(told(play(...two))).toBe("signedOff accepted r2 r3");
    expect(told(play(...two, mended))).toBe("signedOff accepted r3");
    const both = { ...mended.data, after: { progress, evidence: [first, moved, again] } };
    expect(told(play(...two, ReportCorrected(both)))).toBe("signedOff accepted");
  });

  test("what was mended and is found broken again is to be mended again, as it stands then", () => {
    const start = [accepted, claimed, endorsed, signedOff, inReport, mended];
    expect(told(play(...start))).toBe("signedOff accepted");
    const evidence = [first, moved, third];
    const check = { unitId, reportNo: 1, place: 2, verdict: "broken", note: null } as const;
    given(...begun, ...start)
      .when(verifyPublication, check, office, { evidence })
      .yields(found(1, 2, moved));
    const broken = [...start, found(1, 2, moved)];
    expect(told(play(...broken))).toBe("signedOff accepted r2");
    given(...begun, ...broken)
      .when(verifyPublication, check, office, { evidence })
      .changesNothing();
    given(...begun, ...broken)
      .when(correctReport, { ...ofReport, evidence: [first, again, third] }, unit, { before: { progress, evidence } })
      .yields(
        ReportCorrected({
          ...mended.data,
          before: { progress, evidence },
          after: { progress, evidence: [first, again, third] },
        }),
      );
  });

  test("twice is once", () => {
    given(...struckOff, inReport, found(1, 3, third), mended)
      .when(correctReport, ofReport, unit, { before: mended.data.after })
      .changesNothing();
  });

  test("a report mended there and not accepted before is corrected from its new words once the part is reopened", () => {
    const start = [claimed, endorsed, signedOff, inReport, mended];
    const part = play(...start).assignments[unitId];
    expect(part?.unsettled).toEqual({ 1: { review: "open", saidAt: begun.length + start.length - 1 } });
    const back = AssignmentReopened({ unitId, reason, cause: "slip" });
    given(...begun, ...start, back)
      .when(correctReport, { ...ofReport, progress: words("改写"), evidence: null }, unit, {
        before: mended.data.after,
      })
      .yields(
        ReportCorrected({
          ...{ unitId, reportNo: 1, reason },
          ...{ before: mended.data.after, after: { ...mended.data.after, progress: words("改写") } },
        }),
      );
  });
});

describe("what was found goes along with its piece", () => {
  const corrected = (evidence: (typeof page)[]) =>
    ReportCorrected({ unitId, reportNo: 1, reason, before, after: { progress, evidence } });

  test.each([
    ["words alone are corrected", [first, second, third], "r2"],
    ["another piece is replaced", [moved, second, third], "r2"],
    ["a piece before it is taken away", [second, third], "r1"],
    ["it is replaced", [first, moved, third], ""],
    ["it is taken away", [first, third], ""],
    ["all are", [], ""],
  ])("where %s", (_what, evidence, left) => {
    expect(told(play(inReport, corrected(evidence)))).toBe(["accepted open", left].filter(Boolean).join(" "));
  });

  test("and two equal pieces are told apart by their places", () => {
    const double = ProgressReported({ ...reported.data, reportNo: 2, evidence: [first, first] });
    const both = [double, found(2, 1, first), found(2, 2, first, "found")];
    const change = { progress, evidence: [first, first] };
    const swapped = ReportCorrected({
      ...{ unitId, reportNo: 2, reason },
      before: change,
      after: { ...change, evidence: [moved, first] },
    });
    const checks = play(...both, swapped).assignments[unitId]?.checks;
    expect(checks).toEqual([{ reportNo: 2, place: 2, verdict: "found", checkedOn: today }]);
  });
});

test("a closing that is undone, and a new claim, bring back or settle what was to be mended", () => {
  const start = [claimed, signedOff, inClaim];
  const reopening = TaskReopened({ parts: [] });
  expect(told(play(...start, closed))).toBe("signedOff open");
  expect(told(play(...start, closed, reopening))).toBe("signedOff open c1");
  const back = CompletionReturned({ unitId, reason });
  given(...begun, claimed, inClaim, back)
    .when(claimCompletion, claimed.data, unit)
    .yields(claimed);
  expect(told(play(claimed, inClaim, back, claimed))).toBe("claimed open");
});

test("work that comes again begins anew: nothing of the part before it is to be mended", () => {
  const next = UnitsAssigned({ ...assigned([unitId, "responsible"]).data, again: [{ unitId, partNo: 2 }] });
  given(...begun, claimed, signedOff, inReport, next)
    .when(correctReport, ofReport, unit, { before })
    .rejects("REPORT_NOT_FOUND");
});

test("a unit that ends leaves what is to be mended in a part that is done, and nothing if there is nothing", () => {
  const end = { unitId, on: today };
  given(...begun, claimed, signedOff, inClaim)
    .when(noteOwnerless, end, policy)
    .yields(ended);
  given(...begun, claimed, signedOff)
    .when(noteOwnerless, end, policy)
    .rejects("ASSIGNMENT_NOT_OPEN");
});
