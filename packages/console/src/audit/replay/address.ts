// The address of 重放: whose history is replayed, up to which event, and how far a step goes.
import type { Raw } from "../../page.ts";

/** How many events a step goes. */
export const steps = [1, 10, 100] as const;
export type Step = (typeof steps)[number];

/** What the page shows. */
export interface ReplayState {
  readonly plan?: string;
  /** The position of the event that has just happened; left out, the first. */
  readonly at?: string;
  readonly step?: Exclude<Step, 1>;
}

const stepIn = (text: string | undefined): ReplayState["step"] =>
  text === "10" ? 10 : text === "100" ? 100 : undefined;

const read = ({ plan, at, step }: Raw): ReplayState => {
  const far = stepIn(step);
  return {
    ...(plan ? { plan } : {}),
    ...(at && /^\d{1,20}$/.test(at) ? { at } : {}),
    ...(far ? { step: far } : {}),
  };
};

const write = ({ step, ...state }: ReplayState): Raw => ({ ...state, ...(step ? { step: String(step) } : {}) });

/** The address, both ways. */
export const replayAddress = { path: "/audit/replay", read, write };
