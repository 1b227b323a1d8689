// The lines of a ledger, page after page, with the numbers of the whole of it.
import { useListed } from "../ask/use-listed.ts";
import { LedgerPageDocument, type LedgerPageQuery } from "../generated/operations.ts";
import { asOfIn, isOfPast } from "../moment.ts";
import { type LedgerState, whereOf } from "./address.ts";

/** How many lines are asked for at once: as many as one question may cost. */
export const pageSize = 100;

/** The page of a ledger in an answer. */
export const pageIn = ({ unitLedger }: LedgerPageQuery) => unitLedger;

/** Asks for the ledger in a state of the page. `today` is the day in Beijing by the server. */
export function useLedger(state: LedgerState, today: string) {
  const { unitId, on, asOf } = state;
  const isPast = isOfPast(state, today);
  const variables = { unitId, first: pageSize, where: whereOf(state), on: on ?? null, asOf: asOfIn(asOf) };
  return useListed(LedgerPageDocument, variables, pageIn, { isPast, about: { unitId } });
}
