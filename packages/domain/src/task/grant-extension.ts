// An extension granted 同意延期: the office moves the due day of a unit's part or of an item of it, to the day asked for or to another.
import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, unitId } from "../kernel/shapes.ts";
import {
  extendableOf,
  extendedItem,
  extendedWords,
  fieldOf,
  lastRequest,
  onExtendable,
  refusalOfNewDueDay,
} from "./extension.ts";
import { openAssignment, type TaskState } from "./state.ts";

const grant = z.object({
  unitId,
  ...extendedItem,
  extensionNo: z.int().min(1),
  /** The day granted, which may differ from the day asked for. */
  dueOn: day,
  opinion: freeText,
});
const sample = { unitId: sampleUnit, extensionNo: 1, dueOn: "2021-12-20", opinion: { text: "同意延至12月20日。" } };

export const ExtensionGranted = event({
  type: "ExtensionGranted",
  title: "同意延期",
  shape: grant.extend({
    /** The due day of the part or item until then. */
    before: day,
    /** The day that was asked for. */
    asked: day,
  }),
  sight: (e) => unitsOwn([e.unitId], ["unitId", "itemId", "before", "dueOn"]),
  fields: ({ before, dueOn, unitId, itemId }) => [
    { field: fieldOf({ itemId }, "dueOn"), unitId, before, after: dueOn },
  ],
  sample: { ...sample, before: "2021-11-30", asked: "2021-12-31" },
  evolve: (task: TaskState, e): TaskState =>
    onExtendable(task, e, () => ({
      dueOn: e.dueOn,
      extension: { no: e.extensionNo, dueOn: e.dueOn, state: "granted" },
    })),
  tell: (e, nameOf) => ({
    zh: `同意${nameOf(e.unitId)}${extendedWords(e).zh}的第${e.extensionNo}次延期申请：由${e.before}延至${e.dueOn}${e.asked === e.dueOn ? "" : `（申请延至${e.asked}）`}；意见：${e.opinion.text}`,
    en: `granted request ${e.extensionNo} of ${nameOf(e.unitId)}${extendedWords(e).en}: due on ${e.dueOn} instead of ${e.before}${e.asked === e.dueOn ? "" : ` (asked for: ${e.asked})`}; opinion: ${e.opinion.text}`,
  }),
});

export const grantExtension = action({
  title: { zh: "同意延期", en: "Grant an extension" },
  by: ["office"],
  command: grant,
  example: sample,
  events: [ExtensionGranted],
  open(task: TaskState, target) {
    const due = extendableOf(task, openAssignment(task, target.unitId), target);
    if (isRejection(due)) return due;
    const request = lastRequest(due, target.extensionNo);
    if (isRejection(request)) return request;
    const { dueOn: before } = due;
    return request.state === "pending" && before !== null ? { before, request } : reject("EXTENSION_NOT_PENDING");
  },
  already(task, command) {
    const due = extendableOf(task, openAssignment(task, command.unitId), command);
    const request = lastRequest(due, command.extensionNo);
    return !isRejection(request) && request.state === "granted" && request.dueOn === command.dueOn;
  },
  decide({ before, request }, command, actor) {
    const refusal = refusalOfNewDueDay(before, command.dueOn, actor);
    return refusal ?? [ExtensionGranted({ ...command, before, asked: request.dueOn })];
  },
});
