// The read model of tasks 任务 and of completion reports: its folds are the cards of both, from which boards, ledgers and
// queues are made. It is one model, so that each of these is one list with one order.
import { completion, streamOf, task } from "@taizhang/domain";
import type { DayEndThing, StoredEvent } from "@taizhang/log";
import { concerning, type Documents, kindOf, type ReadModel, type Shown, within } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type CompletionCard, completionAfter } from "./completion-card.ts";
import { candidateOf, candidateOfReport, dayEndCandidates } from "./day-end-candidates.ts";
import { type Deadline, deadlines, deadlinesOf, isDue } from "./deadlines.ts";
import { rowSort } from "./due.ts";
import type { OwedThing } from "./owed.ts";
import { owedByCompletion } from "./owed-by-completion.ts";
import { owedByTask } from "./owed-by-task.ts";
import { type Waiting, waitingAbout, waitingThings } from "./review-queue.ts";
import { cardAfter, type TaskCard } from "./task-card.ts";
import { type LedgerEntry, ledgerLines, lineOf } from "./unit-ledger.ts";

type Fold = TaskCard | CompletionCard;

/** True for the card of a task; the model also holds those of completion reports. */
export const isTaskCard = (fold: Fold): fold is TaskCard => "opened" in fold;

const folds = kindOf<Fold>();
const cards = kindOf<TaskCard>();
const reports = kindOf<CompletionCard>("completion");

/** The key of a completion report's fold, which is no taskId; by its id. */
export const completionKey = (id: string): string => `completion/${id}`;

const foldKey = ({ stream }: Pick<StoredEvent, "stream">) =>
  completionKey(stream.slice(streamOf(completion, "").length));

const keyOfTask = within(task, ({ meta }) => meta.taskId);
const keyOfCompletion = within(completion, foldKey);
const [concernsTask, concernsCompletion] = [concerning(task), concerning(completion)];

/** Everything that lists show of what is owed. Things that are still the same list show the same. */
function listsOf(owed: readonly (readonly OwedThing[])[]): Shown[] {
  const lists = owed.map((things) => listed(things));
  return [...lists.flatMap(({ shown }) => shown), ...deadlinesOf(lists.flatMap(({ due }) => due))];
}

const listed = recalling((things: readonly OwedThing[]) => ({
  shown: things.flatMap((thing) => [...lineOf(thing), ...waitingAbout(thing)]),
  due: things.filter(isDue),
}));

const model: ReadModel<Fold> = {
  name: "task",
  version: 14,
  replaces: ["task-card", "plan-board", "unit-ledger", "review-queue", "deadline-board"],
  concernedBy: (event) => concernsTask(event) || concernsCompletion(event),
  key: (event) => keyOfTask(event) ?? keyOfCompletion(event),
  fold(before, event) {
    if (completion.events.has(event.fact.type))
      return before && isTaskCard(before) ? before : completionAfter(before, event);
    return before && !isTaskCard(before) ? before : cardAfter(before, event);
  },
  shows(fold, key) {
    if (!isTaskCard(fold)) {
      const id = key.slice(completionKey("").length);
      const { planId, unitId } = fold.about;
      const byUnit = { index: `plan/${planId}`, sort: unitId };
      const lists = [...listsOf([owedByCompletion(fold, key)]), candidateOfReport(fold, id)];
      return [folds.shown(key, fold, []), reports.shown(id, fold, [byUnit]), ...lists];
    }
    const { planId, row } = fold.opened;
    const byRow = { index: `plan/${planId}`, sort: rowSort(row.row) };
    const lists = [...listsOf(owedByTask(fold)), candidateOf(fold)];
    return [folds.shown(key, fold, [byRow]), ...lists];
  },
};

/** Completion reports by `completionIdOf`. Index: `plan/<planId>`, by unitId. */
export const completionReports: Documents<CompletionCard> = { ...reports, model };

/** Task cards by taskId, which must be that of a task: see `isTaskCard`. Index: `plan/<planId>`, by row. */
export const taskCards: Documents<TaskCard> = { ...cards, model };

/** The lines of the units' ledgers; see `ledgerLines` for their indexes. */
export const unitLedger: Documents<LedgerEntry> = { ...ledgerLines, model };

/** What waits for a decision; see `waitingThings` for the indexes. */
export const reviewQueue: Documents<Waiting> = { ...waitingThings, model };

/** What is open and due; see `deadlines` for the index. */
export const deadlineBoard: Documents<Deadline> = { ...deadlines, model };

/** What a day's end must look at; see `dayEndCandidates` for the indexes. */
export const thingsForDayEnd: Documents<DayEndThing> = { ...dayEndCandidates, model };
