// The successions of the story 承接, by its own clock: what ended units left open is handed on with the act that says so, and what
// nobody took over is given back with the one that restores its unit.
import {
  completion,
  completionReportStateOf,
  isOpen,
  type Kept,
  type Left,
  leavesMore,
  type Succession,
  task,
} from "@taizhang/domain";
import { type DayEndThing, type EventLog, type Executor, succeed } from "@taizhang/log";

/** What successions are carried out with. */
interface SuccessionParts {
  readonly executor: Executor;
  readonly log: EventLog;
}

/** What ended units left among some things of a region is handed on at an instant; gives those in which there was something. */
export async function handOn(
  { executor, log }: SuccessionParts,
  { regionId, at, things }: { readonly regionId: string; readonly at: string; readonly things: readonly DayEndThing[] },
): Promise<DayEndThing[]> {
  const touched: DayEndThing[] = [];
  async function* left(succession: Succession) {
    for (const thing of things) {
      const found = thing.of === "task" ? await inTask(thing.id, succession) : await asReport(thing.id, succession);
      if (found === null) continue;
      touched.push(thing);
      yield [found];
    }
  }

  async function inTask(taskId: string, { unitId, to }: Succession): Promise<Left | null> {
    const { state } = await executor.load(task, taskId);
    const part = state.assignments[unitId];
    if (!part) return null;
    if (isOpen(part.state)) return to !== null || part.ownerlessSince === null ? { kind: "part", taskId } : null;
    return leavesMore(state, unitId) && part.ownerlessSince === null ? { kind: "donePart", taskId } : null;
  }

  async function asReport(completionId: string, { unitId }: Succession): Promise<Left | null> {
    const { state } = await executor.load(completion, completionId);
    const stands = completionReportStateOf(state);
    const isOwed = state.about?.unitId === unitId && (stands === "owed" || stands === "returned");
    return isOwed ? { kind: "completionReport", completionId } : null;
  }

  async function* kept(unitId: string) {
    for (const thing of things) {
      const found = thing.of === "task" ? await noted(thing.id, unitId) : await ended(thing.id, unitId);
      if (found === null) continue;
      touched.push(thing);
      yield [found];
    }
  }

  async function noted(taskId: string, unitId: string): Promise<Kept | null> {
    const part = (await executor.load(task, taskId)).state.assignments[unitId];
    return part && part.ownerlessSince !== null && part.state !== "handedOver" ? { kind: "part", taskId } : null;
  }

  async function ended(completionId: string, unitId: string): Promise<Kept | null> {
    const { about, ended } = (await executor.load(completion, completionId)).state;
    if (about?.unitId !== unitId || ended !== "unitEnded") return null;
    return { kind: "completionReport", completionId, planId: about.planId };
  }

  await succeed({ log, executor, logger: { info() {}, warn() {}, error: failed }, left, kept }, { regionId, at });
  return touched;
}

/** In a story nothing is refused. */
function failed(fields: unknown): never {
  throw new Error(`the story was refused at a succession: ${JSON.stringify(fields)}`);
}
