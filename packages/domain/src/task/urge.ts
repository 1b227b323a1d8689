// Urging 催办: the office, or the lead of the task, asks units that hang back for an answer. It is owed until they give it.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, type Rejection, reject } from "../kernel/action.ts";
import { has } from "../kernel/actor.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleDay, sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { namesOf } from "../roster/state.ts";
import type { Roster } from "./assign-units.ts";
import { runningTask } from "./ending.ts";
import { itemId } from "./item.ts";
import { itemOf } from "./items-of.ts";
import { noNotes } from "./notes.ts";
import { asLeadOrOffice } from "./rights.ts";
import { isOwnerless, openAssignment, type TaskState } from "./state.ts";
import { urgingsAbout, withUrging } from "./urging.ts";
import { asked, refusalOfAgain, refusalOfAnswerDay, refusalOfMore, tellUrging } from "./urging-rules.ts";

const urging = z.object({
  unitIds: z.array(unitId).min(1).max(most.units),
  /** The item that they are urged about; left out, their parts as a whole. */
  itemId: itemId.optional(),
  ...asked,
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
  tell(e, nameOf) {
    const [zh, en] = [e.unitIds.map(nameOf).join("、"), e.unitIds.map(nameOf).join(", ")];
    const about =
      e.itemId === undefined ? { zh, en } : { zh: `${zh}的条目${e.itemId}`, en: `${en} about item ${e.itemId}` };
    return tellUrging(about, e);
  },
});

/** The refusal to urge one of the units; null if it can be urged. */
function refusalToUrge(
  task: TaskState,
  unitId: string,
  { itemId, whyAgain }: Pick<z.infer<typeof urging>, "itemId" | "whyAgain">,
  today: string,
): Rejection | null {
  const part = openAssignment(task, unitId);
  if (isRejection(part)) return part;
  if (isOwnerless(part)) return reject("ASSIGNMENT_OWNERLESS");
  const more = refusalOfMore(part.urgings);
  if (more) return more;
  const item = itemId === undefined ? null : itemOf(task, unitId, itemId);
  if (item && isRejection(item)) return item;
  if (item && item.state !== "open") return reject("ITEM_DONE");
  return refusalOfAgain(urgingsAbout(part, itemId ?? null), whyAgain, today);
}

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
  decide(task, command, actor, { units }: Pick<Roster, "units">) {
    const today = beijingDay(actor.at);
    const late = refusalOfAnswerDay(command.answerBy, today);
    if (late) return late;
    const unitIds = [...new Set(command.unitIds)];
    const isOffice = has(actor, "office");
    if (!isOffice && actor.unitId !== null && unitIds.includes(actor.unitId)) return reject("URGES_ITSELF");
    const codes = unitIds.map((unitId) => refusalToUrge(task, unitId, command, today)?.rejected);
    const code = codes.find((each) => each !== undefined);
    // All that are refused for this reason, so that the others can be urged by themselves.
    const refused = unitIds.filter((_unitId, at) => codes[at] === code);
    if (code) return reject(code, namesOf(units, refused));
    return [UnitsUrged({ ...command, unitIds, urgingNo: task.urgingCount + 1, urgedOn: today })];
  },
});
