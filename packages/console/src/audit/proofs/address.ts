// The address of 核验: the event whose proof is asked for, and the plan whose notice is checked. A pasted checkpoint is nobody's address.
import type { Raw } from "../../page.ts";

/** What the page shows. */
export interface ProofsState {
  /** The position of an event. */
  readonly event?: string;
  readonly plan?: string;
}

const read = ({ event, plan }: Raw): ProofsState => ({
  ...(event && /^\d{1,20}$/.test(event) ? { event } : {}),
  ...(plan ? { plan } : {}),
});

/** The address, both ways. */
export const proofsAddress = { path: "/audit/proofs", read, write: (state: ProofsState): Raw => ({ ...state }) };
