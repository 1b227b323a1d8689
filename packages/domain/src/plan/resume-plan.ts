// Resuming a parked plan 恢复办理: what waits is tried again, in order.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { type PlanState, parkedSince } from "./state.ts";

export const PlanResumed = event({
  type: "PlanResumed",
  title: "恢复办理",
  /** The first fact that waited: its revision in the plan's stream. */
  shape: z.object({ revision: z.int().min(0) }),
  sight: () => everybodys(),
  sample: { revision: 2 },
  evolve: (plan: PlanState, _data, until): PlanState => ({
    ...plan,
    parkings: plan.parkings.map((parking) => (parking.until === null ? { ...parking, until } : parking)),
  }),
  tell: () => ({ zh: "恢复办理：搁置的事项重新办理", en: "resumed the plan: what waited is tried again" }),
});

export const resumePlan = action({
  title: { zh: "恢复办理", en: "Resume a parked plan" },
  by: ["office", "admin"],
  command: z.object({}),
  example: {},
  events: [PlanResumed],
  open(plan: PlanState) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    return parkedSince(plan) ?? unchanged;
  },
  decide: ({ from }) => [PlanResumed({ revision: from })],
});
