// The unit clauses of a task, read.
import type { DraftUnit } from "@taizhang/domain";
import type { UnitCell } from "../cells/unit-cell.ts";
import type { UnitClause } from "../recognisers/record.ts";
import type { TaskRow } from "./rows.ts";

/** One clause of a task as it was read, and the task whose words it goes on with where its cell is merged. */
export interface ClauseRead {
  readonly clause: UnitClause;
  readonly cell: UnitCell;
  /** The task whose cell prints the words; undefined where nothing is said. */
  readonly from: TaskRow | undefined;
}

/** A task with its clauses. */
export interface TaskClauses {
  readonly task: TaskRow;
  readonly clauses: readonly ClauseRead[];
  /** The units in the clauses, without those that guide. */
  readonly units: readonly DraftUnit[];
}
