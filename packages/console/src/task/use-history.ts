// The whole history of a task, page after page until it is all there.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { keyOf, noPage, patience, withSeen } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import {
  type HistoryOrder,
  type TaskChangeFragment,
  TaskHistoryDocument,
  type TaskHistoryQuery,
  type TaskHistoryQueryVariables,
} from "../generated/operations.ts";

const pageSize = 100;

/** Asks for it in an order. `changes` has what is there so far. */
export function useHistory(taskId: string, order: HistoryOrder) {
  const { ask, seen } = useConsole();
  const variables = { taskId, first: pageSize, order };
  const question = useInfiniteQuery({
    queryKey: keyOf(TaskHistoryDocument, variables),
    queryFn: ({ pageParam, signal }): Promise<TaskHistoryQuery> =>
      ask(
        TaskHistoryDocument,
        withSeen<TaskHistoryQueryVariables>({ ...variables, after: pageParam }, seen.position.get()),
        signal,
      ),
    initialPageParam: noPage(),
    getNextPageParam: ({ history }: TaskHistoryQuery) =>
      history.pageInfo.hasNextPage ? (history.pageInfo.endCursor ?? null) : null,
    refetchOnWindowFocus: false,
    meta: { about: { taskId } },
    ...patience,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = question;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const changes: readonly TaskChangeFragment[] = (data?.pages ?? []).flatMap(({ history }) =>
    history.edges.map(({ node }) => node),
  );
  return { question, changes };
}
