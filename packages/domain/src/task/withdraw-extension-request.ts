// A request for an extension withdrawn 撤回延期申请: the unit takes it back before it is answered; it stays on the record.
import { z } from "zod";
import { action, isRejection } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { unitId } from "../kernel/shapes.ts";
import { answered, extendableOf, extendedItem, extendedWords, requestToAnswer } from "./extension.ts";
import { openPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import type { TaskState } from "./state.ts";

const withdrawal = z.object({ unitId, ...extendedItem, extensionNo: z.int().min(1) });
const sample = { unitId: sampleUnit, extensionNo: 1 };

export const ExtensionRequestWithdrawn = event({
  type: "ExtensionRequestWithdrawn",
  title: "撤回延期申请",
  shape: withdrawal,
  sight: (e) => unitsOwn([e.unitId], "nothing"),
  sample,
  evolve: (task: TaskState, e): TaskState => answered(task, e, "withdrawn"),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}撤回${extendedWords(e).zh}第${e.extensionNo}次延期申请`,
    en: `withdrew request ${e.extensionNo} of ${nameOf(e.unitId)}${extendedWords(e).en} for an extension`,
  }),
});

export const withdrawExtensionRequest = action({
  title: { zh: "撤回延期申请", en: "Withdraw a request for an extension" },
  by: ["unit"],
  may: ownPart,
  command: withdrawal,
  example: sample,
  events: [ExtensionRequestWithdrawn],
  open(task: TaskState, target) {
    const held = openPart(task, target);
    const part = isRejection(held) ? held : held.part;
    return requestToAnswer(extendableOf(task, part, target), target.extensionNo, "withdrawn");
  },
  decide: (_request, command) => [ExtensionRequestWithdrawn(command)],
});
