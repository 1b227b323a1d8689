// A unit's part in a task, as those who list what it makes the unit owe must know it.
import type { Assignment, UnitItem } from "@taizhang/domain";
import type { AboutTask } from "./about-task.ts";
import type { CardPart, TaskCard } from "./task-card.ts";

/** What they must know of the task. */
export interface OwingTask extends Pick<TaskCard, "opened"> {
  readonly about: AboutTask;
  readonly sources: TaskCard["items"];
  readonly items: TaskCard["life"]["items"];
  readonly closed: boolean;
}

/** A unit's part in a task. */
export interface OwingPart {
  readonly task: OwingTask;
  readonly unitId: string;
  readonly part: CardPart;
  readonly assignment: Assignment;
  /** What every thing says of the part that it is, or belongs to. */
  readonly said: ReturnType<typeof saidOfPart>;
  readonly items: readonly UnitItem[];
  /** True if another part of the unit follows it. What it left unanswered ended with it. */
  readonly isEarlier: boolean;
  /** The leads that review what the unit hands in, as one text, so that equal lists are the same value. */
  readonly reviewers: string;
  /** True if its claim waits for an endorsement. */
  readonly isToEndorse: boolean;
}

/** True if nothing more happens in a part: another one follows, or the task is over. */
export const isOver = ({ isEarlier, task }: OwingPart): boolean => isEarlier || task.closed;

/** What every thing says of the part that it is, or belongs to. */
export const saidOfPart = (
  { about }: OwingTask,
  unitId: string,
  { from }: CardPart,
  { relations, state, partNo, handedTo, ownerlessSince, persons }: Assignment,
) => ({
  unitId,
  ...{ relations, state, partNo, handedTo, ownerlessSince, persons },
  from: from.map((each) => ({ unitId: each.unitId, partNo: each.partNo })),
  ...about,
});
