// The words of a report as they stand, for the decision that replaces them: read from the log, where they are kept.
import { type ReportAsItStands, reportWordsIn, streamOf, type TaskState, task } from "@taizhang/domain";
import type { EventLog } from "../event-log.ts";

/** Looks up the report that a command names. The task's state tells which event holds its words, so one is read. */
export function reportAsItStands(
  log: Pick<EventLog, "read">,
  taskId: string,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number },
): (state: TaskState) => Promise<ReportAsItStands> {
  return async ({ assignments }) => {
    const report = assignments[unitId]?.reports[reportNo - 1];
    if (!report) return { before: null };
    for await (const { fact } of log.read(streamOf(task, taskId), report.saidAt))
      return { before: reportWordsIn(fact) };
    return { before: null };
  };
}
