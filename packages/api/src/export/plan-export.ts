// A plan's table with its state 任务分解表: as its notice prints it, and beside that where each task stands.
import { ADDED_TITLE, type OfficeForm, printedTable, type Row, type Sheet } from "@taizhang/documents";
import { type DraftTask, mayReadPlans, plan, streamOf, task, taskIdOf } from "@taizhang/domain";
import { type PlanCard, type PlanRows, planCard, planRows, taskCards } from "@taizhang/projections";
import { type Asked, markOf, momentLine, stateHead } from "./asked.ts";
import { historySheet } from "./history-sheet.ts";
import { dayInWords, docsAt } from "./moment.ts";
import { unitsInPrint } from "./planned.ts";
import { NO_STATE, STATE_COLUMNS, stateCells } from "./state-cells.ts";

/** The plan, as the reader may see it; null where there was none at the moment. */
export async function planInSight({ context, at, reader }: Asked, planId: string): Promise<PlanCard | null> {
  const { value: card } = await context.views.get(planCard, planId);
  if (!card || !mayReadPlans(reader, card.regionId)) return null;
  const { position, instant } = at.asOf;
  const wasThere =
    position != null
      ? BigInt(card.importedPosition) <= position
      : card.importedAt <= new Date(instant ?? 0).toISOString();
  return wasThere ? card : null;
}

/** The export of a plan; null where the reader sees none. */
export async function planExport(asked: Asked, planId: string): Promise<OfficeForm | null> {
  const { context, at, reader, namesOn } = asked;
  const card = await planInSight(asked, planId);
  if (card === null) return null;
  const [then] = await docsAt(context, at, planRows, [{ key: planId, stream: streamOf(plan, planId) }]);
  const rows = then?.rows ?? [];
  const printed = rows.filter(({ added }) => added === undefined);
  const added = rows.filter((row) => row.added !== undefined);
  const { title } = card.head;
  const parts = [...new Set(printed.map(({ part }) => part))];
  const sheets = (parts.length > 0 ? parts : [undefined]).map((part, place): Sheet => {
    const within = printed.filter((row) => row.part === part);
    const table = printedTable(
      within,
      card.sections.filter((section) => section.part === part),
    );
    const under = stateHead(at);
    return {
      name: place === 0 ? "任务表" : `任务表${place + 1}`,
      title: place === 0 ? title : `第${place + 1}部分任务表`,
      before: place === 0 ? metadata(card) : [],
      above: [momentLine(at)],
      columns: [...table.columns, ...STATE_COLUMNS.map((column) => ({ ...column, under }))],
      rows: withState(asked, card, planId, table.rows()),
      below: [],
    };
  });
  const tasks = rows.map(({ row }) => ({ taskId: taskIdOf(context.identity, planId, row), planId, row }));
  return {
    mark: markOf("plan", planId, at),
    title,
    sheets: added.length > 0 ? [...sheets, addedSheet(asked, card, planId, added, then?.assigned ?? {})] : sheets,
    history: historySheet(context, at, { reader, namesOn, planId, tasks, reports: [], unitId: null }),
  };
}

/** The tasks that the office added. They stand behind the printed ones, so that those are read again by themselves. */
function addedSheet(
  asked: Asked,
  plan: PlanCard,
  planId: string,
  added: readonly DraftTask[],
  assigned: PlanRows["assigned"],
): Sheet {
  const unitsOf = (row: DraftTask) => unitsInPrint({ printed: row, assigned: assigned[row.row] }, asked.namesOn);
  const rows = added.map((row) => ({
    row,
    cells: [`${row.row}`, row.text, unitsOf(row), row.deadline.date ?? "", row.added?.on ?? ""],
  }));
  return {
    name: "增列任务",
    title: ADDED_TITLE,
    before: [],
    above: [],
    columns: [
      { head: "行号", width: 4 },
      { head: "工作任务", width: 32 },
      { head: "单位", width: 12 },
      { head: "完成时限", width: 9 },
      { head: "增列日期", width: 9 },
      ...STATE_COLUMNS.map((column) => ({ ...column, under: stateHead(asked.at) })),
    ],
    rows: withState(asked, plan, planId, rows),
    below: [],
  };
}

/** What the notice says of itself, as a page with its metadata does, so that it is read again. */
function metadata({ head: { noticeTitle, issuer, docNumber, issuedOn } }: PlanCard): string[] {
  return [
    ...(noticeTitle === null ? [] : [`标题：${noticeTitle}`]),
    ...(issuer === null ? [] : [`发布机构：${issuer}`]),
    ...(docNumber === null ? [] : [`发文字号：${docNumber}`]),
    ...(issuedOn === null ? [] : [`成文日期：${dayInWords(issuedOn)}`]),
  ];
}

type PrintedRow = ReturnType<ReturnType<typeof printedTable>["rows"]> extends Iterable<infer Each> ? Each : never;

/** How many rows are looked up at once. */
const pageSize = 100;

async function* withState(
  asked: Asked,
  plan: PlanCard,
  planId: string,
  printed: Iterable<PrintedRow>,
): AsyncGenerator<Row> {
  let page: PrintedRow[] = [];
  for (const row of printed) {
    page.push(row);
    if (page.length < pageSize) continue;
    yield* pageWithState(asked, plan, planId, page);
    page = [];
  }
  yield* pageWithState(asked, plan, planId, page);
}

async function* pageWithState(
  asked: Asked,
  plan: PlanCard,
  planId: string,
  page: readonly PrintedRow[],
): AsyncGenerator<Row> {
  const { context, at } = asked;
  const wanted = page.flatMap((each) => {
    if ("heading" in each) return [];
    const taskId = taskIdOf(context.identity, planId, each.row.row);
    return [{ key: taskId, stream: streamOf(task, taskId) }];
  });
  const found = await docsAt(context, at, taskCards, wanted);
  const cards = found.filter((card) => card !== null);
  const states = await stateCells(context, at, plan, cards, asked);
  const byRow = new Map(cards.map(({ opened }, place) => [opened.row.row, states[place] ?? NO_STATE]));
  for (const each of page) {
    if ("heading" in each) yield each;
    else yield { cells: [...each.cells, ...(byRow.get(each.row.row) ?? NO_STATE)] };
  }
}
