// The current words of a report, read from the log for the decision that replaces them.
import { type ReportAsItStands, reportWordsIn, streamOf, type TaskState, task } from "@taizhang/domain";
import type { EventLog } from "../event-log.ts";

/** Looks up the report that a command names. The task's state has the revision of its words, so one event is read. */
export function reportAsItStands(
  log: Pick<EventLog, "read">,
  taskId: string,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number },
): (state: TaskState) => Promise<ReportAsItStands> {
  return async ({ assignments }) => {
    const report = assignments[unitId]?.unsettled[reportNo];
    if (!report) return { before: null };
    for await (const { fact } of log.read(streamOf(task, taskId), report.saidAt))
      return { before: reportWordsIn(fact) };
    return { before: null };
  };
}
