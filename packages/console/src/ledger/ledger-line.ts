// A line of a ledger as its page has it: as it is expected to be, with whether it may be accepted among others.
import type { LedgerLineFragment } from "../generated/operations.ts";

export type Line = LedgerLineFragment & { readonly key: string | null; readonly mayBeAccepted: boolean };
