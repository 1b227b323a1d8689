// Discarding a draft 作废草稿: the notice was the wrong one, its text must be mended first, or it supplemented another plan.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { freeText, planId } from "../kernel/shapes.ts";
import { isDraft, type PlanState } from "./state.ts";

const discard = z.object({
  reason: freeText,
  /** The plan that it supplemented, if a policy discards it as used. */
  supplementOf: planId.optional(),
});
const sample = { reason: { text: "重复导入。" } };

export const DraftDiscarded = event({
  type: "DraftDiscarded",
  title: "作废草稿",
  shape: discard,
  sight: () => everybodys(),
  sample,
  evolve: (plan: PlanState): PlanState => ({ ...plan, status: "discarded" }),
  tell: (e) => ({ zh: `作废草稿：${e.reason.text}`, en: `discarded the draft: ${e.reason.text}` }),
});

export const discardDraft = action({
  title: { zh: "作废草稿", en: "Discard a draft" },
  by: ["office", "policy"],
  command: discard,
  example: sample,
  events: [DraftDiscarded],
  open(plan: PlanState) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status === "discarded") return unchanged;
    return isDraft(plan) ? plan : reject("NOT_A_DRAFT");
  },
  decide: (_draft, command) => [DraftDiscarded(command)],
});
