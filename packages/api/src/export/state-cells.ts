// What the ledger says of a task beside its printed row: the words that hold now, state, due day, lamp and last report, as far as
// the reader may see.
import { grouped, isOwnerless, type NameOf, type Reader, sightOfAssignment, streamOf, task } from "@taizhang/domain";
import {
  lamp,
  type Part,
  type PlanCard,
  partsOf,
  reportKey,
  standingOfTask,
  type TaskCard,
  type TaskReport,
  taskReports,
} from "@taizhang/projections";
import type { Context } from "../context.ts";
import { type LeadsOf, leadsToday } from "../task/leads-of.ts";
import { amendedWords } from "./amended-words.ts";
import { docsAt, type ExportMoment } from "./moment.ts";
import { lampWords, nobodysWords, reviewWords, standingWords, stateWords } from "./words.ts";

/** The heads of `stateCells`, with their widths. */
export const STATE_COLUMNS = [
  { head: "变更后内容", width: 20 },
  { head: "任务状态", width: 6 },
  { head: "到期日", width: 7 },
  { head: "时限灯", width: 5 },
  { head: "各单位办理状态", width: 18 },
  { head: "最近填报", width: 24 },
] as const;

/** For a row that is no task yet. */
export const NO_STATE: readonly string[] = STATE_COLUMNS.map(() => "");

/** The units that may read tasks of an export as their leads. A file of the present says it as the cards do of which it is made. */
export const leadsAt = (
  context: Context,
  { asOf, isNow }: ExportMoment,
  cards: readonly TaskCard[],
): Promise<LeadsOf> =>
  leadsToday(
    context,
    cards.map(({ opened }) => opened.taskId),
    isNow ? null : asOf,
  );

/** The parts of a task of which a reader sees everything. */
export function partsInSight(card: TaskCard, reader: Reader, leads: LeadsOf): Part[] {
  const { regionId } = card.opened;
  const leadUnitIds = leads(card);
  return partsOf(card).filter(({ unitId }) => sightOfAssignment(reader, { regionId, unitId, leadUnitIds }) === "whole");
}

/** The last report among some parts: that of the latest day. */
function lastReported(parts: readonly Part[]): { readonly unitId: string; readonly no: number } | null {
  let last: { readonly unitId: string; readonly no: number; readonly reportedOn: string } | null = null;
  for (const { unitId, lastReport } of parts) {
    if (lastReport && (last === null || lastReport.reportedOn > last.reportedOn)) last = { unitId, ...lastReport };
  }
  return last;
}

/** The last report of each task that the reader may see, with its words; null where there is none. */
export async function lastReports(
  context: Context,
  at: ExportMoment,
  seen: readonly { readonly card: TaskCard; readonly parts: readonly Part[] }[],
): Promise<readonly ({ readonly unitId: string; readonly report: TaskReport } | null)[]> {
  const wanted = seen.map(({ card, parts }) => {
    const last = lastReported(parts);
    const { taskId } = card.opened;
    return last && { ...last, stream: streamOf(task, taskId), key: reportKey(taskId, last.unitId, last.no) };
  });
  const found = await docsAt(
    context,
    at,
    taskReports,
    wanted.filter((each) => each !== null),
  );
  const reports = found.values();
  return wanted.map((each) => {
    if (each === null) return null;
    const report = reports.next().value ?? null;
    return report && { unitId: each.unitId, report };
  });
}

/** A report in a cell: 「第2份 2021-09-08 审核通过：…」. */
export const reportWords = ({ no, reportedOn, review, progress }: TaskReport): string =>
  `第${no}份 ${reportedOn} ${reviewWords[review]}：${progress.text}`;

/** The units of a task by how their parts stand: 「待签收：区教育局、区司法局」, one state a line. */
function unitsByState(card: TaskCard, nameOf: NameOf): string {
  const standing = (part: Part): string => {
    const { state, dueOn } = part;
    const nobodys = isOwnerless(part) ? `，${nobodysWords}` : "";
    const hasOwnDay = dueOn !== null && dueOn !== card.life.dueOn;
    return `${stateWords[state]}${nobodys}${hasOwnDay ? `（到期${dueOn}）` : ""}`;
  };
  const units = grouped(partsOf(card), standing, ({ unitId }) => nameOf(unitId));
  return [...units].map(([words, names]) => `${words}：${names.join("、")}`).join("\n");
}

/** The cells of tasks of a plan, in order. */
export async function stateCells(
  context: Context,
  at: ExportMoment,
  plan: Pick<PlanCard, "sections">,
  cards: readonly TaskCard[],
  { reader, nameOf }: { readonly reader: Reader; readonly nameOf: NameOf },
): Promise<readonly string[][]> {
  const leads = await leadsAt(context, at, cards);
  const reports = await lastReports(
    context,
    at,
    cards.map((card) => ({ card, parts: partsInSight(card, reader, leads) })),
  );
  return cards.map((card, place) => {
    const { dueOn } = card.life;
    const last = reports[place];
    return [
      amendedWords(card, plan),
      standingWords[standingOfTask(card)],
      dueOn ?? "",
      lampWords[lamp(card, at.day)],
      unitsByState(card, nameOf),
      last ? `${nameOf(last.unitId)} ${reportWords(last.report)}` : "",
    ];
  });
}
