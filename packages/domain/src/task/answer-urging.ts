// The answer to an urging 答复催办: the unit says why and by when. A late answer is taken, and is shown to be late.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay, sampleEvidence, sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { ownPart } from "./rights.ts";
import { assignmentOf, onAssignment, type TaskState } from "./state.ts";
import { urgingOf, urgingStateOf } from "./urging.ts";
import { answered, onUrging, tellAnswer } from "./urging-rules.ts";

const answer = z.object({ unitId, urgingNo: z.int().min(1), ...answered });
const sample = {
  unitId: sampleUnit,
  urgingNo: 1,
  text: { text: "因系统升级延误，本月底前完成。" },
  evidence: [sampleEvidence],
};

export const UrgingAnswered = event({
  type: "UrgingAnswered",
  title: "答复催办",
  /** `answerBy` is the day that was set; later than it, `answeredOn` is late. */
  shape: answer.extend({ answerBy: day.nullable(), answeredOn: day }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "urgingNo", "answerBy", "answeredOn"]),
  sample: { ...sample, answerBy: "2021-07-05", answeredOn: sampleDay },
  evolve: (task: TaskState, { unitId, urgingNo }): TaskState =>
    onAssignment(task, unitId, (part) => ({
      ...part,
      urgings: onUrging(part.urgings, urgingNo, () => ({ answered: true })),
    })),
  tell: (e, nameOf) => tellAnswer(nameOf(e.unitId), e),
});

export const answerUrging = action({
  title: { zh: "答复催办", en: "Answer an urging" },
  by: ["unit"],
  may: ownPart,
  command: answer,
  example: sample,
  events: [UrgingAnswered],
  open(task: TaskState, { unitId, urgingNo }) {
    // A part that is signed off still owes the answer.
    const part = assignmentOf(task, unitId);
    if (isRejection(part)) return part;
    const urging = urgingOf(part, urgingNo);
    if (!urging) return reject("URGING_NOT_FOUND");
    return urgingStateOf(task, part, urging.no) === "open" ? urging : reject("URGING_NOT_OPEN");
  },
  decide: ({ answerBy }, command, actor) => [
    UrgingAnswered({ ...command, answerBy, answeredOn: beijingDay(actor.at) }),
  ],
});
