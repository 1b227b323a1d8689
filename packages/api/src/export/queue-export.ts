// The review queue 待办: what waits for the office, or for a lead, plan by plan.
import type { OfficeForm, Row } from "@taizhang/documents";
import type { NameOf } from "@taizhang/domain";
import { type PlanCard, reviewQueue, type TaskCard, type Waiting, type WaitingKind } from "@taizhang/projections";
import { badInput } from "../errors.ts";
import { readPlan } from "../plan/queries.ts";
import { type QueueOwner, queueOf } from "../reviews/queue-of.ts";
import { unitInSight } from "../roster/directory.ts";
import { type Asked, markOf, momentLine } from "./asked.ts";
import { historySheet } from "./history-sheet.ts";
import {
  cardsOf,
  entriesOf,
  entriesOfReports,
  type ListedTask,
  plansOf,
  reportsOfRegion,
  type TaskList,
  tasksListed,
  tasksOfRegion,
} from "./listed.ts";
import { beijingTime } from "./moment.ts";
import { planHeading, plannedTasks } from "./planned.ts";
import { ledgerKindWords, waitingWords } from "./words.ts";

const COLUMNS = [
  { head: "序号", width: 4 },
  { head: "工作任务", width: 36 },
  { head: "类别", width: 9 },
  { head: "单位", width: 12 },
  { head: "到期日", width: 7 },
  { head: "等待自", width: 9 },
  { head: "说明", width: 12 },
];

/** Which part of which queue is wanted; what is left out narrows nothing. */
export interface QueueAsked {
  readonly of?: QueueOwner | undefined;
  readonly kind?: WaitingKind | undefined;
  readonly planId?: string | undefined;
  readonly unitId?: string | undefined;
}

/**
 * The export of a queue: of the office, or of the reader's unit as a lead; where nothing is said, the office's for readers
 * who see the whole region. It holds what `reviewQueue` answers with the same kind, plan and unit. Throws `FORBIDDEN` where it
 * is not the reader's to see, and `BAD_USER_INPUT` on a plan or unit that the region does not have: a file in which nothing waits
 * would say otherwise.
 */
export async function queueExport(asked: Asked, wanted: QueueAsked): Promise<OfficeForm> {
  const { context, at, reader, nameOf, namesOn } = asked;
  const { of, kind, planId, unitId } = wanted;
  const { isOffice, index } = queueOf(reader, of);
  const narrowed = await narrowedTo(asked, wanted);
  const list: TaskList<Waiting> = { of: reviewQueue, index: kind === undefined ? index : `${index}/${kind}` };
  const isInPlan = (of: { readonly planId: string }) => planId === undefined || of.planId === planId;
  const isOfUnit = (of: { readonly unitId: string | null }) => unitId === undefined || of.unitId === unitId;
  const waitingIn = (card: TaskCard) => entriesOf(list, card).filter(isOfUnit);
  // What waits no more is in no index: of the past, every task tells by itself.
  const listed = await (at.isNow ? tasksListed(context, at, list) : tasksOfRegion(context, reader.regionId));
  const tasks = listed.filter(isInPlan);
  const isListedAlone = at.isNow && unitId === undefined;
  const waiting = isListedAlone ? tasks : await waitingAmong(asked, waitingIn, tasks);
  // Only the office judges completion reports.
  const reports = isOffice ? await reportsOfRegion(context, reader.regionId) : [];
  const fitting = reports.filter((report) => isInPlan(report) && isOfUnit(report));
  const ofPlans = await entriesOfReports(context, at, list, fitting);
  const waitingReports = fitting.filter((report) =>
    ofPlans.get(report.planId)?.some((each) => each.unitId === report.unitId),
  );
  const whole = isOffice ? "办公室待办清单" : `${reader.unitId === null ? "" : nameOf(reader.unitId)}牵头待办清单`;
  const title = narrowed === "" ? whole : `${whole}（部分）`;
  return {
    mark: markOf("queue", null, at),
    title,
    sheets: [
      {
        name: "待办",
        title,
        before: [],
        above: [momentLine(at), ...(narrowed === "" ? [] : [`只列：${narrowed}`])],
        columns: COLUMNS,
        rows: queueRows(asked, waitingIn, waiting, ofPlans),
        below: [],
        headings: "计划",
      },
    ],
    history: historySheet(context, at, {
      ...{ reader, namesOn, planId: null, tasks: waiting, unitId: unitId ?? null },
      reports: waitingReports,
    }),
  };
}

