// The lines of a ledger, page after page, with the numbers of the whole of it.
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { keyOf, noPage, patience, withSeen } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import { LedgerPageDocument, type LedgerPageQuery, type LedgerPageQueryVariables } from "../generated/operations.ts";
import { asOfIn } from "../moment.ts";
import { type LedgerState, whereOf } from "./address.ts";

// As many as one question may cost.
const pageSize = 80;

/** Asks for the ledger in a state of the page. */
export function useLedger(state: LedgerState) {
  const { ask, seen } = useConsole();
  const { unitId, on, asOf } = state;
  const isPast = asOf !== undefined || on !== undefined;
  const variables = { unitId, first: pageSize, where: whereOf(state), on: on ?? null, asOf: asOfIn(asOf) };
  return useInfiniteQuery({
    queryKey: keyOf(LedgerPageDocument, variables),
    queryFn: ({ pageParam, signal }): Promise<LedgerPageQuery> => {
      const whole = { ...variables, after: pageParam };
      return ask(
        LedgerPageDocument,
        withSeen<LedgerPageQueryVariables>(whole, isPast ? null : seen.position.get()),
        signal,
      );
    },
    initialPageParam: noPage(),
    getNextPageParam: ({ unitLedger }: LedgerPageQuery) =>
      unitLedger?.pageInfo.hasNextPage ? (unitLedger.pageInfo.endCursor ?? null) : null,
    placeholderData: keepPreviousData,
    // Comparing ten thousand old lines with themselves takes longer than all else that a filter does.
    structuralSharing: false,
    refetchOnWindowFocus: false,
    meta: { about: isPast ? null : { unitId } },
    ...patience,
  });
}
