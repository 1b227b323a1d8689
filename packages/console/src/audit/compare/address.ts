// The address of 比较两日: what is compared, its two moments, and which of the differences are shown.
import type { Became } from "../../generated/operations.ts";
import { momentIn } from "../../moment.ts";
import type { Raw } from "../../page.ts";
import { words } from "../../words.ts";

/** What the page shows: of a plan, a unit and a task one at most. */
export interface CompareState {
  readonly plan?: string;
  readonly unit?: string;
  readonly task?: string;
  readonly from?: string;
  readonly to?: string;
  /** Of a plan only the tasks of which this became. */
  readonly became?: Became;
  /** The words of the unit or task that is looked for. */
  readonly q?: string;
}

const isBecame = (text: string | undefined): text is Became =>
  text !== undefined && Object.keys(words.Became).includes(text);

const read = ({ plan, unit, task, from, to, became, q }: Raw): CompareState => {
  const [first, second] = [momentIn(from), momentIn(to)];
  return {
    ...(plan ? { plan } : unit ? { unit } : task ? { task } : {}),
    ...(first ? { from: first } : {}),
    ...(second ? { to: second } : {}),
    ...(plan && isBecame(became) ? { became } : {}),
    ...(q ? { q } : {}),
  };
};

/** The address, both ways. */
export const compareAddress = { path: "/audit/compare", read, write: (state: CompareState): Raw => ({ ...state }) };
