// Answers to urgings 催办答复 as something that a unit owes.
import { standingOfUrging, type UrgingState, urgingStateOf } from "@taizhang/domain";
import type { CardUrging } from "./card-urgings.ts";
import { dueIn } from "./due.ts";
import { type LineItem, type OwedThing, saidOf } from "./owed.ts";
import { lineItem } from "./owed-items.ts";
import { isOver, type OwingPart } from "./owing-part.ts";

/** The answers that a unit owes about its part, or about items of it. */
export function answersOwed(from: OwingPart): OwedThing[] {
  const { part, assignment } = from;
  const { about, opened, sources: items } = from.task;
  // Answers that are due on one day share an entry of the board if they are about the same.
  const urgedIn = { closed: isOver(from), items };
  return part.urgingsSaid.map((urging) => ({
    said: saidOf(from.said, {
      ...answerOwed(urging, urgingStateOf(urgedIn, assignment, urging.no), opened),
      item: itemAskedAbout(from, urging),
    }),
    line: `${about.taskId}/urging/${urging.no}`,
    entry: `${about.taskId}/urging/${urging.answerBy}${urging.itemId === null ? "" : `/${urging.itemId}`}`,
  }));
}

/** The item that an urging is about, as the unit's part stands to it; null if it is about none, or the item is dropped. */
function itemAskedAbout({ items, task }: OwingPart, { itemId }: CardUrging): LineItem | null {
  const item = itemId === null ? undefined : task.items[itemId];
  if (itemId === null || item === undefined) return null;
  const owed = items.find((each) => each.itemId === itemId);
  return lineItem(itemId, item, owed?.state ?? "ended", owed?.amount ?? null);
}

/** What is said of the answer to an urging. */
export const answerOwed = (
  { no, answerBy, made, answer }: CardUrging,
  state: UrgingState,
  issued: Parameters<typeof dueIn>[0],
) => ({
  kind: "urging" as const,
  firstDueOn: answerBy,
  standing: standingOfUrging[state],
  since: answer?.at ?? made.at,
  urgingNo: no,
  answeredOn: answer?.answeredOn ?? null,
  ...dueIn(issued, answerBy),
  // What was asked after the issue cannot have been due before it.
  dueBeforeIssue: false,
});
