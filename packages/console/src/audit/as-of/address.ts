// The address of 任一天: the moment, and the words of the unit or task that is looked for.
import { momentIn } from "../../moment.ts";
import type { Raw } from "../../page.ts";

/** What the page shows. */
export interface AsOfState {
  /** The moment, as in every address. */
  readonly at?: string;
  readonly q?: string;
}

const read = ({ at, q }: Raw): AsOfState => {
  const moment = momentIn(at);
  return { ...(moment ? { at: moment } : {}), ...(q ? { q } : {}) };
};

/** The address, both ways. */
export const asOfAddress = { path: "/audit/as-of", read, write: (state: AsOfState): Raw => ({ ...state }) };
