// The tasks of an export with their plans, and the rows as their notices print them.
import { headingWords, UNIT_HEADS } from "@taizhang/documents";
import type { DraftTask, Relation } from "@taizhang/domain";
import { type PlanCard, type PlanRows, planRows, type TaskCard } from "@taizhang/projections";
import type { Context } from "../context.ts";
import { cardsOf, type ListedTask, plansOf } from "./listed.ts";
import type { ExportMoment, NamesByDay } from "./moment.ts";

/** A task with the plan that it is in, and its printed row. */
export interface PlannedTask {
  readonly card: TaskCard;
  readonly plan: PlanCard;
  /** Null for a task that its notice does not print. */
  readonly printed: DraftTask | null;
  /** Who was to have a part in a task that was added by hand; left out for others. */
  readonly assigned: Assigned | undefined;
}

type Assigned = PlanRows["assigned"][number];

/** The tasks page by page. Of all printed rows only those of one plan are held. */
export async function* plannedTasks(
  context: Context,
  at: ExportMoment,
  tasks: readonly ListedTask[],
): AsyncGenerator<readonly PlannedTask[]> {
  const plans = await plansOf(context, tasks);
  let open: (Pick<PlanRows, "planId" | "assigned"> & { readonly rows: ReadonlyMap<number, DraftTask> }) | undefined;
  for await (const cards of cardsOf(context, at, tasks)) {
    const page: PlannedTask[] = [];
    for (const card of cards) {
      const { planId, row } = card.opened;
      const plan = plans.get(planId);
      if (!plan) continue;
      if (open?.planId !== planId) {
        const { rows = [], assigned = {} } = (await context.views.get(planRows, planId)).value ?? {};
        open = { planId, assigned, rows: new Map(rows.map((each) => [each.row, each])) };
      }
      page.push({ card, plan, printed: open.rows.get(row.row) ?? null, assigned: open.assigned[row.row] });
    }
    yield page;
  }
}

/** What stands above the tasks of a plan: its title and its number. */
export const planHeading = ({ head }: PlanCard): string =>
  head.docNumber === null ? head.title : `${head.title}（${head.docNumber}）`;

/** The headings that a row stands under, as printed; empty where there is none. */
export const headingsOf = ({ card, plan }: PlannedTask): readonly [string, string] =>
  headingsUnder(plan.sections, card.opened.row);

/** The headings of a plan that something stands under, by their numerals; empty where there is none. */
export function headingsUnder(
  sections: PlanCard["sections"],
  { part, section, subsection }: Pick<DraftTask, "part" | "section" | "subsection">,
): readonly [string, string] {
  const first = sections.find(({ no, part: within }) => no === section && within === part);
  const second = first?.children.find(({ no }) => no === subsection);
  return [headingWords(first), headingWords(second)];
}

/** When a row is to be done, in printed words; of a task that the office added, which has none, the day it was added with. */
export const deadlineInPrint = ({ printed }: PlannedTask): string =>
  printed?.deadlineText ?? (printed?.added ? printed.deadline.date : null) ?? "";

/**
 * The units of a row in printed words, under what they are to the task. Of a task that was added by hand, which prints none, those
 * that were to have a part in it, by their names of that day.
 */
export function unitsInPrint(
  { printed, assigned }: Pick<PlannedTask, "printed" | "assigned">,
  namesOn: NamesByDay,
): string {
  const named = new Map<Relation, Set<string>>();
  const name = (relation: Relation, words: string) =>
    named.set(relation, (named.get(relation) ?? new Set()).add(words));
  for (const { relation, printed: words } of printed?.units ?? []) name(relation, words);
  const nameOf = namesOn(printed?.added?.on ?? "");
  for (const { unitId, relations } of assigned?.assignments ?? [])
    for (const relation of relations) name(relation, nameOf(unitId));
  for (const { groupId, relation } of assigned?.groups ?? []) name(relation, nameOf(groupId));
  return (["lead", "responsible", "supervising", "guiding"] as const)
    .flatMap((relation) => {
      const names = named.get(relation);
      return names ? [`${UNIT_HEADS[relation]}：${[...names].join("、")}`] : [];
    })
    .join("\n");
}
