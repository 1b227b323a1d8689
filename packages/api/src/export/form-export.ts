// The reporting form of a unit for a plan 工作台账填报表, as 韶关 prints it (L203–L209); what is written by hand stays blank. Beside it stands
// what holds now of a task that was amended.
import type { OfficeForm, Row } from "@taizhang/documents";
import { isCounted } from "@taizhang/domain";
import { amendedWords } from "./amended-words.ts";
import { type Asked, markOf, momentLine, stateHead } from "./asked.ts";
import { historySheet } from "./history-sheet.ts";
import { linesOf, nameInSight } from "./ledger-export.ts";
import { entriesOf, type ListedTask, tasksListed } from "./listed.ts";
import { planInSight } from "./plan-export.ts";
import { deadlineInPrint, plannedTasks } from "./planned.ts";
import { lastReports, leadsAt, partsInSight } from "./state-cells.ts";

// The form has no column for the number of a task, so the link to it is added.
const COLUMNS = [
  { head: "序号", width: 4 },
  { head: "具体工作事项", width: 32 },
  { head: "落实单位", width: 12 },
  { head: "具体工作事项进度", width: 36 },
  { head: "完成时限", width: 10 },
];
const AMENDED = { head: "变更后内容", width: 20 };

/** The form of a unit for a plan; says which of the two the reader sees not. */
export async function formExport(asked: Asked, planId: string, unitId: string): Promise<OfficeForm | "plan" | "unit"> {
  const { context, at, reader, namesOn } = asked;
  const plan = await planInSight(asked, planId);
  if (plan === null) return "plan";
  if ((await nameInSight(asked, unitId)) === null) return "unit";
  const tasks = (await tasksListed(context, at, linesOf(unitId))).filter((task) => task.planId === planId);
  return {
    mark: markOf("form", planId, at),
    title: `${plan.head.title}工作台账`,
    sheets: [
      {
        name: "工作台账",
        title: `${plan.head.title}工作台账`,
        before: [],
        above: ["填报单位（盖章）：　　　　　　　　　　　　　　　　填报日期：　　　年　　月　　日"],
        columns: [...COLUMNS, { ...AMENDED, under: stateHead(at) }],
        rows: formRows(asked, unitId, tasks),
        below: ["填报人：　　　　　　　　　　　　　　　　　　　　　联系方式（手机）：", momentLine(at)],
      },
    ],
    history: historySheet(context, at, { reader, namesOn, planId: null, tasks, reports: [], unitId }),
  };
}

async function* formRows(
  { context, at, reader, nameOf }: Asked,
  unitId: string,
  tasks: readonly ListedTask[],
): AsyncGenerator<Row> {
  const list = linesOf(unitId);
  for await (const page of plannedTasks(context, at, tasks)) {
    const leads = await leadsAt(
      context,
      at,
      page.map(({ card }) => card),
    );
    const seen = page.map(({ card }) => ({
      card,
      parts: partsInSight(card, reader, leads).filter((part) => part.unitId === unitId),
    }));
    const reports = await lastReports(context, at, seen);
    for (const [place, planned] of page.entries()) {
      const { card, plan } = planned;
      const part = card.life.assignments[unitId];
      // Of a part that another unit has now, or that was exempted, there is nothing to report.
      if (entriesOf(list, card).length === 0 || (part && !isCounted(part.state))) continue;
      const { row } = card.opened;
      const progress = reports[place]?.report.progress.text ?? "";
      yield {
        cells: [
          ...[row.no ?? `${row.row}`, row.text, nameOf(unitId), progress, deadlineInPrint(planned)],
          amendedWords(card, plan, part?.dueOn),
        ],
      };
    }
  }
}
