// Decision tests of claim, withdrawal, endorsement, return, sign-off and reopening; the states are in life.test.ts.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { developmentBureau, financeBureau, healthBureau, of, office, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { CompletionEndorsed } from "./endorse-completion.ts";
import { task } from "./index.ts";
import { AssignmentReopened } from "./reopen-assignment.ts";
import { CompletionReturned } from "./return-completion.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { ClaimWithdrawn } from "./withdraw-claim.ts";

const given = specification(task);
const { claimCompletion, withdrawClaim, endorseCompletion, returnCompletion, signOff, reopenAssignment } = task.actions;

const unitId = financeBureau;
const lead = of(developmentBureau);
const claim = { unitId, completedOn: today, done: words("预算已全部公开"), evidence: [page] };
const withdrawal = { unitId, reason: words("漏了一家单位") };
const endorsement = { unitId, opinion: words("属实") };
const approval = { unitId, opinion: words("同意销号") };
const reopening = { unitId, reason: words("网页打不开"), cause: "lookBack" } as const;

const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"], [healthBureau, "responsible"])];
const claimed = [...begun, CompletionClaimed(claim)];
const endorsed = [...claimed, CompletionEndorsed(endorsement)];
const signedOff = [...endorsed, AssignmentSignedOff(approval)];

describe("claiming", () => {
  test("a claim says what was done and where it can be seen; no report is needed before", () => {
    given(...begun)
      .when(claimCompletion, claim, of(unitId))
      .yields(CompletionClaimed(claim));
    expect(claimCompletion.command.safeParse({ ...claim, evidence: [] }).success).toBe(false);
  });

  test("claiming twice changes nothing: the second claim is refused while the first is pending", () => {
    given(...claimed)
      .when(claimCompletion, claim, of(unitId))
      .rejects("CLAIM_PENDING");
  });

  test("nobody claims for another unit, nor for a day in the future", () => {
    given(...begun)
      .when(claimCompletion, claim, lead)
      .rejects("NOT_YOUR_ASSIGNMENT");
    given(...begun)
      .when(claimCompletion, { ...claim, completedOn: "2021-07-01" }, of(unitId))
      .rejects("DAY_IN_FUTURE", "2021-07-01; 2021-06-01 – 2021-06-30");
  });

  test("if the plan has no further step, the claim itself signs the assignment off", () => {
    given(opened({ endorsement: false, signOff: false }), assigned([unitId, "responsible"]))
      .when(claimCompletion, claim, of(unitId))
      .yields(CompletionClaimed(claim), AssignmentSignedOff({ unitId, opinion: null }));
  });
});

describe("withdrawing", () => {
  test("a unit takes its claim back", () => {
    given(...claimed)
      .when(withdrawClaim, withdrawal, of(unitId))
      .yields(ClaimWithdrawn(withdrawal));
  });

  test("withdrawing twice changes nothing: there is no claim any more", () => {
    given(...claimed, ClaimWithdrawn(withdrawal))
      .when(withdrawClaim, withdrawal, of(unitId))
      .rejects("NOT_CLAIMED");
  });

  test("a unit cannot withdraw an endorsed claim, nor another unit's", () => {
    given(...endorsed)
      .when(withdrawClaim, withdrawal, of(unitId))
      .rejects("ALREADY_ENDORSED");
    given(...claimed)
      .when(withdrawClaim, withdrawal, of(healthBureau))
      .rejects("NOT_YOUR_ASSIGNMENT");
  });
});

