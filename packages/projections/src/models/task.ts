// The read model of tasks 任务: one fold, from which cards, boards, ledgers and queues are made.
import { task } from "@taizhang/domain";
import { concerning, type Documents, kindOf, type ReadModel, within } from "../read-model.ts";
import { candidateOf, type DayEndCandidate, dayEndCandidates } from "./day-end-candidates.ts";
import { type Deadline, deadlines, deadlinesOf } from "./deadlines.ts";
import { rowSort } from "./due.ts";
import { type Waiting, waitingIn, waitingThings } from "./review-queue.ts";
import { cardAfter, type TaskCard } from "./task-card.ts";
import { type LedgerEntry, ledgerLines, linesOf } from "./unit-ledger.ts";

const cards = kindOf<TaskCard>();

const model: ReadModel<TaskCard> = {
  name: "task",
  version: 4,
  replaces: ["task-card", "plan-board", "unit-ledger", "review-queue", "deadline-board"],
  concernedBy: concerning(task),
  key: within(task, ({ meta }) => meta.taskId),
  fold: cardAfter,
  shows: (card, taskId) => {
    const { planId, row } = card.opened;
    const byRow = { index: `plan/${planId}`, sort: rowSort(row.row) };
    const lists = [...linesOf(card), ...waitingIn(card), ...deadlinesOf(card), candidateOf(card)];
    return [cards.shown(taskId, card, [byRow]), ...lists];
  },
};

/** Task cards by taskId. Index: `plan/<planId>`, by row. */
export const taskCards: Documents<TaskCard> = { ...cards, model };

/** The lines of the units' ledgers; see `ledgerLines` for their indexes. */
export const unitLedger: Documents<LedgerEntry> = { ...ledgerLines, model };

/** What waits for a decision; see `waitingThings` for the indexes. */
export const reviewQueue: Documents<Waiting> = { ...waitingThings, model };

/** What is open and due; see `deadlines` for the index. */
export const deadlineBoard: Documents<Deadline> = { ...deadlines, model };

/** The tasks that a day's end must look at; see `dayEndCandidates` for the indexes. */
export const tasksForDayEnd: Documents<DayEndCandidate> = { ...dayEndCandidates, model };
