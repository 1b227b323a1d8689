// The tasks beside a task in its plan 上一项、下一项: by row, as of the same moment; at the ends there is none.
import { useLayoutEffect } from "react";
import type { TaskBesideFragment } from "../generated/operations.ts";
import { focusPageIfLost } from "../parts/kept-focus.ts";
import { PageLink } from "../parts/page-link.tsx";
import { useTaskNo } from "../parts/task-no.ts";
import { useTexts } from "../texts/catalogue.ts";
import { type TaskState, taskAddress } from "./address.ts";
import type { TaskOnPage } from "./task-on-page.ts";
import { taskTexts } from "./texts.ts";

export function Beside({
  task: { id, previous, next },
  state,
}: {
  readonly task: TaskOnPage;
  readonly state: TaskState;
}) {
  const texts = useTexts(taskTexts);
  const called = useTaskNo();
  // What is compared, and which entry is open, is of the task that is left.
  const { against: _compared, event: _opened, ...kept } = state;
  // Whoever comes to an end by its link stands in the page, and not before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each task.
  useLayoutEffect(focusPageIfLost, [id]);
  const link = (to: TaskBesideFragment, rel: "prev" | "next", word: string) => (
    <PageLink page={taskAddress} state={{ ...kept, taskId: String(to.id) }} rel={rel} title={called(to.row)}>
      {word}
    </PageLink>
  );
  if (!previous && !next) return null;
  return (
    <nav className="beside-tasks" aria-label={texts.inPlan}>
      {previous && link(previous, "prev", texts.previous)}
      {next && link(next, "next", texts.next)}
    </nav>
  );
}
