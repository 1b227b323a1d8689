// A dispute 退单: a unit says that a part is not its own. It keeps the part, and its clock runs on, until the office decides.

import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleSuccessor, sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { askedBy, type PlanNow, planRevision, refusalOfClosed } from "../plan/plan-now.ts";
import { refusalOfUnits } from "../roster/unit-end.ts";
import type { Roster } from "./assign-units.ts";
import { unclaimedPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import { onAssignment, type TaskState } from "./state.ts";

const dispute = z.object({
  unitId,
  reason: freeText,
  /** The unit that should have the part instead; null if the unit names none. */
  suggestedUnitId: unitId.nullable(),
});
const sample = {
  unitId: sampleUnit,
  reason: { text: "该项职责已划出，不属本单位。" },
  suggestedUnitId: sampleSuccessor,
};

export const AssignmentDisputed = event({
  type: "AssignmentDisputed",
  title: "退单",
  shape: dispute.extend({ planRevision }),
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (task: TaskState, e): TaskState =>
    onAssignment(task, e.unitId, (part) => ({ ...part, dispute: { state: "pending", ...askedBy(e) } })),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}退单${e.suggestedUnitId ? `，建议由${nameOf(e.suggestedUnitId)}承担` : ""}：${e.reason.text}`,
    en: `disputed the assignment of ${nameOf(e.unitId)}${e.suggestedUnitId ? ` and suggested ${nameOf(e.suggestedUnitId)}` : ""}: ${e.reason.text}`,
  }),
});

export const disputeAssignment = action({
  title: { zh: "退单", en: "Dispute an assignment" },
  by: ["unit"],
  may: ownPart,
  command: dispute,
  example: sample,
  events: [AssignmentDisputed],
  open(task: TaskState, target) {
    const open = unclaimedPart(task, target);
    return isRejection(open) || open.part.dispute === null ? open : reject("ALREADY_DISPUTED");
  },
  byPlan: refusalOfClosed,
  decide(_part, command, actor, { units, plan }: Pick<Roster, "units"> & PlanNow) {
    const { suggestedUnitId } = command;
    if (suggestedUnitId === command.unitId) return reject("SAME_UNIT");
    if (suggestedUnitId !== null) {
      if (!units.has(suggestedUnitId)) return reject("UNIT_NOT_FOUND", suggestedUnitId);
      const refusal = refusalOfUnits(units, [suggestedUnitId], beijingDay(actor.at));
      if (refusal) return refusal;
    }
    return [AssignmentDisputed({ ...command, planRevision: plan.revision })];
  },
});
