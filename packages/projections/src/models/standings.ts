// What of plans stands how: the tasks and parts that boards count and that lists show are picked by the same rules.
import {
  type AssignmentState,
  foldName,
  isClaimed,
  isCounted,
  isOwnerless,
  type PlanDraft,
  type Relation,
  standingOf,
} from "@taizhang/domain";
import { dueIn } from "./due.ts";
import { type Lamp, lamp, lampOf } from "./lamp.ts";
import { allPartsOf, type Part, type TaskCard } from "./task-card.ts";

/** True if a part counts for its unit: it is not exempted, not another unit's now, and not nobody's. */
export const countsForUnit = (part: Part): boolean => isCounted(part.state) && !isOwnerless(part);

/** Whether a part that is done was late; null if it is not done, or had no due day that counts. */
export const wasLate = ({ signOff }: Part): boolean | null =>
  signOff === null || signOff.lateDays === null ? null : signOff.lateDays > 0;

/** The lamp of one part of a task, on a Beijing day. */
export const lampOfPart = ({ opened }: TaskCard, part: Part, today: string): Lamp =>
  lampOf({ ...dueIn(opened, part.dueOn), standing: standingOf(part.state), isClaimed: isClaimed(part.state) }, today);

/** True if no unit has a part in a task yet, because its groups are still to be filled. */
export const hasNoParts = (card: TaskCard): boolean => allPartsOf(card).length === 0;

/** A first-level heading: headings begin anew in each part of a notice, so a numeral counts only together with its part. */
export const headingKey = (part: number | null | undefined, no: string): string => `${part ?? 1}/${no}`;

/** Tells under which of a plan's headings a task is; null if under none. */
export function headings(sections: PlanDraft["sections"]): (card: TaskCard) => string | null {
  const known = new Set(sections.map(({ part, no }) => headingKey(part, no)));
  return ({ opened, life }) => {
    const { section } = life.words;
    const heading = section === null ? null : headingKey(opened.row.part, section);
    return heading !== null && known.has(heading) ? heading : null;
  };
}

/** Which tasks or parts are wanted. What is left out does not matter. */
export interface StandingWhere {
  /** The numeral of a first-level heading; null: under none. */
  readonly section?: string | null;
  /** The part of the notice that the heading stands in; the first if left out. */
  readonly part?: number | null;
  /** The numeral of a second-level heading; null: under none. */
  readonly subsection?: string | null;
  /** Whether nobody has a part in the task. */
  readonly unassigned?: boolean;
  readonly unitId?: string;
  /** What the unit is to the task: one of these. */
  readonly relations?: readonly Relation[];
  /** Where the part stands: in one of these states. */
  readonly states?: readonly AssignmentState[];
  /** Whether the part is nobody's. */
  readonly ownerless?: boolean;
  /** Of parts that are done: whether late. */
  readonly late?: boolean;
  /** One of these lamps: of the task in a list of tasks, of the part in a list of parts. */
  readonly lamps?: readonly Lamp[];
  /** Due in this span: the task, or the part. */
  readonly due?: { readonly from?: string | null; readonly to?: string | null };
  /** The words of the task hold this text, whatever its width, case and blanks. */
  readonly text?: string;
}

/** A part with its task. */
export interface PlacedPart {
  readonly card: TaskCard;
  readonly part: Part;
}

/** True if a day is in a span; no day is in none. */
export const isDueIn = (dueOn: string | null, span: StandingWhere["due"]): boolean =>
  !span || (dueOn !== null && (!span.from || dueOn >= span.from) && (!span.to || dueOn <= span.to));

/** True if one of the texts holds the wanted one, whatever their width, case and blanks. */
export function holdsText(texts: readonly (string | null | undefined)[], wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  const folded = foldName(wanted);
  return texts.some((text) => text != null && foldName(text).includes(folded));
}

const isAmong = <Word>(word: Word, wanted: readonly Word[] | undefined): boolean =>
  wanted === undefined || wanted.includes(word);

/** True if a task stands under the wanted heading and has the wanted words. */
function isPlaced(card: TaskCard, where: StandingWhere, headingOf: (card: TaskCard) => string | null): boolean {
  const { section, subsection, unassigned, text } = where;
  if (section !== undefined && headingOf(card) !== (section === null ? null : headingKey(where.part, section)))
    return false;
  if (subsection !== undefined && card.life.words.subsection !== subsection) return false;
  if (unassigned !== undefined && hasNoParts(card) !== unassigned) return false;
  return holdsText([card.life.words.text], text);
}

/** True if a part is that of a wanted unit. Unless it is said how they stand, only parts that count for their unit are. */
function isWantedPart(part: Part, { unitId, relations, states, ownerless, late }: StandingWhere): boolean {
  const isSaid = states !== undefined || ownerless !== undefined || late !== undefined;
  return (
    (isSaid || countsForUnit(part)) &&
    (unitId === undefined || part.unitId === unitId) &&
    (relations === undefined || relations.some((relation) => part.relations.includes(relation))) &&
    isAmong(part.state, states) &&
    (ownerless === undefined || isOwnerless(part) === ownerless) &&
    (late === undefined || wasLate(part) === late)
  );
}

/** True if it is asked for tasks by the parts in them. */
const isAboutParts = ({ unitId, relations, states, ownerless, late }: StandingWhere): boolean =>
  [unitId, relations, states, ownerless, late].some((each) => each !== undefined);

/** The tasks that are wanted, on a Beijing day. `sections` are the headings of their plan. */
export function tasksWhere(
  cards: readonly TaskCard[],
  where: StandingWhere,
  sections: PlanDraft["sections"],
  today: string,
): TaskCard[] {
  const headingOf = headings(sections);
  return cards.filter(
    (card) =>
      isPlaced(card, where, headingOf) &&
      (where.lamps === undefined || where.lamps.includes(lamp(card, today))) &&
      isDueIn(card.life.dueOn, where.due) &&
      (!isAboutParts(where) || allPartsOf(card).some((part) => isWantedPart(part, where))),
  );
}

/** The parts that are wanted, task by task, on a Beijing day. `sections` are the headings of their plan. */
export function partsWhere(
  cards: readonly TaskCard[],
  where: StandingWhere,
  sections: PlanDraft["sections"],
  today: string,
): PlacedPart[] {
  const headingOf = headings(sections);
  return cards
    .filter((card) => isPlaced(card, where, headingOf))
    .flatMap((card) =>
      allPartsOf(card)
        .filter(
          (part) =>
            isWantedPart(part, where) &&
            (where.lamps === undefined || where.lamps.includes(lampOfPart(card, part, today))) &&
            isDueIn(part.dueOn, where.due),
        )
        .map((part) => ({ card, part })),
    );
}
