// The front door of the projections: read models, the views they are kept in, and what runs them.
export { applied, foldModel } from "./fold.ts";
export { memoryViews } from "./memory-views.ts";
export { commandUse, usedCommandIn } from "./models/command-use.ts";
export { deadlineBoard, openUnits } from "./models/deadline-board.ts";
export { models, unshown } from "./models/index.ts";
export { type Lamp, lamp, lampOf, lampRule } from "./models/lamp.ts";
export * from "./models/plan-board.ts";
export * from "./models/plan-card.ts";
export * from "./models/plan-rows.ts";
export * from "./models/review-queue.ts";
export { dueSort, type GroupStanding, leadsOf, type Part, type TaskStanding } from "./models/standing.ts";
export * from "./models/task-card.ts";
export * from "./models/unit-directory.ts";
export * from "./models/unit-ledger.ts";
export * from "./read-model.ts";
export * from "./views.ts";
