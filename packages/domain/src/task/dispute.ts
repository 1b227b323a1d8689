// How a dispute 退单 stands: the objection of a unit to a part it was given.
import { z } from "zod";
import type { Asked } from "../plan/plan-now.ts";

/**
 * How a dispute stands 退单状态. It ends upheld when the office decides that the part stays, reassigned when another unit gets
 * it, lapsed when what happened to the part leaves nothing to decide.
 */
export const disputeState = z.enum(["pending", "upheld", "reassigned", "lapsed"]);
export type DisputeState = z.infer<typeof disputeState>;

/** A dispute 退单, as far as decisions must know it. */
export interface Dispute extends Asked {
  readonly state: DisputeState;
}
