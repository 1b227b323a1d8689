// The history of a task by command 留痕分组: what one command did stands together, and what rules did apart from what people did.
import type { TaskChangeFragment } from "../generated/operations.ts";
import type { TaskState } from "./address.ts";

/** What one command did. */
export interface Group<Change> {
  readonly commandId: string;
  readonly changes: readonly Change[];
}

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

/** The changes in the order in which they came, those of one command that follow each other in one group. */
export function groupsOf<Change extends { readonly commandId: string }>(
  changes: readonly Change[],
): readonly Group<Change>[] {
  const groups: Group<Change>[] = [];
  for (const change of changes) {
    const last = groups[groups.length - 1];
    if (last?.commandId === change.commandId)
      groups[groups.length - 1] = { ...last, changes: [...last.changes, change] };
    else groups.push({ commandId: change.commandId, changes: [change] });
  }
  return groups;
}
