// Closing a plan 关闭计划: the year is over; what is still open is dropped by a policy, with the cause.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleDay } from "../kernel/sample-values.ts";
import { day, freeText } from "../kernel/shapes.ts";
import type { PlanState } from "./state.ts";
import { turned } from "./turns.ts";

const reason = { text: "年度终了。" };

export const PlanClosed = event({
  type: "PlanClosed",
  title: "关闭计划",
  shape: z.object({ closedOn: day, reason: freeText }),
  sight: () => everybodys(),
  sample: { closedOn: sampleDay, reason },
  evolve: (plan: PlanState, _, revision): PlanState => ({
    ...plan,
    status: "closed",
    turns: turned(plan, { to: "closed", revision, taskCount: plan.rows.length }),
  }),
  tell: (e) => ({ zh: `关闭计划：${e.reason.text}`, en: `closed the plan: ${e.reason.text}` }),
});

export const closePlan = action({
  title: { zh: "关闭计划", en: "Close a plan" },
  by: ["office"],
  command: z.object({ reason: freeText }),
  example: { reason },
  events: [PlanClosed],
  open(plan: PlanState) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status === "closed") return unchanged;
    return plan.status === "issued" ? plan : reject("PLAN_NOT_ISSUED");
  },
  decide: (_plan, { reason }, actor) => [PlanClosed({ closedOn: beijingDay(actor.at), reason })],
});
