// The life of a dispute 退单 as a table, and who may raise and answer one.
import { test } from "vitest";
import { assigned, closing, opened, openPlan, page, words } from "../../testing/facts.ts";
import { type Act, testLife } from "../../testing/life-table.ts";
import {
  developmentBureau,
  educationBureau,
  financeBureau,
  of,
  office,
  policy,
  roster,
  rosterWithout,
  stranger,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { newUnit } from "../roster/state.ts";
import { AssignmentHandedOver, type HandOverCause } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { AssignmentDisputed } from "./dispute-assignment.ts";
import { DisputeLapsed } from "./dispute-lapsed.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { task } from "./index.ts";
import { CompletionReturned } from "./return-completion.ts";
import { AssignmentUpheld } from "./uphold-assignment.ts";

const given = specification(task);
const { disputeAssignment, upholdAssignment, reassign, handOver, exemptAssignment } = task.actions;
const { claimCompletion, closeTask, reportProgress } = task.actions;

const unitId = financeBureau;
const unit = of(unitId);
const dispute = { unitId, reason: words("职责已划出"), suggestedUnitId: educationBureau };
const uphold = { unitId, reason: words("“三定”规定由其承担") };
const move = { unitId, toUnitId: educationBureau, reason: words("按职责改派") };
const exemption = { unitId, reason: words("无此类事项"), authority: words("主任会议") };
const claim = { unitId, completedOn: today, done: words("已公开"), evidence: [page] };
const report = { unitId, reportedOn: today, progress: words("在办"), evidence: [] };

const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
const disputed = AssignmentDisputed({ ...dispute, planRevision: 4 });
const since = AssignmentDisputed({ ...dispute, planRevision: 6 });
const known = { ...roster, ...openPlan };
const upheld = AssignmentUpheld(uphold);
const lapsed = DisputeLapsed({ unitId, cause: "claimed" });
const returned = CompletionReturned({ unitId, reason: words("链接打不开") });

/** Columns of the table: the facts that lead to each state of the dispute. */
const histories = {
  none: [],
  pending: [disputed],
  // Since a closing, of the plan that is open again.
  since: [since],
  upheld: [disputed, upheld],
  lapsed: [disputed, lapsed, CompletionClaimed(claim), returned],
};

const acts: Readonly<Record<string, Act>> = {
  dispute: [disputeAssignment, dispute, unit],
  uphold: [upholdAssignment, uphold, office],
  reassign: [reassign, move, office],
  handOver: [handOver, move, policy, rosterWithout(unitId)],
  exempt: [exemptAssignment, exemption, office],
  report: [reportProgress, report, unit],
  claim: [claimCompletion, claim, unit],
  close: [closeTask, { cause: "planClosed" }, policy],
};

// A cell is the state of the dispute after the act with that of the part, `nothing`, or the code of the refusal.
const table = `
  act      | none                | pending               | since                 | upheld              | lapsed
  dispute  | pending assigned    | ALREADY_DISPUTED      | ALREADY_DISPUTED      | ALREADY_DISPUTED    | ALREADY_DISPUTED
  uphold   | NOT_DISPUTED        | upheld assigned       | upheld assigned       | nothing             | NOT_DISPUTED
  reassign | none handedOver     | reassigned handedOver | reassigned handedOver | upheld handedOver   | lapsed handedOver
  handOver | none handedOver     | lapsed handedOver     | lapsed handedOver     | upheld handedOver   | lapsed handedOver
  exempt   | none exempted       | lapsed exempted       | lapsed exempted       | upheld exempted     | lapsed exempted
  report   | none accepted       | pending accepted      | pending accepted      | upheld accepted     | lapsed accepted
  claim    | none claimed        | lapsed claimed        | lapsed claimed        | upheld claimed      | lapsed claimed
  close    | none dropped        | lapsed dropped        | pending dropped       | upheld dropped      | lapsed dropped
`;
testLife({
  ...{ table, begun: begun, histories, acts },
  told: ({ assignments }) => `${assignments[unitId]?.dispute?.state ?? "none"} ${assignments[unitId]?.state}`,
});

test("a unit disputes its own part, once, while it has not claimed completion", () => {
  given(...begun)
    .when(disputeAssignment, dispute, unit, known)
    .yields(disputed);
  given(...begun)
    .when(disputeAssignment, { ...dispute, suggestedUnitId: null }, unit, known)
    .yields(AssignmentDisputed({ ...disputed.data, suggestedUnitId: null }));
  given(...begun, disputed, upheld)
    .when(disputeAssignment, dispute, unit, known)
    .rejects("ALREADY_DISPUTED");
  given(...begun)
    .when(disputeAssignment, dispute, of(educationBureau), known)
    .rejects("NOT_YOUR_ASSIGNMENT");
  given(...begun, CompletionClaimed(claim))
    .when(disputeAssignment, dispute, unit, known)
    .rejects("CLAIM_PENDING");
});

test("the unit it suggests is another one that the roster knows and that counts already", () => {
  const suggests = (suggestedUnitId: string, units = roster.units) =>
    given(...begun).when(disputeAssignment, { ...dispute, suggestedUnitId }, unit, { units, ...openPlan });
  suggests(unitId).rejects("SAME_UNIT");
  suggests(stranger).rejects("UNIT_NOT_FOUND", stranger);
  const later = new Map(roster.units).set(educationBureau, newUnit("区教育局", "2030-01-01"));
  suggests(educationBureau, later).rejects("NOT_VALID_YET", "区教育局 2030-01-01 > 2021-06-30");
});

test("a closing ends a dispute that was raised before it, and not one of the plan that is open again", () => {
  const over = TaskClosed({ cause: "planClosed", dropped: [developmentBureau, unitId] });
  given(...begun, since)
    .when(closeTask, { cause: "planClosed" }, policy, closing)
    .yields(over);
  given(...begun, AssignmentDisputed(dispute))
    .when(closeTask, { cause: "planClosed" }, policy, closing)
    .yields(DisputeLapsed({ unitId, cause: "planClosed" }), over);
});

test("nothing of a plan that is closed is disputed, also before its closing is carried out", () => {
  given(...begun)
    .when(disputeAssignment, dispute, unit, { ...roster, plan: { status: "closed", revision: 5 } })
    .rejects("PLAN_CLOSED");
});

test("the office upholds what is disputed, and nothing else", () => {
  given(...begun, disputed)
    .when(upholdAssignment, uphold, office)
    .yields(upheld);
  given(...begun)
    .when(upholdAssignment, uphold, office)
    .rejects("NOT_DISPUTED");
  given(...begun, disputed, upheld)
    .when(upholdAssignment, uphold, office)
    .changesNothing();
});

test("a claim, an exemption, the end of the unit and of the plan let a dispute lapse, on the record; a reassignment answers it", () => {
  given(...begun, disputed)
    .when(claimCompletion, claim, unit)
    .yields(lapsed, CompletionClaimed(claim));
  given(...begun, disputed)
    .when(exemptAssignment, exemption, office)
    .yields(DisputeLapsed({ unitId, cause: "exempted" }), AssignmentExempted({ ...exemption, before: "assigned" }));
  given(...begun, disputed)
    .when(closeTask, { cause: "planClosed" }, policy, closing)
    .yields(
      DisputeLapsed({ unitId, cause: "planClosed" }),
      TaskClosed({ cause: "planClosed", dropped: [developmentBureau, unitId] }),
    );
  const handed = (cause: HandOverCause) =>
    AssignmentHandedOver({
      ...{ ...move, cause, partNo: 1, before: "assigned", toPartNo: 1 },
      ...{ relations: ["responsible"], dueOn: "2021-11-30" },
    });
  given(...begun, disputed)
    .when(handOver, move, policy, rosterWithout(unitId))
    .yields(DisputeLapsed({ unitId, cause: "unitEnded" }), handed("unitEnded"));
  given(...begun, disputed)
    .when(reassign, move, office, roster)
    .yields(handed("reassigned"));
});
