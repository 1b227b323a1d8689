// Acceptance 签收: the unit takes on its part.

import { z } from "zod";
import { action, isRejection, reject, unchanged } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { openPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import { moved, type TaskState } from "./state.ts";

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
  open(task: TaskState, target) {
    const open = openPart(task, target);
    if (isRejection(open)) return open;
    if (open.part.state === "accepted") return unchanged;
    return open.part.state === "assigned" ? open : reject("ALREADY_ACCEPTED");
  },
  decide: (_part, command) => [AssignmentAccepted(command)],
});
