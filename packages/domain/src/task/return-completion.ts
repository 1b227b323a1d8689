// A claim returned 退回办结: the lead or the office finds the part not done, and says why.

import { z } from "zod";
import { action } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { claimedPart } from "./open-part.ts";
import { asChecker } from "./rights.ts";
import { handedBack, type TaskState } from "./state.ts";

const returned = z.object({ unitId, reason: freeText });
const sample = { unitId: sampleUnit, reason: { text: "链接打不开。" } };

export const CompletionReturned = event({
  type: "CompletionReturned",
  title: "退回办结",
  shape: returned,
  sight: (e) => unitsOwn([e.unitId]),
  sample,
  evolve: (task: TaskState, e): TaskState => handedBack(task, e.unitId),
  tell: (e, nameOf) => ({
    zh: `退回${nameOf(e.unitId)}的办结申报：${e.reason.text}`,
    en: `returned the claim of ${nameOf(e.unitId)}: ${e.reason.text}`,
  }),
});

export const returnCompletion = action({
  title: { zh: "退回办结", en: "Return a claim" },
  by: ["unit", "office"],
  may: asChecker,
  command: returned,
  example: sample,
  events: [CompletionReturned],
  open: claimedPart,
  decide: (_part, command) => [CompletionReturned(command)],
});
