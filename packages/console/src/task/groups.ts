// The history of a task by command 留痕分组: what one command did stands together, and what rules did apart from what people did.
import type { TaskChangeFragment } from "../generated/operations.ts";
import type { TaskState } from "./address.ts";

const rulePrefix = "policy:";

/** Whether it tells of what somebody tried without the right to. */
export const isDenied = ({ type }: Pick<TaskChangeFragment, "type">): boolean => type === "AttemptDenied";

/** The rule that did it; null for what people did, and for what they tried: that is only recorded by a rule. */
export function ruleOf(change: Pick<TaskChangeFragment, "type" | "actor">): string | null {
  const subject = String(change.actor.subjectId ?? "");
  return subject.startsWith(rulePrefix) && !isDenied(change) ? subject.slice(rulePrefix.length) : null;
}

/** The changes that are wanted: those of people, those of rules, or all. */
export const shownOf = <Change extends Pick<TaskChangeFragment, "type" | "actor">>(
  changes: readonly Change[],
  show: TaskState["show"],
): readonly Change[] =>
  show === undefined ? changes : changes.filter((each) => (ruleOf(each) === null) === (show === "people"));

/** What belongs together: what a command of a person did, and what a rule did for one and the same cause. */
function keyOf(change: Pick<TaskChangeFragment, "type" | "actor" | "commandId" | "causationId">): string {
  const rule = ruleOf(change);
  return rule === null ? change.commandId : `${rule} ${change.causationId}`;
}

/** The changes in the order in which they came, those that belong together and follow each other in one group. */
export function groupsOf<Change extends Pick<TaskChangeFragment, "type" | "actor" | "commandId" | "causationId">>(
  changes: readonly Change[],
): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  let before: string | null = null;
  for (const change of changes) {
    const key = keyOf(change);
    if (key === before) groups[groups.length - 1]?.push(change);
    else groups.push([change]);
    before = key;
  }
  return groups;
}
