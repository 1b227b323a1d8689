// Urging 催办: the office, or the lead of the task, asks units that hang back for an answer. It is owed until they give it.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleDay, sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import { runningTask } from "./ending.ts";
import { itemId } from "./item.ts";
import { itemOf } from "./items-of.ts";
import { noNotes } from "./notes.ts";
import { asLeadOrOffice } from "./rights.ts";
import { openAssignment, type TaskState } from "./state.ts";
import { isUrgedLately, withUrging } from "./urging.ts";

const urging = z.object({
  unitIds: z.array(unitId).min(1).max(most.units),
  /** The item that they are urged about; left out, their parts as a whole. */
  itemId: itemId.optional(),
  text: freeText,
  /** The day by which each unit must answer; null if none is set. */
  answerBy: day.nullable(),
  /** Why a unit is urged again so soon; null if none of them was urged lately. */
  whyAgain: freeText.nullable(),
});
const sample = {
  unitIds: [sampleUnit],
  text: { text: "请说明进展迟缓的原因及完成时间。" },
  answerBy: "2021-07-05",
  whyAgain: null,
};

export const UnitsUrged = event({
  type: "UnitsUrged",
  title: "催办",
  shape: urging.extend({ urgingNo: z.int().min(1), urgedOn: day }),
  sight: (e) => unitsOwn(e.unitIds, ["urgingNo", "unitIds", "itemId", "answerBy", "urgedOn"]),
  sample: { ...sample, urgingNo: 1, urgedOn: sampleDay },
  evolve: (task: TaskState, { unitIds, itemId = null, urgingNo, urgedOn, answerBy }): TaskState =>
    unitIds.reduce<TaskState>(
      (so, unit) => withUrging(so, unit, { no: urgingNo, itemId, urgedOn, answerBy, answered: false, noted: noNotes }),
      { ...task, urgingCount: Math.max(task.urgingCount, urgingNo) },
    ),
  tell: (e, nameOf) => ({
    zh: `催办${e.unitIds.map(nameOf).join("、")}${e.itemId === undefined ? "" : `的条目${e.itemId}`}（第${e.urgingNo}次${e.answerBy ? `，${e.answerBy}前答复` : ""}）：${e.text.text}${e.whyAgain ? `；再次催办的理由：${e.whyAgain.text}` : ""}`,
    en: `urged ${e.unitIds.map(nameOf).join(", ")}${e.itemId === undefined ? "" : ` about item ${e.itemId}`} (urging ${e.urgingNo}${e.answerBy ? `, to be answered by ${e.answerBy}` : ""}): ${e.text.text}${e.whyAgain ? `; why again: ${e.whyAgain.text}` : ""}`,
  }),
});

export const urge = action({
  title: { zh: "催办", en: "Urge units" },
  by: ["office", "unit"],
  may: asLeadOrOffice,
  command: urging,
  example: sample,
  events: [UnitsUrged],
  open(state: TaskState, { itemId }) {
    const task = runningTask(state);
    if (isRejection(task)) return task;
    return itemId === undefined || task.items[itemId] ? task : reject("ITEM_NOT_FOUND", itemId);
  },
  decide(task, command, actor) {
    const today = beijingDay(actor.at);
    if (command.answerBy !== null && command.answerBy < today)
      return reject("ANSWER_DAY_IN_THE_PAST", `${command.answerBy}; ${today}`);
    const unitIds = [...new Set(command.unitIds)];
    const parts = unitIds.map((unit) => openAssignment(task, unit));
    for (const [at, part] of parts.entries()) {
      if (isRejection(part)) return reject(part.rejected, unitIds[at]);
      if (part.urgings.length >= most.urgings) return reject("URGED_TOO_OFTEN", unitIds[at]);
      if (command.itemId !== undefined) {
        const item = itemOf(task, unitIds[at] ?? "", command.itemId);
        if (isRejection(item)) return item;
        if (item.state !== "open") return reject("ITEM_DONE", unitIds[at]);
      }
      if (command.whyAgain === null && isUrgedLately(part, command.itemId ?? null, today))
        return reject("URGED_RECENTLY", unitIds[at]);
    }
    return [UnitsUrged({ ...command, unitIds, urgingNo: task.urgingCount + 1, urgedOn: today })];
  },
});
