// The read model of tasks 任务: one fold, from which cards, boards, ledgers and queues are made.
import { task } from "@taizhang/domain";
import { type Documents, kindOf, type ReadModel, within } from "../read-model.ts";
import { dueSort, rowSort } from "./due.ts";
import { type Waiting, waitingIn, waitingThings } from "./review-queue.ts";
import { cardAfter, standingOfTask, type TaskCard } from "./task-card.ts";
import { type LedgerEntry, ledgerLines, linesOf } from "./unit-ledger.ts";

const cards = kindOf<TaskCard>();

function placesOf(card: TaskCard) {
  const { planId, regionId, row } = card.opened;
  const { dueOn } = card.life;
  const byRow = { index: `plan/${planId}`, sort: rowSort(row.row) };
  const isDue = dueOn !== null && standingOfTask(card) === "open";
  return isDue ? [byRow, { index: `due/${regionId}`, sort: dueSort({ dueOn, planId, row: row.row }) }] : [byRow];
}

const model: ReadModel<TaskCard> = {
  name: "task",
  version: 3,
  replaces: ["task-card", "plan-board", "unit-ledger", "review-queue", "deadline-board"],
  key: within(task, ({ meta }) => meta.taskId),
  fold: cardAfter,
  shows: (card, taskId) => [cards.shown(taskId, card, placesOf(card)), ...linesOf(card), ...waitingIn(card)],
};

/**
 * Task cards by taskId. Indexes: `plan/<planId>`, by row, and `due/<regionId>`, the open tasks with a due day,
 * the earliest due day first.
 */
export const taskCards: Documents<TaskCard> = { ...cards, model };

/** The lines of the units' ledgers; see `ledgerLines` for their indexes. */
export const unitLedger: Documents<LedgerEntry> = { ...ledgerLines, model };

/** What waits for a decision; see `waitingThings` for the indexes. */
export const reviewQueue: Documents<Waiting> = { ...waitingThings, model };
