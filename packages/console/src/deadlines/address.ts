// The address of the deadline board 时限地址: what is due in which span, in which plan, of which unit, and how near.
import type { Lamp, LedgerKind } from "../generated/operations.ts";
import { dayIn, momentIn } from "../moment.ts";
import { isOneOf } from "../one-of.ts";
import type { Raw } from "../page.ts";
import { words } from "../words.ts";

/** What the page shows. */
export interface DeadlinesState {
  /** Due on this day or later, and on this day or before. */
  readonly from?: string;
  readonly to?: string;
  readonly plan?: string;
  readonly unit?: string;
  readonly lamp?: Lamp;
  readonly kind?: LedgerKind;
  /** The day by which it is judged what is due. */
  readonly on?: string;
  readonly asOf?: string;
}

function read({ from, to, plan, unit, lamp, kind, on, asOf }: Raw): DeadlinesState {
  const moment = momentIn(asOf);
  // A day to judge by beside a moment of the past is refused by the API.
  const day = moment === undefined ? dayIn(on) : undefined;
  return {
    ...(dayIn(from) ? { from: dayIn(from) ?? "" } : {}),
    ...(dayIn(to) ? { to: dayIn(to) ?? "" } : {}),
    ...(plan ? { plan } : {}),
    ...(unit ? { unit } : {}),
    ...(isOneOf(words.Lamp, lamp) ? { lamp } : {}),
    ...(isOneOf(words.LedgerKind, kind) ? { kind } : {}),
    ...(day ? { on: day } : {}),
    ...(moment ? { asOf: moment } : {}),
  };
}

const write = (state: DeadlinesState): Raw => ({ ...state });

/** The address, both ways. */
export const deadlinesAddress = { path: "/deadlines", read, write };
