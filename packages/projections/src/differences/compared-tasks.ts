// The tasks of a plan at two moments, side by side 对比: which are new, which are gone, and what of the others has changed.
import { leadUnitIdsOf } from "@taizhang/domain";
import type { TaskCard } from "../models/task-card.ts";
import { differencesBetween, type FieldDifference } from "./difference.ts";
import { fieldsOfTask, type SeesPart } from "./task-fields.ts";

/** What became of a task from one moment to another. */
export type Became = "new" | "gone" | "changed";

/** A task that is not the same at both moments. */
export interface ComparedTask {
  readonly became: Became;
  /** As it is at the later of the moments that have it. */
  readonly card: TaskCard;
  readonly fields: readonly FieldDifference[];
}

/**
 * The fields in which a task differs between two moments, as far as somebody sees them; null where there was none. `ledNow`: the
 * units that may read it as its leads today, who read all of its past, or the differences of the days would not add up to that of
 * the year for a unit that began to lead it on the way.
 */
export function differencesOfTask(
  before: TaskCard | null,
  after: TaskCard | null,
  seesPart: SeesPart,
  ledNow: readonly string[],
): readonly FieldDifference[] {
  // A moment may be later than what is known of today: whoever leads it at one of the two reads it as a lead at both.
  const led = [...ledNow, ...[before, after].flatMap((card) => (card ? leadUnitIdsOf(card.life) : []))];
  const fieldsOf = (card: TaskCard | null) => (card ? fieldsOfTask(card, seesPart, led) : []);
  return differencesBetween(fieldsOf(before), fieldsOf(after));
}

/** The tasks that are not the same in two lists, by row. `ledNow`: the units that may read each as its leads today. */
export function comparedTasks(
  before: readonly TaskCard[],
  after: readonly TaskCard[],
  seesPart: SeesPart,
  ledNow: ReadonlyMap<string, readonly string[]>,
): readonly ComparedTask[] {
  const [old, now] = [byId(before), byId(after)];
  return [...new Map([...old, ...now]).keys()]
    .flatMap((taskId): ComparedTask[] => {
      const [was = null, is = null] = [old.get(taskId), now.get(taskId)];
      const card = is ?? was;
      const fields = differencesOfTask(was, is, seesPart, ledNow.get(taskId) ?? []);
      if (card === null || (was && is && fields.length === 0)) return [];
      return [{ became: was === null ? "new" : is === null ? "gone" : "changed", card, fields }];
    })
    .sort((one, other) => one.card.opened.row.row - other.card.opened.row.row);
}

const byId = (cards: readonly TaskCard[]): ReadonlyMap<string, TaskCard> =>
  new Map(cards.map((card) => [card.opened.taskId, card]));
