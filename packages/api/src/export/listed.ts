// The tasks that an index lists at the moment of an export: by plan, in the order of their import, and by row.
import { completion, completionIdOf, grouped, streamOf, task } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import {
  completionKey,
  completionReports,
  type Documents,
  listedIn,
  type PlanCard,
  planCard,
  type TaskCard,
  taskCards,
} from "@taizhang/projections";
import type { Context } from "../context.ts";
import { docsAt, type ExportMoment } from "./moment.ts";

/** A task, and where it stands. All tasks of an export are held as this, and no more of them. */
export interface ListedTask {
  readonly taskId: string;
  readonly planId: string;
  readonly row: number;
}

/** A completion report, and whose it is. */
export interface ListedReport {
  readonly planId: string;
  readonly unitId: string;
}

/** What entries of lists say of their task; null in those about a plan as a whole. */
type About = { readonly [Name in keyof ListedTask]: ListedTask[Name] | (Name extends "planId" ? never : null) };

/** An index of entries. */
export interface TaskList<Doc> {
  readonly of: Documents<Doc>;
  readonly index: string;
}

/** How many entries are read at once. */
const pageSize = 100;

/** Every entry of an index, page by page, with how far the views had come at each. */
async function* pagesOf<Doc>({ views }: Context, { of, index }: TaskList<Doc>) {
  let after: { sort: string; key: string } | undefined;
  do {
    const { value, position } = await views.list(of, index, { first: pageSize, ...(after && { after }) });
    yield { docs: value.items.map(({ doc }) => doc), position };
    const last = value.items.at(-1);
    after = value.hasMore && last ? { sort: last.sort, key: last.key } : undefined;
  } while (after);
}

/**
 * The tasks that may have an entry in the index at the moment; whoever reads them then sees whether they do. What changed
 * while the pages were read is among them: a page shows no entry that has moved to one read before.
 */
export async function tasksListed<Doc extends About>(
  context: Context,
  at: ExportMoment,
  list: TaskList<Doc>,
): Promise<ListedTask[]> {
  const found = new Map<string, ListedTask>();
  let since = at.isNow ? at.position : undefined;
  let hasMoved = false;
  for await (const { docs, position } of pagesOf(context, list)) {
    for (const { taskId, planId, row } of docs)
      if (taskId !== null && row !== null) found.set(taskId, { taskId, planId, row });
    since ??= position;
    hasMoved ||= position !== since;
  }
  if (hasMoved) for (const task of await touchedSince(context, since ?? null)) found.set(task.taskId, task);
  return inOrder(context, [...found.values()]);
}

/** All tasks of a region's plans: where what waits today does not say what waited once. */
export async function tasksOfRegion(context: Context, regionId: string): Promise<ListedTask[]> {
  const found: ListedTask[] = [];
  for await (const { docs: plans } of pagesOf(context, { of: planCard, index: `region/${regionId}` })) {
    for (const { planId } of plans) {
      for await (const { docs } of pagesOf(context, { of: taskCards, index: `plan/${planId}` })) {
        found.push(...docs.map(({ opened }) => ({ taskId: opened.taskId, planId, row: opened.row.row })));
      }
    }
  }
  return found;
}

/** The tasks to which anything happened after a position. */
async function touchedSince({ log, views, signal }: Context, position: LogPosition | null): Promise<ListedTask[]> {
  const taskIds = new Set<string>();
  const over = new AbortController();
  const ending = AbortSignal.any([signal, over.signal]);
  for await (const followed of log.follow(position === null ? null : { position, mark: null }, { signal: ending })) {
    if (followed.kind === "event" && followed.event.meta.taskId !== null) taskIds.add(followed.event.meta.taskId);
    if (followed.kind === "caughtUp") break;
  }
  over.abort();
  const { value } = await views.getMany(taskCards, [...taskIds]);
  return value.flatMap((card) => {
    if (card === null) return [];
    const { taskId, planId, row } = card.opened;
    return [{ taskId, planId, row: row.row }];
  });
}

async function inOrder(context: Context, tasks: readonly ListedTask[]): Promise<ListedTask[]> {
  const plans = await plansOf(context, tasks);
  const order = new Map(tasks.map(({ planId }) => [planId, BigInt(plans.get(planId)?.importedPosition ?? "0")]));
  return tasks.toSorted((one, other) => {
    const [a, b] = [order.get(one.planId) ?? 0n, order.get(other.planId) ?? 0n];
    return a === b ? one.row - other.row : a < b ? -1 : 1;
  });
}

/** The plans that tasks, or completion reports, belong to. */
export async function plansOf(
  { views }: Context,
  tasks: readonly Pick<ListedTask, "planId">[],
): Promise<ReadonlyMap<string, PlanCard>> {
  const ids = [...new Set(tasks.map(({ planId }) => planId))];
  const { value } = await views.getMany(planCard, ids);
  return new Map(value.flatMap((card) => (card ? [[card.planId, card] as const] : [])));
}

/** The tasks as they were at the moment, a page after the other; those that were not opened yet are left out. */
export async function* cardsOf(
  context: Context,
  at: ExportMoment,
  tasks: readonly ListedTask[],
): AsyncGenerator<readonly TaskCard[]> {
  for (let from = 0; from < tasks.length; from += pageSize) {
    const page = tasks.slice(from, from + pageSize).map(({ taskId }) => ({
      key: taskId,
      stream: streamOf(task, taskId),
    }));
    yield (await docsAt(context, at, taskCards, page)).filter((card) => card !== null);
  }
}

/** The entries that a task has in an index, as it was at the moment. */
export const entriesOf = <Doc>({ of, index }: TaskList<Doc>, card: TaskCard): Doc[] =>
  listedIn(of, index, card, card.opened.taskId);

/** All completion reports on a region's plans. */
export async function reportsOfRegion(context: Context, regionId: string): Promise<ListedReport[]> {
  const found: ListedReport[] = [];
  for await (const { docs: plans } of pagesOf(context, { of: planCard, index: `region/${regionId}` })) {
    for (const { planId } of plans) {
      for await (const { docs } of pagesOf(context, { of: completionReports, index: `plan/${planId}` }))
        found.push(...docs.map(({ about: { unitId } }) => ({ planId, unitId })));
    }
  }
  return found;
}

/** The completion reports that a unit may owe to the plans of its tasks. */
export const reportsOfUnit = (tasks: readonly ListedTask[], unitId: string): ListedReport[] =>
  [...new Set(tasks.map(({ planId }) => planId))].map((planId) => ({ planId, unitId }));

/** The entries that completion reports have in an index, as they were at the moment, by planId. */
export async function entriesOfReports<Doc>(
  context: Context,
  at: ExportMoment,
  { of, index }: TaskList<Doc>,
  reports: readonly ListedReport[],
): Promise<ReadonlyMap<string, Doc[]>> {
  const wanted = reports.map(({ planId, unitId }) => {
    const id = completionIdOf(context.identity, planId, unitId);
    return { key: id, stream: streamOf(completion, id) };
  });
  const found = (await docsAt(context, at, completionReports, wanted)).flatMap((card) => {
    if (card === null) return [];
    const { planId, unitId } = card.about;
    const docs = listedIn(of, index, card, completionKey(completionIdOf(context.identity, planId, unitId)));
    return docs.map((doc) => ({ planId, doc }));
  });
  return grouped(
    found,
    ({ planId }) => planId,
    ({ doc }) => doc,
  );
}
