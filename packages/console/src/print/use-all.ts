// All pages of a list that is printed 全部读出: asked for one after the other until there is none left.
import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { keyOf, noPage, patience, withSeen } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import type { TypedDocumentString } from "../generated/operations.ts";

/** What tells whether there is another page. */
interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null;
}

/** What has been read, and whether that is all. */
export interface All<Result> {
  readonly question: UseInfiniteQueryResult<{ readonly pages: readonly Result[] }>;
  readonly isWhole: boolean;
}

/**
 * Asks for all pages; `at` gives the variables of the one behind a cursor. What is printed is of one reading: it is not kept, and
 * does not change while it is looked at.
 */
export function useAll<Result, Variables extends { atLeast?: string | null | undefined }>(
  document: TypedDocumentString<Result, Variables>,
  at: (after: string | null) => Omit<Variables, "atLeast">,
  { isPast, pageInfoOf }: { readonly isPast: boolean; readonly pageInfoOf: (page: Result) => PageInfo | null },
): All<Result> {
  const { ask, seen } = useConsole();
  const question = useInfiniteQuery({
    queryKey: keyOf(document, at(null)),
    queryFn: ({ pageParam, signal }) =>
      ask(document, withSeen<Variables>(at(pageParam), isPast ? null : seen.position.get()), signal),
    initialPageParam: noPage(),
    getNextPageParam: (page: Result) => {
      const info = pageInfoOf(page);
      return info?.hasNextPage ? (info.endCursor ?? null) : null;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    meta: { about: null },
    ...patience,
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = question;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return { question, isWhole: question.data !== undefined && !hasNextPage && !isError };
}
