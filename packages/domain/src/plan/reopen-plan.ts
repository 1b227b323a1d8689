// Reopening a plan 恢复计划: its closing is undone. A policy gives each part that the closing dropped its state back.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { freeText } from "../kernel/shapes.ts";
import type { PlanState } from "./state.ts";
import { turned } from "./turns.ts";

const reopening = z.object({
  reason: freeText,
  /** What it rests on 依据. */
  authority: freeText,
});
const sample = { reason: { text: "上级验收前需继续推进。" }, authority: { text: "区政府专题会议纪要。" } };

export const PlanReopened = event({
  type: "PlanReopened",
  title: "恢复计划",
  shape: reopening,
  sight: () => everybodys(),
  sample,
  evolve: (plan: PlanState, _, revision): PlanState => ({
    ...plan,
    status: "issued",
    turns: turned(plan, { to: "reopened", revision, taskCount: plan.rows.length }),
  }),
  tell: (e) => ({
    zh: `恢复计划；理由：${e.reason.text}；依据：${e.authority.text}`,
    en: `reopened the plan; reason: ${e.reason.text}; authority: ${e.authority.text}`,
  }),
});

export const reopenPlan = action({
  title: { zh: "恢复计划", en: "Reopen a plan" },
  by: ["office"],
  command: reopening,
  example: sample,
  events: [PlanReopened],
  open(plan: PlanState) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status === "issued") return unchanged;
    return plan.status === "closed" ? plan : reject("PLAN_NOT_ISSUED");
  },
  decide: (_plan, command) => [PlanReopened(command)],
});
