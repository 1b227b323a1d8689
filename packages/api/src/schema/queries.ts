// Every resolver that reads, in one list for the schema.

import { MeQuery } from "../auth/me.ts";
import { BoardQueries } from "../boards/queries.ts";
import { ChangesSubscription } from "../changes/subscription.ts";
import { HistoryQueries } from "../history/queries.ts";
import { LedgerQueries } from "../ledger/queries.ts";
import { NodeQueries } from "../node/queries.ts";
import { PlanAnswered, PlanQueries } from "../plan/queries.ts";
import { ReadModelQueries } from "../reading/read-models.ts";
import { ReviewQueries } from "../reviews/queries.ts";
import { RosterAnswered, RosterQueries, UnitNameResolver } from "../roster/queries.ts";
import { TaskAnswered, TaskQueries, TasksOfPlan } from "../task/queries.ts";

export const queryResolvers = [
  BoardQueries,
  ChangesSubscription,
  HistoryQueries,
  LedgerQueries,
  MeQuery,
  NodeQueries,
  PlanAnswered,
  PlanQueries,
  ReadModelQueries,
  ReviewQueries,
  RosterAnswered,
  RosterQueries,
  TaskAnswered,
  TaskQueries,
  TasksOfPlan,
  UnitNameResolver,
] as const;
