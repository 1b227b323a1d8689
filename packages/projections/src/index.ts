// The front door of the projections: read models, the views they are kept in, and what runs them.
export { BuildingLost } from "./building.ts";
export { type Changes, noChanges } from "./changes.ts";
export { candidates } from "./day-end/candidates.ts";
export { type DayEndClock, machineClock, startDayEnds } from "./day-end/runner.ts";
export {
  type Became,
  type ComparedTask,
  comparedTasks,
  differencesOfTask,
} from "./differences/compared-tasks.ts";
export { differencesBetween, type FieldDifference } from "./differences/difference.ts";
export { fieldsOfPlan } from "./differences/plan-fields.ts";
export { type Replay, replay } from "./differences/replaying.ts";
export { fieldsOfTask, type SeesPart } from "./differences/task-fields.ts";
export {
  type CountedFrom,
  countedFrom,
  countsOnDays,
  type TrendStep,
  trendDays,
  trendSteps,
} from "./differences/trend.ts";
export { fieldsOfLine, fieldsOfUnit } from "./differences/unit-fields.ts";
export { documentsAfter, foundIn, listedIn } from "./fold.ts";
export { type KnownPast, knownPast, type LastOf, type Past, type PastMoment } from "./known-past.ts";
export { type LeftBuilds, startClearing } from "./left-builds.ts";
export { memoryViews } from "./memory-views.ts";
export type { CardAmendment } from "./models/card-amendments.ts";
export type { CardExtension } from "./models/card-extensions.ts";
export type { CardCompletion, CardFulfilment, CardItem } from "./models/card-items.ts";
export { type CardMending, stillToMend } from "./models/card-mending.ts";
export type { CardMoves, Grounded, HandOver } from "./models/card-moves.ts";
export type { CardUrging } from "./models/card-urgings.ts";
export type { CardWithdrawal } from "./models/card-withdrawals.ts";
export { commandUse, usedCommandIn } from "./models/command-use.ts";
export type { CompletionCard } from "./models/completion-card.ts";
export { type ClosedDay, dayEnds, type RegionDays } from "./models/day-ends.ts";
export { type Deadline, lampOfDeadline } from "./models/deadlines.ts";
export type { Deed } from "./models/deed.ts";
export { dueIn, dueSort, latestFirst, rowSort } from "./models/due.ts";
export {
  type EventPlace,
  eventPlaces,
  isOf,
  lastIn,
  type PlacesOf,
  placesIn,
  stretchesOf,
  stretchSort,
} from "./models/event-places.ts";
export { models } from "./models/index.ts";
export { type Lamp, lamp, lampOf, lampOfLine, lampRule } from "./models/lamp.ts";
export { callsOf, type LedgerCall, ledgerCalls } from "./models/ledger-calls.ts";
export { isNobodys, isToDo, type LedgerKind, type LineItem } from "./models/owed.ts";
export { waitsAbout } from "./models/owed-by-task.ts";
export { itemsOfEarlier, itemsOfUnit, progressOfTask } from "./models/owed-items.ts";
export { nothingWaits, type OwedWait, type WaitingKind, waitingKinds } from "./models/owed-waits.ts";
export * from "./models/plan-board.ts";
export * from "./models/plan-card.ts";
export * from "./models/plan-rows.ts";
export type { Waiting } from "./models/review-queue.ts";
export { type Searchable, searchable, searchSort, titlesOf, wordsOf } from "./models/searchable.ts";
export * from "./models/standings.ts";
export {
  completionKey,
  completionReports,
  deadlineBoard,
  isTaskCard,
  reviewQueue,
  taskCards,
  unitLedger,
} from "./models/task.ts";
export {
  allPartsOf,
  isFilled,
  openUnits,
  type Part,
  partsOf,
  standingOfTask,
  type TaskCard,
  unfilledGroups,
} from "./models/task-card.ts";
export { reportKey, type TaskReport, taskReports } from "./models/task-reports.ts";
export * from "./models/unit-directory.ts";
export type { LedgerEntry } from "./models/unit-ledger.ts";
export { type AnyReadModel, type Documents, kindOf, type ReadModel, type Shown } from "./read-model.ts";
export { counted, type ReadProgress, type RebuildParts, rebuild } from "./rebuild.ts";
export { RedisAddressRefused, redisAddress } from "./redis-address.ts";
export { type RedisClient, redisClient } from "./redis-client.ts";
export { type RedisViews, redisViews } from "./redis-views.ts";
export { type Runner, startRunner } from "./runner.ts";
export { savedViews } from "./saved-views.ts";
export { holdingAll, holdsTerms, type Search, withNumber } from "./searching.ts";
export { startSuccessions } from "./successions/runner.ts";
export * from "./views.ts";
export { includes, reached } from "./wait-for.ts";
