// A unit's ledger 工作台账: everything that it owes, plan by plan, under the headings of the plans.
import { ABOVE, type Cell, type OfficeForm, type Row } from "@taizhang/documents";
import { type Reader, readsItem, sightOfAssignment, streamOf, task } from "@taizhang/domain";
import {
  isNobodys,
  type LedgerEntry,
  lampOfLine,
  reportKey,
  type TaskCard,
  type TaskReport,
  taskReports,
  unitLedger,
} from "@taizhang/projections";
import type { Context } from "../context.ts";
import { unitInSight } from "../roster/directory.ts";
import { amendedWords } from "./amended-words.ts";
import { type Asked, markOf, momentLine, stateHead } from "./asked.ts";
import { historySheet } from "./history-sheet.ts";
import { entriesOf, entriesOfReports, type ListedTask, reportsOfUnit, type TaskList, tasksListed } from "./listed.ts";
import { docsAt, type ExportMoment } from "./moment.ts";
import { deadlineInPrint, headingsOf, planHeading, plannedTasks, unitsInPrint } from "./planned.ts";
import { leadsAt, partsInSight, reportWords } from "./state-cells.ts";
import {
  answerWords,
  extensionWords,
  itemStateWords,
  lampWords,
  ledgerKindWords,
  nobodysWords,
  relationWords,
  reportStateWords,
  reviewWords,
  stateWords,
  toMendWords,
} from "./words.ts";

/** The lines of a unit's ledger. */
export const linesOf = (unitId: string): TaskList<LedgerEntry> => ({ of: unitLedger, index: `unit/${unitId}` });

/** The name of a unit of the reader's region; null where there is none, or was none at the moment. */
export async function nameInSight({ context, at, nameOf }: Asked, unitId: string): Promise<string | null> {
  if ((await unitInSight(context, unitId, at.asOf)) === null) return null;
  const name = nameOf(unitId);
  return name === unitId ? null : name;
}

const PRINTED = [
  { head: "一级目标", width: 8 },
  { head: "二级目标", width: 8 },
  { head: "序号", width: 4 },
  { head: "工作任务", width: 32 },
  { head: "单位", width: 14 },
  { head: "完成时限", width: 8 },
];
const STATE = [
  { head: "变更后内容", width: 20 },
  { head: "类别", width: 4 },
  { head: "分工", width: 4 },
  { head: "办理状态", width: 6 },
  { head: "到期日", width: 7 },
  { head: "时限灯", width: 5 },
  { head: "延期", width: 6 },
  { head: "最近填报", width: 24 },
];

/** The export of a unit's ledger; null where the reader sees no such unit. */
export async function ledgerExport(asked: Asked, unitId: string): Promise<OfficeForm | null> {
  const { context, at, reader, namesOn } = asked;
  const name = await nameInSight(asked, unitId);
  if (name === null) return null;
  const tasks = await tasksListed(context, at, linesOf(unitId));
  const title = `${name}工作台账`;
  const under = stateHead(at);
  return {
    mark: markOf("ledger", null, at),
    title,
    sheets: [
      {
        name: "台账",
        title,
        before: [],
        above: [momentLine(at)],
        columns: [...PRINTED, ...STATE.map((column) => ({ ...column, under }))],
        rows: ledgerRows(asked, unitId, tasks),
        below: [],
        headings: "计划",
      },
    ],
    history: historySheet(context, at, {
      ...{ reader, namesOn, planId: null, tasks, unitId },
      reports: reportsOfUnit(tasks, unitId),
    }),
  };
}

async function* ledgerRows(asked: Asked, unitId: string, tasks: readonly ListedTask[]): AsyncGenerator<Row> {
  const { context, at, reader, namesOn } = asked;
  const list = linesOf(unitId);
  const ofPlans = await entriesOfReports(context, at, list, reportsOfUnit(tasks, unitId));
  let above: { readonly planId: string; readonly headings: readonly [string, string] } | undefined;
  for await (const page of plannedTasks(context, at, tasks)) {
    const leads = await leadsAt(
      context,
      at,
      page.map(({ card }) => card),
    );
    const seen = page.map(({ card }) => ({
      card,
      lines: entriesOf(list, card),
      isWhole: partsInSight(card, reader, leads).some((part) => part.unitId === unitId),
      leadUnitIds: leads(card),
    }));
    const reports = await reportsSaid(
      context,
      at,
      seen.filter(({ isWhole }) => isWhole),
    );
    for (const [place, planned] of page.entries()) {
      const { card, plan } = planned;
      const { lines = [], isWhole = false, leadUnitIds = [] } = seen[place] ?? {};
      for (const line of lines) {
        const report = isWhole ? reports.get(reportOn(line) ?? "") : undefined;
        const headings = headingsOf(planned);
        const isNew = above?.planId !== plan.planId;
        if (isNew) {
          yield { heading: planHeading(plan) };
          for (const owed of ofPlans.get(plan.planId) ?? []) yield { cells: reportCells(asked, owed) };
        }
        const first: Cell = !isNew && headings[0] === above?.headings[0] ? ABOVE : headings[0];
        const second: Cell = first === ABOVE && headings[1] === above?.headings[1] ? ABOVE : headings[1];
        above = { planId: plan.planId, headings };
        const { row } = card.opened;
        yield {
          cells: [
            first,
            second,
            row.no ?? `${row.row}`,
            textOf(line, row.text, reader, leadUnitIds),
            unitsInPrint(planned, namesOn),
            deadlineInPrint(planned),
            line.item === null ? amendedWords(card, plan, dueOnOf(line, card)) : "",
            ledgerKindWords[line.kind],
            line.relations.map((relation) => relationWords[relation]).join("、"),
            stateIn(line, isWhole),
            line.dueOn ?? "",
            lampWords[lampOfLine(line, at.day)],
            isWhole && line.extension ? extensionWords[line.extension] : "",
            lastWords(line, isWhole, report),
          ],
        };
      }
    }
  }
}

