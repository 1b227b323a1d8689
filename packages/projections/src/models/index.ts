// All read models, in one list for their runner.
import type { AnyReadModel } from "../read-model.ts";
import { commandUse } from "./command-use.ts";
import { dayEnds } from "./day-ends.ts";
import { eventPlaces } from "./event-places.ts";
import { planCard } from "./plan-card.ts";
import { planRows } from "./plan-rows.ts";
import { searchable } from "./searchable.ts";
import { taskCards } from "./task.ts";
import { taskReports } from "./task-reports.ts";
import { unitDirectory } from "./unit-directory.ts";

/** All read models, in no particular order. */
export const models: readonly AnyReadModel[] = [
  planCard,
  planRows,
  taskCards,
  taskReports,
  unitDirectory,
  dayEnds,
  commandUse,
  eventPlaces,
  searchable,
].map(({ model }) => model);
