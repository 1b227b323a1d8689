// What is owed by a task 任务应办事项: by units their parts, the items of these and answers to urgings; and what nobody owes yet.
import { type Assignment, isOpen, needsEndorsement, reviewersOf, type UnitItem } from "@taizhang/domain";
import { recalling } from "../recall.ts";
import { aboutOf } from "./about-task.ts";
import { type Listing, listedBy, type OwedThing } from "./owed.ts";
import { answersOwed } from "./owed-answers.ts";
import { owedByNobody } from "./owed-by-nobody.ts";
import { itemsOfEarlier, itemsOfUnit, itemsOwed } from "./owed-items.ts";
import { partOwed } from "./owed-part.ts";
import type { OwedWait } from "./owed-waits.ts";
import { type OwingPart, type OwingTask, saidOfPart } from "./owing-part.ts";
import type { CardPart, Part, TaskCard } from "./task-card.ts";

/** What a part makes its unit owe, by kind. */
const ofPart: Listing<"task", OwingPart> = { part: partOwed, item: itemsOwed, urging: answersOwed };

const owingTask = recalling(
  (
    opened: TaskCard["opened"],
    about: OwingTask["about"],
    sources: TaskCard["items"],
    items: TaskCard["life"]["items"],
    closed: boolean,
  ): OwingTask => ({
    ...{ opened, about, sources, items, closed },
  }),
);

// Most events of a task are about one part, and leave what the others owe as it is.
const owedByPart = recalling(
  (
    part: CardPart,
    unitId: string,
    assignment: Assignment,
    items: readonly UnitItem[],
    task: OwingTask,
    isEarlier: boolean,
    reviewers: string,
    isToEndorse: boolean,
  ): readonly OwedThing[] => {
    const said = saidOfPart(task, unitId, part, assignment);
    return listedBy(ofPart, { task, part, unitId, assignment, said, items, isEarlier, reviewers, isToEndorse });
  },
);

const taskOwing = ({ opened, life, items }: TaskCard): OwingTask =>
  owingTask(opened, aboutOf(opened, life.words), items, life.items, life.closed);

/** What a unit owes by its last part in a task; nothing where it has none. */
function owedByUnit(card: TaskCard, unitId: string): readonly OwedThing[] {
  const { life, parts } = card;
  const [part, assignment] = [parts[unitId], life.assignments[unitId]];
  if (!part || !assignment) return [];
  const reviewers = isOpen(assignment.state) ? reviewersOf(life, unitId).join() : "";
  const isToEndorse = assignment.state === "claimed" && needsEndorsement(life, unitId);
  const items = itemsOfUnit(card, unitId);
  return owedByPart(part, unitId, assignment, items, taskOwing(card), false, reviewers, isToEndorse);
}

/** What is owed by a task: one list for each part, and one for nobody. */
export function owedByTask(card: TaskCard): (readonly OwedThing[])[] {
  const task = taskOwing(card);
  const last = Object.keys(card.life.assignments).map((unitId) => owedByUnit(card, unitId));
  const earlier = Object.values(card.earlier)
    .flat()
    .map((part) => owedByPart(part, part.unitId, part, itemsOfEarlier(card, part), task, true, "", false));
  return [...last, ...earlier, owedByNobody(card, task.about)];
}

/**
 * What waits for a decision about a part of a task and about the items of it. Nothing does about one that another part of its unit
 * follows: what it left unanswered ended with it.
 */
export function waitsAbout(card: TaskCard, { unitId, partNo }: Pick<Part, "unitId" | "partNo">): readonly OwedWait[] {
  const isLast = card.life.assignments[unitId]?.partNo === partNo;
  return isLast ? owedByUnit(card, unitId).flatMap(({ waits = [] }) => waits) : [];
}
