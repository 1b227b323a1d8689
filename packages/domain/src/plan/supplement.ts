// What a later notice 补充通知 does to a plan: whether the map of its rows is whole, and what follows from each row.
import { type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { RosterState } from "../roster/state.ts";
import { amendable } from "../task/wording.ts";
import { nextRow, TaskAdded } from "./add-task.ts";
import { type DraftTask, rowNamed, rowsNamed } from "./draft.ts";
import { dueDayOf } from "./from-issue.ts";
import { assigningOf, refusalOfAssigning } from "./opening.ts";
import { unitsAsRead } from "./reading.ts";
import type { RowEffect, RowUse } from "./row-use.ts";
import type { PlanState } from "./state.ts";

/** The refusal of a map that leaves rows out, or names rows that are not there, or twice; null if it is whole. */
export function refusalOfMap(plan: PlanState, supplement: PlanState, map: readonly RowUse[]): Rejection | null {
  const said = map.map(({ row }) => row);
  const printed = supplement.rows.map(({ row }) => row);
  const left = printed.filter((row) => !said.includes(row));
  if (left.length > 0) return reject("SUPPLEMENT_ROWS_LEFT_OUT", rowsNamed(supplement.rows, left));
  const odd = said.filter((row, at) => !printed.includes(row) || said.indexOf(row) !== at);
  if (odd.length > 0) return reject("SUPPLEMENT_ROWS_UNKNOWN", rowsNamed(supplement.rows, odd));
  const changed = map.flatMap((use) => ("of" in use ? [use.of] : []));
  const rows = plan.rows.map(({ row }) => row);
  const wrong = changed.filter((row, at) => !rows.includes(row) || changed.indexOf(row) !== at);
  return wrong.length > 0 ? reject("PLAN_ROWS_UNFIT", rowsNamed(plan.rows, wrong)) : null;
}

/** How a supplement is carried out. */
interface Circumstances {
  readonly plan: PlanState;
  readonly supplement: PlanState;
  readonly sourceSha256: string;
  /** The day from which added rows count. */
  readonly on: string;
  readonly roster: RosterState;
  readonly actor: Actor;
}

/** What a map does to the plan, and the rows that it adds; or the refusal of what could not be carried out. */
export function effectsOf(map: readonly RowUse[], circumstances: Circumstances) {
  const { plan, supplement, roster, actor, on } = circumstances;
  const read = unitsAsRead(supplement);
  const effects: RowEffect[] = [];
  const added: ReturnType<typeof TaskAdded>[] = [];
  for (const use of map) {
    const printed = supplement.rows.find(({ row }) => row === use.row);
    if (!printed) continue;
    if (use.kind === "amends") {
      const changes = amendable.partial().safeParse(changesIn(printed, on));
      if (!changes.success) return reject("TOO_LARGE_TO_STORE", rowNamed(printed));
      effects.push({ ...use, changes: changes.data });
    } else if (use.kind === "adds") {
      const row = rowOf(printed, nextRow(plan) + added.length, circumstances);
      const units = assigningOf({ ...supplement, issuedOn: on }, read.get(use.row) ?? [], roster);
      const { assignments = [], groups = [], external = [] } = units ?? {};
      // The merged cells are those of the later notice, and its rows are numbered otherwise.
      const parts = assignments.map((part) => ({ ...part, inheritedFromRow: null }));
      const assigning = { assignments: parts, groups, external };
      const refusal = refusalOfAssigning(plan, { ...row, row: use.row }, assigning, roster, actor);
      if (refusal) return refusal;
      effects.push({ ...use, of: row.row });
      added.push(TaskAdded({ row, assigning, ...groundOf(supplement) }));
    } else effects.push(use);
  }
  return { effects, added };
}

/** Why the acts that follow from a supplement are done, and what they rest on. */
export const groundOf = ({ citation }: Pick<PlanState, "citation">) => ({
  reason: { text: `按${citation}办理。` },
  authority: { text: citation },
});

/** What a row changes in the task that it amends: its words, and what else it prints. What it leaves blank stays. */
function changesIn({ text, requirement, deadline }: DraftTask, on: string) {
  const dueOn = dueDayOf(deadline, on);
  const ongoing = deadline.kind === "ongoing" && dueOn === null;
  return {
    text,
    ...(requirement !== null && { requirement }),
    ...((dueOn !== null || ongoing) && { dueOn }),
  };
}

/** A row of the later notice as a row of the plan, without what says where it stands in its file, and with what cells. */
function rowOf(printed: DraftTask, row: number, { plan, supplement, sourceSha256, on }: Circumstances): DraftTask {
  const { place: _place, part: _part, ...rest } = printed;
  return {
    ...rest,
    ...headingsIn(plan, supplement, printed),
    row,
    ...{ leadUnits: [], responsibleUnits: [], units: [], printed: {}, continuesRow: null, lines: [] },
    added: { on, from: { sourceSha256, row: printed.row } },
  };
}

/** The headings of the plan that have the titles of those under which a row of the later notice stands; null for the others. */
function headingsIn(plan: PlanState, supplement: PlanState, printed: DraftTask) {
  const there = supplement.sections.find(({ no, part }) => no === printed.section && part === printed.part);
  const here = there && plan.sections.find(({ title }) => title === there.title);
  const below = there?.children.find(({ no }) => no === printed.subsection);
  const under = below && here?.children.find(({ title }) => title === below.title);
  return { section: here?.no ?? null, subsection: under?.no ?? null };
}
