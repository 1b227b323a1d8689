// An extension refused 不同意延期: the due day stays, and the unit is told why.
import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { answered, extendableOf, extendedItem, extendedWords, requestToAnswer } from "./extension.ts";
import { openAssignment, type TaskState } from "./state.ts";

const refusal = z.object({ unitId, ...extendedItem, extensionNo: z.int().min(1), reason: freeText });
const sample = { unitId: sampleUnit, extensionNo: 1, reason: { text: "时限由上级文件规定，不予延期。" } };

export const ExtensionRefused = event({
  type: "ExtensionRefused",
  title: "不同意延期",
  shape: refusal,
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (task: TaskState, e): TaskState => answered(task, e, "refused"),
  tell: (e, nameOf) => ({
    zh: `不同意${nameOf(e.unitId)}${extendedWords(e).zh}的第${e.extensionNo}次延期申请：${e.reason.text}`,
    en: `refused request ${e.extensionNo} of ${nameOf(e.unitId)}${extendedWords(e).en} for an extension: ${e.reason.text}`,
  }),
});

export const refuseExtension = action({
  title: { zh: "不同意延期", en: "Refuse an extension" },
  by: ["office"],
  command: refusal,
  example: sample,
  events: [ExtensionRefused],
  open: (task: TaskState, target) =>
    requestToAnswer(extendableOf(task, openAssignment(task, target.unitId), target), target.extensionNo, "refused"),
  decide: (_request, command) => [ExtensionRefused(command)],
});
