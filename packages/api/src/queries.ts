// Every resolver that reads, in one list for the schema.
import { BoardQueries } from "./boards/queries.ts";
import { ChangesSubscription } from "./changes/subscription.ts";
import { LedgerQueries } from "./ledger/queries.ts";
import { MeQuery } from "./me.ts";
import { PlanQueries } from "./plan/queries.ts";
import { ReadModelQueries } from "./read-models.ts";
import { ReviewQueries } from "./reviews/queries.ts";
import { RosterQueries, UnitNameResolver } from "./roster/queries.ts";
import { TaskAnswered, TaskQueries, TasksOfPlan } from "./task/queries.ts";

export const queryResolvers = [
  BoardQueries,
  ChangesSubscription,
  LedgerQueries,
  MeQuery,
  PlanQueries,
  ReadModelQueries,
  ReviewQueries,
  RosterQueries,
  TaskAnswered,
  TaskQueries,
  TasksOfPlan,
  UnitNameResolver,
] as const;