describe("endorsing", () => {
  test("the lead confirms what a unit under it claims", () => {
    given(...claimed)
      .when(endorseCompletion, endorsement, lead)
      .yields(CompletionEndorsed(endorsement));
  });

  test("endorsing twice changes nothing", () => {
    given(...endorsed)
      .when(endorseCompletion, endorsement, lead)
      .changesNothing();
  });

  test("if the plan needs no sign-off, the endorsement signs the assignment off", () => {
    given(opened({ signOff: false }), ...claimed.slice(1))
      .when(endorseCompletion, endorsement, lead)
      .yields(CompletionEndorsed(endorsement), AssignmentSignedOff({ unitId, opinion: null }));
  });

  test("a unit does not endorse its own claim", () => {
    given(...claimed)
      .when(endorseCompletion, endorsement, of(unitId))
      .rejects("NOT_THE_LEAD");
  });

  test("a plan without endorsement has nothing to endorse", () => {
    given(opened({ endorsement: false }), ...claimed.slice(1))
      .when(endorseCompletion, endorsement, lead)
      .rejects("ENDORSEMENT_NOT_NEEDED");
  });
});

describe("returning", () => {
  const reason = { unitId, reason: words("网站上未见") };

  test("the lead or the office finds the part not done", () => {
    given(...claimed)
      .when(returnCompletion, reason, lead)
      .yields(CompletionReturned(reason));
    given(...claimed)
      .when(returnCompletion, reason, office)
      .yields(CompletionReturned(reason));
    given(...endorsed)
      .when(returnCompletion, reason, office)
      .yields(CompletionReturned(reason));
  });

  test("returning twice changes nothing: there is no claim any more", () => {
    given(...claimed, CompletionReturned(reason))
      .when(returnCompletion, reason, lead)
      .rejects("NOT_CLAIMED");
  });

  test("another unit cannot return a claim", () => {
    given(...claimed)
      .when(returnCompletion, reason, of(healthBureau))
      .rejects("NOT_LEAD_NOR_OFFICE");
  });
});

describe("signing off", () => {
  test("the office signs an endorsed assignment off", () => {
    given(...endorsed)
      .when(signOff, approval, office)
      .yields(AssignmentSignedOff(approval));
  });

  test("signing off twice changes nothing", () => {
    given(...signedOff)
      .when(signOff, approval, office)
      .changesNothing();
  });

  test("the claim and the lead's endorsement come first", () => {
    given(...claimed)
      .when(signOff, approval, office)
      .rejects("ENDORSEMENT_MISSING");
    given(...begun)
      .when(signOff, approval, office)
      .rejects("NOT_CLAIMED");
  });

  test("a task that is not there, or a unit without a part, is not signed off", () => {
    given().when(signOff, approval, office).rejects("TASK_NOT_FOUND");
    given(opened()).when(signOff, approval, office).rejects("ASSIGNMENT_NOT_FOUND");
  });
});

describe("reopening", () => {
  test("a sign-off is undone, with the reason and the cause", () => {
    given(...signedOff)
      .when(reopenAssignment, reopening, office)
      .yields(AssignmentReopened(reopening));
  });

  test("reopening twice changes nothing: it is open already", () => {
    given(...signedOff, AssignmentReopened(reopening))
      .when(reopenAssignment, reopening, office)
      .rejects("NOT_SIGNED_OFF");
  });

  test("a reopened assignment goes through claim, endorsement and sign-off again", () => {
    const reopened = [...signedOff, AssignmentReopened(reopening)];
    given(...reopened)
      .when(signOff, approval, office)
      .rejects("NOT_CLAIMED");
    given(...reopened, CompletionClaimed(claim))
      .when(signOff, approval, office)
      .rejects("ENDORSEMENT_MISSING");
    given(...reopened, CompletionClaimed(claim), CompletionEndorsed(endorsement))
      .when(signOff, approval, office)
      .yields(AssignmentSignedOff(approval));
  });

  test("no assignment of a closed plan is reopened", () => {
    given(...signedOff, TaskClosed({ cause: "planClosed", dropped: [] }))
      .when(reopenAssignment, reopening, office)
      .rejects("PLAN_CLOSED");
    given().when(reopenAssignment, reopening, office).rejects("TASK_NOT_FOUND");
  });
});
