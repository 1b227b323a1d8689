// Which acts can be done now 可办事项: as the server says of each.
import type { ActShownFragment } from "../generated/operations.ts";

/** Whether nothing stands in the way of an act. */
export const isOpen = ({ refusal }: ActShownFragment): boolean => refusal == null;

/** Whether the act of this name is among these, and can be done now. */
export const mayNow = (acts: readonly ActShownFragment[], name: string): boolean =>
  acts.some((act) => act.name === name && isOpen(act));
