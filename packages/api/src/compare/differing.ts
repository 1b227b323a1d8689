// What a plan, a task or a unit differs in between two moments 差异, as far as the reader may see it.
import { mayReadPlans, maySeeSubjects, plan, type Reader, roster, sightOfAssignment, streamOf } from "@taizhang/domain";
import {
  comparedTasks,
  type DirectoryEntry,
  differencesBetween,
  differencesOfTask,
  type FieldDifference,
  fieldsOfLine,
  fieldsOfPlan,
  fieldsOfUnit,
  planCard,
  type SeesPart,
  type TaskCard,
  unitDirectory,
} from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { allLines } from "../ledger/lines.ts";
import { type AsOf, documentsAsOf, nowOrAsOf } from "../reading/as-of.ts";
import { unitInSight } from "../roster/directory.ts";
import { leadsOf } from "../task/leads-of.ts";
import { cardOf, tasksAsOf } from "../task/past.ts";

/** Two moments: what is compared with what. The first may be the later one; then it is told what went back. */
export interface Moments {
  readonly from: AsOf;
  readonly to: AsOf;
}

type Differences = readonly FieldDifference[];

const planOf = nowOrAsOf(planCard, plan);

/** How much the reader sees of the parts of units in a region. */
export const seesPartsIn =
  (reader: Reader, regionId: string): SeesPart =>
  (unitId, leadUnitIds) => {
    const whole = sightOfAssignment(reader, { regionId, unitId, leadUnitIds }) === "whole";
    return { whole, persons: whole && maySeeSubjects(reader) };
  };

/** The units that may read the tasks of cards of whichever moment as their leads today. */
export const leadsOfCards = (
  context: Context,
  cards: readonly TaskCard[],
): Promise<ReadonlyMap<string, readonly string[]>> =>
  leadsOf(context, [...new Set(cards.map(({ opened }) => opened.taskId))]);

/** Something at both moments. */
const atBoth = <Seen>({ from, to }: Moments, see: (asOf: AsOf) => Promise<Seen>): Promise<[Seen, Seen]> =>
  Promise.all([see(from), see(to)]);

/** What a plan differs in, without its tasks; nothing where the reader may not see it. */
export async function differencesOfPlan(context: Context, planId: string, moments: Moments): Promise<Differences> {
  const reader = readerOf(context);
  const [before, after] = await atBoth(moments, async (asOf) => {
    const { doc } = await planOf(context, planId, asOf);
    return doc && mayReadPlans(reader, doc.regionId) ? fieldsOfPlan(doc) : [];
  });
  return differencesBetween(before, after);
}

/** What the tasks of a plan differ in, by row. */
export async function differencesOfTasks(context: Context, planId: string, moments: Moments): Promise<Differences> {
  const reader = readerOf(context);
  const [before, after] = await atBoth(moments, async (asOf) => {
    const { cards } = await tasksAsOf(context, planId, asOf);
    return cards.filter(({ opened }) => mayReadPlans(reader, opened.regionId));
  });
  const leads = await leadsOfCards(context, [...before, ...after]);
  return comparedTasks(before, after, seesPartsIn(reader, reader.regionId), leads).flatMap(({ fields }) => fields);
}

/** What a task differs in; nothing where the reader may not see it. */
export async function differencesOfOneTask(context: Context, taskId: string, moments: Moments): Promise<Differences> {
  const reader = readerOf(context);
  const [before, after] = await atBoth(moments, async (asOf) => {
    const { doc } = await cardOf(context, taskId, asOf);
    return doc && mayReadPlans(reader, doc.opened.regionId) ? doc : null;
  });
  const leads = await leadsOf(context, [taskId]);
  return differencesOfTask(before, after, seesPartsIn(reader, reader.regionId), leads.get(taskId) ?? []);
}

/** What a unit differs in: its entry in the roster, and the lines of its ledger; nothing where the reader may not see it. */
export async function differencesOfUnit(context: Context, unitId: string, moments: Moments): Promise<Differences> {
  const reader = readerOf(context);
  for (const asOf of [moments.from, moments.to]) context.views.atLeast(asOf.position);
  const unit = await unitInSight(context, unitId, moments.to);
  if (unit === null) return [];
  const [before, after] = await atBoth(moments, async (asOf) => ({
    entry: await entryAsOf(context, unit, asOf),
    lines: (await allLines(context, unitId, asOf)).lines.map(({ doc }) => doc),
  }));
  // Whoever leads a task today may read all that its units ever did in it.
  const taskIds = [...before.lines, ...after.lines].flatMap(({ taskId }) => taskId ?? []);
  const leads = await leadsOf(context, [...new Set(taskIds)]);
  const sees = seesPartsIn(reader, unit.regionId);
  const fields = ({ entry, lines }: typeof before) => [
    ...(entry ? fieldsOfUnit(entry) : []),
    ...lines.flatMap((line) => fieldsOfLine(line, sees(unitId, leads.get(line.taskId ?? "") ?? []))),
  ];
  return differencesBetween(fields(before), fields(after));
}

/** A unit as the roster had it at a moment; null before it was registered. */
async function entryAsOf(
  context: Context,
  { id, regionId }: Pick<DirectoryEntry, "id" | "regionId">,
  asOf: AsOf,
): Promise<DirectoryEntry | null> {
  const { docs } = await documentsAsOf(context, unitDirectory, streamOf(roster, regionId), asOf);
  return docs.get(id) ?? null;
}
