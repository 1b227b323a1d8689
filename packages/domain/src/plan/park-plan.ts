// Parking a plan 搁置: a policy of the system was refused. What follows from this fact of the plan, and from later ones,
// waits until somebody resumes the plan; everything else goes on.
import { z } from "zod";
import { action, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleTask } from "../kernel/sample-values.ts";
import { refusalInWords } from "../rejections.ts";
import { type PlanState, parkedSince } from "./state.ts";

const parked = z.object({
  /** The first fact that waits: its revision in the plan's stream. */
  revision: z.int().min(0),
  /** The policy, and the command of it that failed: the action with its title as it was then, and the target's id. */
  policy: z.string(),
  action: z.string().nullable(),
  title: z.object({ zh: z.string(), en: z.string() }).nullable(),
  targetId: z.string().nullable(),
  /** The code of the refusal; null if it was not refused but failed, with a fault of the program. */
  code: z.string().nullable(),
  detail: z.string().max(2000).nullable(),
});
export type Parked = z.infer<typeof parked>;

const sample: Parked = {
  revision: 2,
  policy: "open-tasks",
  action: "assignUnits",
  title: { zh: "分工", en: "Assign units" },
  targetId: sampleTask,
  code: "UNIT_NOT_FOUND",
  detail: null,
};

export const PlanParked = event({
  type: "PlanParked",
  title: "搁置计划",
  shape: parked,
  sight: () => everybodys(),
  sample,
  evolve: (plan: PlanState, e): PlanState => ({
    ...plan,
    parkings: [...plan.parkings, { from: e.revision, until: null }],
  }),
  tell(e) {
    const why = refusalInWords(e.code, e.detail);
    return {
      zh: `搁置计划：系统未能自动办理“${e.title?.zh ?? e.policy}”。${why.zh}`,
      en: `parked the plan: the system could not carry out “${e.title?.en ?? e.policy}”. ${why.en}`,
    };
  },
});

export const parkPlan = action({
  title: { zh: "搁置计划", en: "Park a plan" },
  by: ["policy"],
  command: parked,
  example: sample,
  events: [PlanParked],
  open(plan: PlanState) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    return parkedSince(plan) ? unchanged : plan;
  },
  decide: (_plan, command) => [PlanParked(command)],
});
