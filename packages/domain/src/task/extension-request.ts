// A request for an extension 延期申请 of a part, or of an item of it, as far as decisions must know it.
import { z } from "zod";
import type { Asked } from "../plan/plan-now.ts";

/** How a request for an extension stands 延期申请状态. It lapses when its part no longer needs an answer. */
export const extensionState = z.enum(["pending", "granted", "refused", "withdrawn", "lapsed"]);
export type ExtensionState = z.infer<typeof extensionState>;

/** A request for an extension 延期申请, as far as decisions must know it. */
export interface ExtensionRequest extends Asked {
  /** The unit's requests on the task are numbered from 1 in the order made. */
  readonly no: number;
  /** The day asked for; once granted, the day granted. */
  readonly dueOn: string;
  readonly state: ExtensionState;
}
