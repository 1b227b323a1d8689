// The history of an export 留痕: what happened to its plan and its tasks up to the moment, as far as the reader may know it.

import { HISTORY_TITLE, type Row, type Sheet } from "@taizhang/documents";
import { completion, completionIdOf, plan, type Reader, streamOf, task } from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { documentsAfter, taskCards } from "@taizhang/projections";
import { namesNobody } from "../auth/people.ts";
import { changeFor } from "../changes/change.ts";
import { noTexts } from "../changes/texts-then.ts";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { eventsAsOf, eventsUntil } from "../reading/as-of.ts";
import { readsAsLead } from "../task/leads-of.ts";
import type { ListedReport, ListedTask } from "./listed.ts";
import { beijingTime, type ExportMoment, type NamesByDay } from "./moment.ts";
import { leadsAt } from "./state-cells.ts";

/** Whose history it is, and who reads it. */
export interface HistoryAsked {
  readonly reader: Reader;
  readonly namesOn: NamesByDay;
  /** The plan whose own history comes first; null for none. */
  readonly planId: string | null;
  readonly tasks: readonly ListedTask[];
  /** The completion reports whose history comes last. */
  readonly reports: readonly ListedReport[];
  /** Only what touches this unit; null for everything. */
  readonly unitId: string | null;
}

/** The sheet of the history. */
export const historySheet = (context: Context, at: ExportMoment, asked: HistoryAsked): Sheet => ({
  name: "留痕",
  title: HISTORY_TITLE,
  before: [],
  above: [],
  columns: [
    { head: "时间", width: 9 },
    { head: "任务", width: 5 },
    { head: "事项", width: 60 },
    { head: "办理人", width: 14 },
  ],
  rows: told(context, at, asked),
  below: [],
});

/** How many streams are read at once. */
const pageSize = 50;

async function* told(context: Context, at: ExportMoment, asked: HistoryAsked): AsyncGenerator<Row> {
  const { planId, tasks, reports, unitId } = asked;
  if (planId !== null) {
    for await (const event of eventsUntil(context.log, streamOf(plan, planId), at.asOf)) {
      yield* rowOf(event, "计划", [], asked);
    }
  }
  for (let from = 0; from < tasks.length; from += pageSize) {
    const page = await fewAtOnce(tasks.slice(from, from + pageSize), async ({ taskId, row }) => ({
      row,
      taskId,
      events: await eventsAsOf(context.log, streamOf(task, taskId), at.asOf),
    }));
    const leadsIn = await leadsInHistory(context, at, page, asked.reader);
    for (const { row, taskId, events } of page) {
      const leads = leadsIn.get(taskId) ?? [];
      for (const event of events) {
        if (unitId === null || event.meta.unitIds.includes(unitId)) yield* rowOf(event, `${row}`, leads, asked);
      }
    }
  }
  for (let from = 0; from < reports.length; from += pageSize) {
    const page = await fewAtOnce(reports.slice(from, from + pageSize), (report) => {
      const id = completionIdOf(context.identity, report.planId, report.unitId);
      return eventsAsOf(context.log, streamOf(completion, id), at.asOf);
    });
    for (const event of page.flat()) yield* rowOf(event, "报送", [], asked);
  }
}

/** The units that may read tasks as their leads, by task, where they change what the reader sees. */
async function leadsInHistory(
  context: Context,
  at: ExportMoment,
  tasks: readonly { readonly taskId: string; readonly events: readonly StoredEvent[] }[],
  reader: Reader,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (!readsAsLead(reader)) return new Map();
  const cards = tasks.flatMap(({ taskId, events }) => documentsAfter(taskCards, events).get(taskId) ?? []);
  const leads = await leadsAt(context, at, cards);
  return new Map(cards.map((card) => [card.opened.taskId, leads(card)]));
}

function* rowOf(
  event: StoredEvent,
  what: string,
  leadUnitIds: readonly string[],
  { reader, namesOn }: HistoryAsked,
): Generator<Row> {
  const names = { on: namesOn };
  const change = changeFor(event, { reader, leadUnitIds, names, people: namesNobody, texts: noTexts, cursor: "" });
  if (!change) return;
  const { actor, onBehalfOf } = change;
  const who = onBehalfOf ?? actor;
  yield {
    cells: [beijingTime(change.happenedAt), what, change.sentence.zh, who.unitName ?? who.subjectId ?? ""],
  };
}
