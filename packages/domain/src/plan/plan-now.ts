// How the plan stands by which something is asked 所属计划现状. A closing is carried out some time after its fact. What was asked in
// the meantime, of a plan that is open again, is not over with it: it says after which fact of its plan it was asked.
import { z } from "zod";
import { type Rejection, reject } from "../kernel/action.ts";
import type { PlanState } from "./state.ts";

/** The revision of the last fact of the plan by then; left out in what was asked before it was kept. */
export const planRevision = z.int().optional();

/** Something that was asked by a plan. */
export interface Asked {
  readonly planRevision?: number | undefined;
}

/** That of something that was asked, as states keep it; nothing where it is not said. */
export const askedBy = ({ planRevision }: Asked): Asked => (planRevision === undefined ? {} : { planRevision });

/** How the plan stands. */
export interface PlanStanding {
  readonly plan: { readonly status: PlanState["status"] };
}

/** What the shell looks up for what asks something: the plan, and the revision of its last fact. */
export interface PlanNow extends PlanStanding {
  readonly plan: PlanStanding["plan"] & { readonly revision: number };
}

/** The refusal to ask anything by a plan that is closed, also before its closing is carried out. */
export const refusalOfClosed = ({ plan }: PlanStanding): Rejection | null =>
  plan.status === "closed" ? reject("PLAN_CLOSED") : null;

/** What ends things that were asked by a plan: its closing, by that fact's revision, or something else, by null. */
export interface PlanEnding {
  readonly closing: number | null;
}

/** True for what ends so: what was asked since the closing was asked of a plan that is open again. */
export const endsSo = ({ planRevision }: Asked, { closing }: PlanEnding): boolean =>
  closing === null || planRevision === undefined || planRevision < closing;

/** What ends whatever was asked until now. */
export const allEnds: PlanEnding = { closing: null };
