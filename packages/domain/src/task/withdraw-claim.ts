// A claim withdrawn 撤回申报: the unit takes its claim back before anybody decided on it.

import { z } from "zod";
import { action, isRejection, reject } from "../kernel/action.ts";
import { unitsOwn } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { freeText, unitId } from "../kernel/shapes.ts";
import { openPart } from "./open-part.ts";
import { ownPart } from "./rights.ts";
import { handedBack, type TaskState } from "./state.ts";

const withdrawal = z.object({ unitId, reason: freeText });
const sample = { unitId: sampleUnit, reason: { text: "尚缺一项。" } };

export const ClaimWithdrawn = event({
  type: "ClaimWithdrawn",
  title: "撤回申报",
  shape: withdrawal,
  sight: (e) => unitsOwn([e.unitId]),
  sample,
  evolve: (task: TaskState, e): TaskState => handedBack(task, e.unitId),
  tell: (e, nameOf) => ({
    zh: `${nameOf(e.unitId)}撤回办结申报：${e.reason.text}`,
    en: `withdrew the claim of ${nameOf(e.unitId)}: ${e.reason.text}`,
  }),
});

export const withdrawClaim = action({
  title: { zh: "撤回申报", en: "Withdraw a claim" },
  by: ["unit"],
  may: ownPart,
  command: withdrawal,
  example: sample,
  events: [ClaimWithdrawn],
  open(task: TaskState, target) {
    const open = openPart(task, target);
    if (isRejection(open)) return open;
    if (open.part.state === "endorsed") return reject("ALREADY_ENDORSED");
    return open.part.state === "claimed" ? open : reject("NOT_CLAIMED");
  },
  decide: (_part, command) => [ClaimWithdrawn(command)],
});
