// What is owed by a task 任务应办事项: by units their parts, the items of these and answers to urgings; and what nobody owes yet.
import { type Assignment, isOpen, needsEndorsement, reviewersOf, type UnitItem } from "@taizhang/domain";
import { recalling } from "../recall.ts";
import { aboutOf } from "./about-task.ts";
import { type Listing, listedBy, type Owed, type OwedThing } from "./owed.ts";
import { answersOwed } from "./owed-answers.ts";
import { owedByNobody } from "./owed-by-nobody.ts";
import { itemsOfEarlier, itemsOfUnit, itemsOwed } from "./owed-items.ts";
import { partOwed } from "./owed-part.ts";
import type { OwedWait } from "./owed-waits.ts";
import { type OwingPart, type OwingTask, saidOfPart } from "./owing-part.ts";
import type { CardPart, TaskCard } from "./task-card.ts";

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

/** What is owed by a task: one list for each part, and one for nobody. */
export function owedByTask(card: TaskCard): (readonly OwedThing[])[] {
  const { opened, life, parts } = card;
  const about = aboutOf(opened, life.words);
  const task = owingTask(opened, about, card.items, life.items, life.closed);
  const last = Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    if (!part) return [];
    const reviewers = isOpen(assignment.state) ? reviewersOf(life, unitId).join() : "";
    const isToEndorse = assignment.state === "claimed" && needsEndorsement(life, unitId);
    return [owedByPart(part, unitId, assignment, itemsOfUnit(card, unitId), task, false, reviewers, isToEndorse)];
  });
  const earlier = Object.values(card.earlier)
    .flat()
    .map((part) => owedByPart(part, part.unitId, part, itemsOfEarlier(card, part), task, true, "", false));
  return [...last, ...earlier, owedByNobody(card, about)];
}

/** What waits for a decision about each part of a task, by `keyOfPart`; a part about which nothing waits may be missing. */
export const waitsByPart = (card: TaskCard): ReadonlyMap<string, readonly OwedWait[]> =>
  new Map(
    owedByTask(card)
      .flat()
      .flatMap(({ said, waits = [] }) => (said.kind === "part" ? [[keyOfPart(said), waits] as const] : [])),
  );

/** What tells the parts of a task from one another. */
export const keyOfPart = ({ unitId, partNo }: Pick<Owed, "unitId" | "partNo">): string => `${unitId}/${partNo}`;
