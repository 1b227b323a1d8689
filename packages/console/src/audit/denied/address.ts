// The address of 被拒的操作: whose attempts, on which days, and why they were denied.
import { dayIn } from "../../moment.ts";
import type { Raw } from "../../page.ts";

/** What the page shows. */
export interface DeniedState {
  /** The unit that tried, or whose part was meant. */
  readonly unit?: string;
  readonly from?: string;
  readonly to?: string;
  /** The code of the reason. */
  readonly reason?: string;
}

const read = ({ unit, from, to, reason }: Raw): DeniedState => {
  const [first, last] = [dayIn(from), dayIn(to)];
  return {
    ...(unit ? { unit } : {}),
    ...(first ? { from: first } : {}),
    ...(last ? { to: last } : {}),
    ...(reason ? { reason } : {}),
  };
};

/** The address, both ways. */
export const deniedAddress = { path: "/audit/denied", read, write: (state: DeniedState): Raw => ({ ...state }) };
