// The lines of the notice that are in sight, asked for by pages of 500: what a line became never changes.
import { useQueries } from "@tanstack/react-query";
import { keyOf, patience } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import { type LineOfDraftFragment, LinesOfDraftDocument, type LinesOfDraftQuery } from "../generated/operations.ts";
import { pageSize } from "./lines.ts";

/** The lines of these pages that are there, by their numbers. */
export function useLines(planId: string, pages: readonly number[]): ReadonlyMap<number, LineOfDraftFragment> {
  const { ask } = useConsole();
  return useQueries({
    queries: pages.map((page) => {
      const variables = { id: planId, from: page * pageSize + 1, to: (page + 1) * pageSize };
      return {
        queryKey: keyOf(LinesOfDraftDocument, variables),
        queryFn: ({ signal }: { readonly signal: AbortSignal }) => ask(LinesOfDraftDocument, variables, signal),
        staleTime: Number.POSITIVE_INFINITY,
        ...patience,
      };
    }),
    combine: linesIn,
  });
}

const linesIn = (answers: readonly { readonly data: LinesOfDraftQuery | undefined }[]) =>
  new Map(answers.flatMap(({ data }) => data?.plan?.source.lines ?? []).map((line) => [line.no, line]));
