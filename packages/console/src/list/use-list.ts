// The lines of a list, page after page: of tasks or of assignments, both as one kind of line.
import type { UseQueryResult } from "@tanstack/react-query";
import { useMemo } from "react";
import { useListed } from "../ask/use-listed.ts";
import {
  type AssignmentListedFragment,
  ListedAssignmentsDocument,
  type ListedAssignmentsQuery,
  ListedTasksDocument,
  type ListedTasksQuery,
  type PlanOfListFragment,
  type TaskListedFragment,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { asOfIn, isOfPast } from "../moment.ts";
import { type ListState, whereOf } from "./address.ts";

const pageSize = 100;

/** A line of the list: a task, or an assignment. */
export type Listed =
  | { readonly kind: "task"; readonly task: TaskListedFragment }
  | { readonly kind: "part"; readonly part: AssignmentListedFragment };

/** The list as far as it is there. */
export interface ListShown {
  readonly question: UseQueryResult<unknown>;
  readonly lines: readonly Listed[];
  /** Its plan; null where it is out of the reader's sight. */
  readonly plan: PlanOfListFragment | null;
  readonly totalCount: number;
  /** The instant that it is of. */
  readonly shownAt: string | null;
  readonly position: string | null;
  readonly stale: boolean;
  readonly isPast: boolean;
  readonly more: (() => void) | null;
}

const tasksIn = ({ tasks }: ListedTasksQuery) => tasks;
const partsIn = ({ assignments }: ListedAssignmentsQuery) => assignments;

/** Asks for the list in a state of the page. */
export function useList(state: ListState): ListShown {
  const { today } = useMe();
  const { planId, on, asOf } = state;
  const isPast = isOfPast(state, today);
  const variables = { planId, where: whereOf(state), first: pageSize, on: on ?? null, asOf: asOfIn(asOf) };
  const isOfTasks = state.of === "tasks";
  const asking = { isPast, about: { planId } };
  const tasks = useListed(ListedTasksDocument, variables, tasksIn, { ...asking, enabled: isOfTasks });
  const parts = useListed(ListedAssignmentsDocument, variables, partsIn, { ...asking, enabled: !isOfTasks });
  const lines = useMemo(
    () =>
      isOfTasks
        ? tasks.nodes.map((task): Listed => ({ kind: "task", task }))
        : parts.nodes.map((part): Listed => ({ kind: "part", part })),
    [isOfTasks, tasks.nodes, parts.nodes],
  );
  const { question, more, last, answer } = isOfTasks ? tasks : parts;
  const [first] = question.data?.pages ?? [];
  return {
    ...{ question, lines, isPast, more },
    plan: first?.plan ?? null,
    totalCount: last?.totalCount ?? 0,
    shownAt: answer?.shownAt ?? null,
    position: last?.position ?? null,
    stale: last?.stale ?? false,
  };
}
