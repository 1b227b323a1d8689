// A list of any length that a page asks for, page after page, with what is said of the whole of it.
import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  useInfiniteQuery,
} from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { useConsole } from "../console.ts";
import type { TypedDocumentString } from "../generated/operations.ts";
import { type Asking, keyOf, noPage, patience, unreadyMs, withSeen } from "./use-question.ts";

/** A page of a list, as far as every list has it. */
export interface ListPage<Node> {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
  readonly edges: readonly { readonly node: Node }[];
}

/** A list as far as it is there. */
export interface Listed<Result, Node, Page> {
  /** For `Answered`: all that was answered, page by page. */
  readonly question: UseInfiniteQueryResult<InfiniteData<Result>>;
  /** The lines that are there so far. */
  readonly nodes: readonly Node[];
  /** The last page that came: its totals are the newest. Undefined before the first, or where there is no such list. */
  readonly last: Page | undefined;
  /** The whole answer that it came with. */
  readonly answer: Result | undefined;
  /** Fetches the next page; null where there is none, while one is on its way, and for a while after something has failed. */
  readonly more: (() => void) | null;
}

/** The variables of a question for a list. */
interface Paged {
  readonly after?: string | null | undefined;
  readonly atLeast?: string | null | undefined;
}

/**
 * Asks for a list. `pageIn` finds its page in an answer, null where there is no such list; it must stay the same function.
 * `first`, how many lines a page has, is one of the variables.
 */
export function useListed<Result, Variables extends Paged, Node, Page extends ListPage<Node>>(
  document: TypedDocumentString<Result, Variables>,
  variables: Omit<Variables, "after" | "atLeast">,
  pageIn: (result: Result) => (Page & ListPage<Node>) | null | undefined,
  { isPast = false, about, enabled = true }: Asking = {},
): Listed<Result, Node, Page> {
  const { ask, seen } = useConsole();
  const question = useInfiniteQuery({
    queryKey: keyOf(document, variables),
    queryFn: ({ pageParam, signal }): Promise<Result> =>
      ask(
        document,
        withSeen<Variables>(withAfter<Variables>(variables, pageParam), isPast ? null : seen.position.get()),
        signal,
      ),
    initialPageParam: noPage(),
    getNextPageParam: (result: Result) => {
      const info = pageIn(result)?.pageInfo;
      return info?.hasNextPage ? (info.endCursor ?? null) : null;
    },
    placeholderData: keepPreviousData,
    // Comparing ten thousand old lines with themselves takes longer than all else that a filter does.
    structuralSharing: false,
    staleTime: isPast ? Number.POSITIVE_INFINITY : 0,
    refetchOnWindowFocus: false,
    enabled,
    meta: { about: isPast ? null : (about ?? null) },
    ...patience,
  });
  const { data, hasNextPage, isFetching, isFetchingNextPage, fetchNextPage, refetch } = question;
  const { isError, isRefetchError, errorUpdatedAt } = question;
  const pages = data?.pages;
  const nodes = useMemo(
    () => (pages ?? []).flatMap((page) => pageIn(page)?.edges.map(({ node }) => node) ?? []),
    [pages, pageIn],
  );
  const newest = pages?.[pages.length - 1];

  // Who is near the end of a list wants the next page in every frame: what has failed is asked for again after a while.
  const [restedAt, setRestedAt] = useState(0);
  const isResting = isError && restedAt !== errorUpdatedAt;
  useEffect(() => {
    if (!isResting) return;
    const timer = window.setTimeout(() => setRestedAt(errorUpdatedAt), unreadyMs);
    return () => window.clearTimeout(timer);
  }, [isResting, errorUpdatedAt]);

  async function next(): Promise<void> {
    // Another page would end what is on its way, and with it what the pages that are there have to hear of; where asking for them anew
    // has failed, it would be taken for the answer that they wait for, and they would stay as old as they are.
    if (isFetching || isRefetchError) {
      const anew = await refetch({ cancelRefetch: false });
      if (anew.isError) return;
    }
    await fetchNextPage({ cancelRefetch: false });
  }

  return {
    question,
    nodes,
    last: newest === undefined ? undefined : (pageIn(newest) ?? undefined),
    answer: newest,
    more: hasNextPage && !isFetchingNextPage && !isResting ? () => void next() : null,
  };
}

/** The variables of one page of the list. */
function withAfter<Variables>(
  variables: Omit<Variables, "after" | "atLeast">,
  after: string | null,
): Omit<Variables, "atLeast"> {
  const whole: unknown = { ...variables, after };
  return asVariables(whole);
}

// `after` may be left out of every question for a list: the compiler cannot see that of variables it does not know.
// biome-ignore lint/suspicious/noExplicitAny: the one place where a page's variables get their type back.
const asVariables = (variables: any) => variables;
