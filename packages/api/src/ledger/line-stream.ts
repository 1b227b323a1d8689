// The stream from which a line of a ledger is folded: that of its task, or of the unit's completion report on its plan.
import { completion, completionIdOf, type Identity, streamOf, task } from "@taizhang/domain";
import type { LedgerEntry } from "@taizhang/projections";

/** The name of the stream of a line. */
export const streamOfLine = (
  identity: Identity,
  { taskId, planId, unitId }: Pick<LedgerEntry, "taskId" | "planId" | "unitId">,
): string =>
  taskId === null ? streamOf(completion, completionIdOf(identity, planId, unitId)) : streamOf(task, taskId);
