// The review queue 待办: what waits for the office, or for a lead, plan by plan.
import type { OfficeForm, Row } from "@taizhang/documents";
import type { NameOf } from "@taizhang/domain";
import { type PlanCard, reviewQueue, type Waiting } from "@taizhang/projections";
import { type QueueOwner, queueOf } from "../reviews/queue-of.ts";
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

/**
 * The export of a queue: of the office, or of the reader's unit as a lead; where nothing is said, the office's for readers
 * who see the whole region. Throws `FORBIDDEN` where it is not the reader's to see.
 */
export async function queueExport(asked: Asked, of: QueueOwner | undefined): Promise<OfficeForm> {
  const { context, at, reader, nameOf, namesOn } = asked;
  const { isOffice, index } = queueOf(reader, of);
  const list: TaskList<Waiting> = { of: reviewQueue, index };
  // What waits no more is in no index: of the past, every task tells by itself.
  const tasks = await (at.isNow ? tasksListed(context, at, list) : tasksOfRegion(context, reader.regionId));
  const title = isOffice ? "办公室待办清单" : `${reader.unitId === null ? "" : nameOf(reader.unitId)}牵头待办清单`;
  const waiting = at.isNow ? tasks : await waitingAmong(asked, list, tasks);
  // Only the office judges completion reports.
  const reports = isOffice ? await reportsOfRegion(context, reader.regionId) : [];
  const ofPlans = await entriesOfReports(context, at, list, reports);
  const waitingReports = reports.filter(({ planId, unitId }) =>
    ofPlans.get(planId)?.some((each) => each.unitId === unitId),
  );
  return {
    mark: markOf("queue", null, at),
    title,
    sheets: [
      {
        name: "待办",
        title,
        before: [],
        above: [momentLine(at)],
        columns: COLUMNS,
        rows: queueRows(asked, list, waiting, ofPlans),
        below: [],
        headings: "计划",
      },
    ],
    history: historySheet(context, at, {
      ...{ reader, namesOn, planId: null, tasks: waiting, unitId: null },
      reports: waitingReports,
    }),
  };
}

/** The tasks in which something waited. */
async function waitingAmong(
  { context, at }: Asked,
  list: TaskList<Waiting>,
  tasks: readonly ListedTask[],
): Promise<ListedTask[]> {
  const found: ListedTask[] = [];
  for await (const cards of cardsOf(context, at, tasks)) {
    for (const card of cards) {
      const { taskId, planId, row } = card.opened;
      if (entriesOf(list, card).length > 0) found.push({ taskId, planId, row: row.row });
    }
  }
  return found;
}

/** The rows: under the heading of each plan what waits of it as a whole, then what waits in its tasks. */
async function* queueRows(
  { context, at, nameOf }: Asked,
  list: TaskList<Waiting>,
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
      for (const waiting of entriesOf(list, card)) {
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
