// What lists show of a plan, of a unit, or of a region as of a moment: the entries are made from the cards of its tasks and
// of its completion reports, as the read model makes them.
import { completion, completionIdOf, streamOf } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import {
  type CompletionCard,
  completionKey,
  completionReports,
  type Documents,
  type Found,
  foundIn,
  planCard,
  type TaskCard,
  taskCards,
  unitLedger,
} from "@taizhang/projections";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { readPlan } from "../plan/queries.ts";
import { unitInSight } from "../roster/directory.ts";
import { tasksAsOf } from "../task/past.ts";
import { tasksOnLines } from "../task/tasks-on-lines.ts";
import { type AsOf, documentsAsOf } from "./as-of.ts";
import { earlier, greatest } from "./positions.ts";
import { wholeIndex } from "./whole-index.ts";

/** The cards from which entries are made, and the position that they reflect. */
interface Cards {
  readonly tasks: readonly TaskCard[];
  readonly reports: readonly CompletionCard[];
  readonly position: LogPosition | null;
  readonly stopped: boolean;
}

/** Whose entries are wanted: of a plan, or of whatever a unit has, or had, a part in. */
export type Whose = { readonly planId: string } | { readonly unitId: string };

/** Whose entries two filters leave to be looked through; null for a whole region. A plan is less than a unit's years. */
export function whoseOf(planId: string | null | undefined, unitId: string | null | undefined): Whose | null {
  if (planId != null) return { planId };
  return unitId == null ? null : { unitId };
}

/** A list, by its index. */
interface List<Doc> {
  readonly of: Documents<Doc>;
  readonly index: string;
}

/** Entries with the position that they reflect. */
interface Entries<Doc> extends Pick<Cards, "position" | "stopped"> {
  readonly found: readonly Found<Doc>[];
}

/**
 * The entries of a list, in no order: those about a plan or a unit, now or as of a moment, or of a whole region as of a
 * moment. A region as it is now is read from the index itself, page by page. What is out of the reader's sight has no more to
 * tell of a moment than what there never was.
 */
export async function entriesWhere<Doc>(
  context: Context,
  regionId: string,
  whose: Whose | null,
  asOf: AsOf | null,
  list: List<Doc>,
): Promise<Entries<Doc>> {
  if (whose !== null) {
    if (asOf !== null && !(await isInSight(context, whose, asOf))) {
      return { found: [], position: asOf.position ?? null, stopped: false };
    }
    const cards = await cardsOf(context, whose, asOf);
    return { ...cards, found: entriesIn(context, cards, list) };
  }
  if (asOf !== null) return entriesOfRegion(context, regionId, asOf, list);
  const { value, ...answer } = await wholeIndex(context.views, list.of, list.index);
  return { ...answer, found: value };
}

/** Whether the reader may see a plan or a unit, as it was at the moment. */
async function isInSight(context: Context, whose: Whose, asOf: AsOf): Promise<boolean> {
  if ("planId" in whose) return (await readPlan(context, whose.planId, asOf)) !== null;
  return (await unitInSight(context, whose.unitId, asOf)) !== null;
}

/** Every plan that was ever issued in the region is folded, one after the other. */
async function entriesOfRegion<Doc>(
  context: Context,
  regionId: string,
  asOf: AsOf,
  list: List<Doc>,
): Promise<Entries<Doc>> {
  context.views.atLeast(asOf.position);
  const plans = await wholeIndex(context.views, planCard, `region/${regionId}`);
  const found: Found<Doc>[] = [];
  const positions: (LogPosition | null)[] = [];
  for (const { doc } of plans.value) {
    if (doc.issuedOn === null) continue;
    const cards = await planAsOf(context, doc.planId, asOf);
    positions.push(cards.position);
    found.push(...entriesIn(context, cards, list));
  }
  return { found, position: asOf.position ?? greatest(positions), stopped: plans.stopped };
}

const entriesIn = <Doc>({ identity }: Context, { tasks, reports }: Cards, { of, index }: List<Doc>): Found<Doc>[] => [
  ...tasks.flatMap((card) => foundIn(of, index, card, card.opened.taskId)),
  ...reports.flatMap((card) => {
    const { planId, unitId } = card.about;
    return foundIn(of, index, card, completionKey(completionIdOf(identity, planId, unitId)));
  }),
];

function cardsOf(context: Context, whose: Whose, asOf: AsOf | null): Promise<Cards> {
  if ("planId" in whose) {
    return asOf === null ? planNow(context, whose.planId) : planAsOf(context, whose.planId, asOf);
  }
  return ofUnit(context, whose.unitId, asOf);
}

async function planNow({ views }: Context, planId: string): Promise<Cards> {
  const [tasks, reports] = await Promise.all([
    wholeIndex(views, taskCards, `plan/${planId}`),
    wholeIndex(views, completionReports, `plan/${planId}`),
  ]);
  return {
    tasks: tasks.value.map(({ doc }) => doc),
    reports: reports.value.map(({ doc }) => doc),
    // Both were read by themselves: together they reflect the earlier position.
    position: earlier(tasks.position, reports.position),
    stopped: tasks.stopped || reports.stopped,
  };
}

async function planAsOf(context: Context, planId: string, asOf: AsOf): Promise<Cards> {
  const { cards, position } = await tasksAsOf(context, planId, asOf);
  // Whoever had a part in one of its tasks may owe a completion report.
  const units = new Set(cards.flatMap(({ life }) => Object.keys(life.assignments)));
  const ids = [...units].map((unitId) => completionIdOf(context.identity, planId, unitId));
  return { tasks: cards, reports: await reportsAsOf(context, ids, asOf), position, stopped: false };
}

/** What a unit's ledger is about, or ever was. */
async function ofUnit(context: Context, unitId: string, asOf: AsOf | null): Promise<Cards> {
  const { views, identity } = context;
  views.atLeast(asOf?.position);
  const lines = await wholeIndex(views, unitLedger, `unit/${unitId}`);
  const planIds = new Set(lines.value.map(({ doc }) => doc.planId));
  const reportIds = [...planIds].map((planId) => completionIdOf(identity, planId, unitId));
  if (asOf === null) {
    const [tasks, reports] = await Promise.all([
      tasksOnLines(context, lines, asOf),
      views.getMany(completionReports, reportIds),
    ]);
    return {
      tasks: tasks.cards,
      reports: reports.value.flatMap((card) => card ?? []),
      position: earlier(tasks.position, reports.position),
      stopped: tasks.stopped || reports.stopped,
    };
  }
  const { cards: tasks, ...seen } = await tasksOnLines(context, lines, asOf);
  return { ...seen, tasks, reports: await reportsAsOf(context, reportIds, asOf) };
}

async function reportsAsOf(context: Context, ids: readonly string[], asOf: AsOf): Promise<CompletionCard[]> {
  const found = await fewAtOnce(ids, async (id) =>
    (await documentsAsOf(context, completionReports, streamOf(completion, id), asOf)).docs.get(id),
  );
  return found.flatMap((card) => card ?? []);
}