/** The day that the part is due which a line is about, also one about an urging. */
const dueOnOf = ({ kind, dueOn, unitId }: LedgerEntry, { life }: TaskCard): string | null | undefined =>
  kind === "part" ? dueOn : life.assignments[unitId]?.dueOn;

/** The key of the last report that a line speaks of; null where it speaks of none. Each part of a unit has its own. */
const reportOn = ({ taskId, unitId, lastReport }: LedgerEntry): string | null =>
  taskId === null || lastReport === null ? null : reportKey(taskId, unitId, lastReport.no);

/** The reports that lines speak of, with their words, by key. */
async function reportsSaid(
  context: Context,
  at: ExportMoment,
  seen: readonly { readonly card: TaskCard; readonly lines: readonly LedgerEntry[] }[],
): Promise<ReadonlyMap<string, TaskReport>> {
  const wanted = seen.flatMap(({ card, lines }) =>
    lines.flatMap((line) => {
      const key = reportOn(line);
      return key === null ? [] : [{ key, stream: streamOf(task, card.opened.taskId) }];
    }),
  );
  const found = await docsAt(context, at, taskReports, wanted);
  return new Map(wanted.flatMap(({ key }, place) => (found[place] ? [[key, found[place]] as const] : [])));
}

/** How a line stands, in words; with what of it is to be mended where the reader sees all of it. */
const stateIn = (line: LedgerEntry, isWhole: boolean): string =>
  [
    wordsOf(line),
    ...(isNobodys(line) ? [nobodysWords] : []),
    ...(isWhole && line.toMendCount > 0 ? [toMendWords(line.toMendCount)] : []),
  ].join("，");

function wordsOf({ kind, state, item, reportState, standing }: LedgerEntry): string {
  if (kind === "urging") return answerWords[standing];
  if (item !== null) return itemStateWords[item.state];
  if (reportState !== null) return reportStateWords[reportState];
  return state === null ? answerWords[standing] : stateWords[state];
}

/** What a line is about: the task as it is printed, or the item, with its number; of one that is not read, its id. */
function textOf(
  { item, regionId }: LedgerEntry,
  printed: string,
  reader: Reader,
  leadUnitIds: readonly string[],
): string {
  if (item === null) return printed;
  if (!readsItem(reader, { regionId, ownerIds: item.ownerIds, leadUnitIds })) return `条目${item.itemId}`;
  return [item.no, item.text].filter((each) => each !== null).join(" ");
}

/** What was last said about a line. */
function lastWords(line: LedgerEntry, isWhole: boolean, report: TaskReport | undefined): string {
  const { kind, item } = line;
  if (kind === "urging") return urgingWords(line);
  if (item === null) return report ? reportWords(report) : "";
  return isWhole && item.target !== null ? `${item.amount ?? "0"}/${item.target}${item.unitOfMeasure ?? ""}` : "";
}

const urgingWords = ({ urgingNo, answeredOn }: LedgerEntry): string =>
  `第${urgingNo}次催办${answeredOn === null ? "" : `，${answeredOn}答复`}`;

/** The row of a completion report, or of an urging for it, which is about its plan as a whole. */
function reportCells({ at, reader, nameOf }: Asked, line: LedgerEntry): Cell[] {
  const { unitId, regionId, kind, dueOn, extension, lastReport } = line;
  const isWhole = sightOfAssignment(reader, { regionId, unitId, leadUnitIds: [] }) === "whole";
  const last = isWhole && lastReport;
  return [
    ...["", "", "", ledgerKindWords.completionReport, nameOf(unitId), "", "", ledgerKindWords[kind], ""],
    ...[stateIn(line, isWhole), dueOn ?? ""],
    lampWords[lampOfLine(line, at.day)],
    isWhole && extension ? extensionWords[extension] : "",
    kind === "urging" ? urgingWords(line) : last ? `第${last.no}次 ${last.reportedOn} ${reviewWords[last.review]}` : "",
  ];
}
