// Adding a task 增列任务: a row that the plan's notice does not print. It stands behind the last one, marked as added.

import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { refusalOfDay } from "../kernel/day-span.ts";
import { event } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { sampleDay, sampleGroup, sampleUnit } from "../kernel/sample-values.ts";
import { day, freeText, groupId, name, unitId } from "../kernel/shapes.ts";
import type { RosterState } from "../roster/state.ts";
import { refusalOfEnded } from "../roster/unit-end.ts";
import { assignUnits } from "../task/assign-units.ts";
import { wording } from "../task/wording.ts";
import { type DraftTask, draftTask, relation, rowInWords, rowNamed, sampleRow } from "./draft.ts";
import { refusalOfHeadings } from "./headings.ts";
import { issuedPlan } from "./issued-plan.ts";
import { refusalOfAssigning } from "./opening.ts";
import type { PlanState } from "./state.ts";

const why = z.object({
  reason: freeText,
  /** What it rests on 依据. */
  authority: freeText,
});

const sampleWhy = { reason: { text: "上级新部署。" }, authority: { text: "区政府办补充通知。" } };
const assigning = {
  assignments: [{ unitId: sampleUnit, relations: ["responsible" as const], via: null, inheritedFromRow: null }],
  groups: [{ groupId: sampleGroup, relation: "responsible" as const }],
  external: [],
};

export const TaskAdded = event({
  type: "TaskAdded",
  title: "增列任务",
  shape: why.extend({
    /** The row, as the rows of a notice are; what nobody printed is empty. */
    row: draftTask,
    /** Who is to have a part in it, as it will be said to the task once it is opened. */
    assigning: assignUnits.command,
  }),
  sight: ({ assigning }) => everybodys(assigning.assignments.map((part) => part.unitId)),
  sample: { row: { ...sampleRow, row: 2, added: { on: sampleDay } }, assigning, ...sampleWhy },
  evolve: (plan: PlanState, { row }): PlanState => ({ ...plan, rows: [...plan.rows, row] }),
  tell: ({ row, reason, authority }) => ({
    zh: `增列${rowInWords(row).zh}任务：${row.text}；理由：${reason.text}；依据：${authority.text}`,
    en: `added ${rowInWords(row).en}: ${row.text}; reason: ${reason.text}; authority: ${authority.text}`,
  }),
});

const command = why.extend({
  row: wording.partial({ requirement: true, section: true, subsection: true }).extend({
    /** A number, where the task is to have one. */
    no: name.nullable().optional(),
    dueOn: day.nullable().optional(),
  }),
  units: z.array(z.object({ unitId, relations: z.array(relation).min(1) })).max(most.units),
  /** Members of a group are those on the day on which the task is added. */
  groups: z.array(z.object({ groupId, relation })).max(most.groups),
  /** The day of its addition, if it was added on paper before; left out, it is today. */
  addedOn: day.optional(),
});

export const addTask = action({
  title: { zh: "增列任务", en: "Add a task" },
  by: ["office"],
  command,
  example: {
    row: { text: "公开惠民惠农补贴。", section: "一", dueOn: "2021-12-31" },
    units: [{ unitId: sampleUnit, relations: ["responsible"] }],
    groups: [{ groupId: sampleGroup, relation: "responsible" }],
    ...sampleWhy,
  },
  events: [TaskAdded],
  open: issuedPlan,
  decide(plan, { row: said, units, groups, addedOn, ...why }, actor, given: { readonly roster: RosterState }) {
    const today = beijingDay(actor.at);
    const on = addedOn ?? today;
    const span = { from: plan.issuedOn, to: today };
    const wrongDay = refusalOfDay(on, span, { early: "DAY_BEFORE_ISSUE", late: "DAY_IN_FUTURE" });
    if (wrongDay) return wrongDay;
    const row = rowOf(said, nextRow(plan), on);
    const wrongHeading = refusalOfHeadings(plan.sections, row);
    if (wrongHeading) return wrongHeading;
    const twin = plan.rows.find((other) => other.added && other.text === row.text && other.section === row.section);
    if (twin) return reject("TASK_ADDED_ALREADY", rowNamed(twin));
    const over = groups
      .map(({ groupId }) => refusalOfEnded(given.roster, { kind: "group", groupId }, on))
      .find((each) => each !== null);
    if (over) return over;
    const assignments = units.map((unit) => ({ ...unit, via: null, inheritedFromRow: null }));
    const added = TaskAdded({ row, assigning: { assignments, groups, external: [] }, ...why });
    return refusalOfAssigning(plan, added.data.row, added.data.assigning, given.roster, actor) ?? [added];
  },
});

/** The number of the next row. */
export const nextRow = ({ rows }: Pick<PlanState, "rows">): number => Math.max(0, ...rows.map(({ row }) => row)) + 1;

/** A row in the words of a person: everything that only a notice prints is empty. */
function rowOf(
  {
    text,
    no = null,
    requirement = null,
    section = null,
    subsection = null,
    dueOn = null,
  }: z.infer<typeof command>["row"],
  row: number,
  on: string,
): DraftTask {
  return {
    ...{ row, no, section, subsection, text, items: [], requirement },
    ...{ leadUnits: [], responsibleUnits: [], units: [] },
    deadline: { kind: dueOn === null ? "none" : "date", date: dueOn },
    ...{ deadlineText: null, deadlinesInText: [], publicationPaths: [], cadence: [], printed: {} },
    ...{ continuesRow: null, lines: [], added: { on } },
  };
}
