// The successions of the story 承接, by its own clock: what ended units left open is handed on with the act that says so.
import { isOpen, leadsOf, type Succession, task } from "@taizhang/domain";
import { type EventLog, type Executor, succeed } from "@taizhang/log";

/** What successions are carried out with. */
interface SuccessionParts {
  readonly executor: Executor;
  readonly log: EventLog;
}

/** Hands on what ended units left in some tasks of a region, at an instant; gives the tasks in which there was something. */
export async function handOn(
  { executor, log }: SuccessionParts,
  { regionId, at, taskIds }: { readonly regionId: string; readonly at: string; readonly taskIds: readonly string[] },
): Promise<string[]> {
  const touched: string[] = [];
  async function* openTasks({ unitId, to }: Succession) {
    for (const taskId of taskIds) {
      const { state } = await executor.load(task, taskId);
      const part = state.assignments[unitId];
      const isNoted = part?.ownerlessSince != null;
      const isLeft =
        part && (isOpen(part.state) ? to !== null || !isNoted : leadsOf(state).includes(unitId) && !isNoted);
      if (!isLeft) continue;
      touched.push(taskId);
      yield [{ taskId, isOpen: isOpen(part.state) }];
    }
  }
  await succeed({ log, executor, logger: { info() {}, warn() {}, error: failed }, openTasks }, { regionId, at });
  return touched;
}

/** In a story nothing is refused. */
function failed(fields: unknown): never {
  throw new Error(`the story was refused at a succession: ${JSON.stringify(fields)}`);
}
