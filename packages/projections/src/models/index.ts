// All read models, and the events that none of them shows.
import type { DomainFact } from "@taizhang/domain";
import type { AnyReadModel } from "../read-model.ts";
import { commandUse } from "./command-use.ts";
import { deadlineBoard } from "./deadline-board.ts";
import { deniedTargets } from "./denied-targets.ts";
import { planBoard } from "./plan-board.ts";
import { planCard } from "./plan-card.ts";
import { planRows } from "./plan-rows.ts";
import { reviewQueue } from "./review-queue.ts";
import { taskCard } from "./task-card.ts";
import { unitDirectory } from "./unit-directory.ts";
import { unitLedger } from "./unit-ledger.ts";

export const models: readonly AnyReadModel[] = [
  planCard,
  planRows,
  planBoard,
  taskCard,
  unitLedger,
  reviewQueue,
  deadlineBoard,
  unitDirectory,
  deniedTargets,
  commandUse,
];

/** The events that no read model shows, each with the reason. Every event is here or in a model's `on`. */
export const unshown: { readonly [Type in DomainFact["type"]]?: string } = {};