/** What a queue is narrowed to, in words; empty where it is whole. */
async function narrowedTo({ context, nameOf }: Asked, { kind, planId, unitId }: QueueAsked): Promise<string> {
  const plan = planId === undefined ? undefined : await readPlan(context, planId, null);
  const unit = unitId === undefined ? undefined : await unitInSight(context, unitId, null);
  const faults = [
    ...(plan === null ? [{ field: "planId", fault: noPlan }] : []),
    ...(unit === null ? [{ field: "unitId", fault: noUnit }] : []),
  ];
  if (faults.length > 0) throw badInput(faults);
  return [
    ...(kind === undefined ? [] : [waitingWords[kind]]),
    ...(plan ? [plan.title] : []),
    ...(unitId === undefined ? [] : [nameOf(unitId)]),
  ].join("、");
}

const noPlan = {
  zh: "本行政区划没有这个编号的计划，请核对编号",
  en: "the region has no plan of this id; check the id",
};
const noUnit = {
  zh: "本行政区划没有这个编号的单位，请核对编号",
  en: "the region has no unit of this id; check the id",
};

/** What waits in a task. */
type WaitingIn = (card: TaskCard) => readonly Waiting[];

/** The tasks in which something waited. */
async function waitingAmong(
  { context, at }: Asked,
  waitingIn: WaitingIn,
  tasks: readonly ListedTask[],
): Promise<ListedTask[]> {
  const found: ListedTask[] = [];
  for await (const cards of cardsOf(context, at, tasks)) {
    for (const card of cards) {
      const { taskId, planId, row } = card.opened;
      if (waitingIn(card).length > 0) found.push({ taskId, planId, row: row.row });
    }
  }
  return found;
}

/** The rows: under the heading of each plan what waits of it as a whole, then what waits in its tasks. */
async function* queueRows(
  { context, at, nameOf }: Asked,
  waitingIn: WaitingIn,
  tasks: readonly ListedTask[],
  ofPlans: ReadonlyMap<string, readonly Waiting[]>,
): AsyncGenerator<Row> {
  const left = new Map(ofPlans);
  function* begun(plan: PlanCard): Generator<Row> {
    yield { heading: planHeading(plan) };
    for (const waiting of left.get(plan.planId) ?? []) yield { cells: cellsOf(waiting, nameOf) };
    left.delete(plan.planId);
  }
  let open: string | undefined;
  for await (const page of plannedTasks(context, at, tasks)) {
    for (const { card, plan } of page) {
      for (const waiting of waitingIn(card)) {
        if (open !== plan.planId) yield* begun(plan);
        open = plan.planId;
        yield { cells: cellsOf(waiting, nameOf) };
      }
    }
  }
  const plans = await plansOf(
    context,
    [...left.keys()].map((planId) => ({ planId })),
  );
  for (const plan of plans.values()) yield* begun(plan);
}

function cellsOf(waiting: Waiting, nameOf: NameOf): string[] {
  const { no, row, text, kind, unitId, groupName, dueOn, since } = waiting;
  return [
    no ?? (row === null ? "" : `${row}`),
    text ?? ledgerKindWords.completionReport,
    waitingWords[kind],
    unitId === null ? (groupName ?? "") : nameOf(unitId),
    dueOn ?? "",
    beijingTime(since),
    remark(waiting, nameOf),
  ];
}

function remark(waiting: Waiting, nameOf: NameOf): string {
  const { kind, reportNo, extensionNo, itemId, askedDueOn, suggestedUnitId } = waiting;
  if (kind === "completionReport") return `第${reportNo}次报送`;
  if (reportNo !== null) return `第${reportNo}份填报`;
  if (suggestedUnitId !== null) return `建议由${nameOf(suggestedUnitId)}承担`;
  const item = itemId === null ? "" : `条目${itemId}`;
  return extensionNo === null ? "" : `${item}第${extensionNo}次申请，延至${askedDueOn ?? ""}`;
}
