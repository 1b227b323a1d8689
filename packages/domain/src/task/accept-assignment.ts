// Acceptance 签收: the unit takes on its part.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { ownPart } from "./rights.ts";
import { moved, openAssignment, type TaskState } from "./state.ts";

const acceptance = z.object({ unitId });
const sample = { unitId: sampleUnit };

export const AssignmentAccepted = event({
  type: "AssignmentAccepted",
  title: "签收",
  shape: acceptance,
  sight: (e) => unitsOwn([e.unitId]),
  sample,
  evolve: (task: TaskState, e): TaskState => moved(task, e.unitId, "accepted"),
  tell: (e, nameOf) => ({ zh: `${nameOf(e.unitId)}签收`, en: `accepted the assignment of ${nameOf(e.unitId)}` }),
});

export const acceptAssignment = action({
  title: { zh: "签收", en: "Accept an assignment" },
  by: ["unit"],
  may: ownPart,
  command: acceptance,
  example: sample,
  events: [AssignmentAccepted],
  decide(task: TaskState, command) {
    const part = openAssignment(task, command.unitId);
    if (isRejection(part)) return part;
    if (part.state === "accepted") return [];
    return part.state === "assigned" ? [AssignmentAccepted(command)] : reject("ALREADY_ACCEPTED");
  },
});
