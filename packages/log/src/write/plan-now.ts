// The plan of a task or of a completion report as it stands now, for decisions on what is asked by it.
import { type PlanNow, plan } from "@taizhang/domain";
import type { Executor } from "./executor.ts";

/** What belongs to a plan; `about` is null while nothing has happened to it. */
interface OfPlan {
  readonly about: { readonly planId: string } | null;
}

/** Looks up the plan that something belongs to. */
export const planNow =
  ({ executor }: { readonly executor: Pick<Executor, "load"> }) =>
  async ({ about }: OfPlan): Promise<PlanNow> => {
    if (about === null) return { plan: { status: "none", revision: -1 } };
    const { state, revision } = await executor.load(plan, about.planId);
    return { plan: { status: state.status, revision } };
  };
