// The current words of a report, read from the log for the decision that replaces them.
import { type ReportAsItStands, reportWordsIn, streamOf, type TaskState, task, toMendIn } from "@taizhang/domain";
import type { EventLog } from "../event-log.ts";

/**
 * Looks up the report that a command names. The task's state has the revision of its words while it is unsettled, so one event
 * is read. Of a settled one only evidence is mended, which is rare: its words are looked for in the whole stream.
 */
export function reportAsItStands(
  log: Pick<EventLog, "read">,
  taskId: string,
  { unitId, reportNo }: { readonly unitId: string; readonly reportNo: number },
): (state: TaskState) => Promise<ReportAsItStands> {
  return async ({ assignments }) => {
    const part = assignments[unitId];
    const report = part?.unsettled[reportNo];
    let before: ReportAsItStands["before"] = null;
    if (report) {
      for await (const { fact } of log.read(streamOf(task, taskId), { from: report.saidAt, few: 1 }))
        return { before: reportWordsIn(fact) };
    } else if (toMendIn(part?.checks ?? []).some((each) => each.reportNo === reportNo)) {
      for await (const { fact } of log.read(streamOf(task, taskId))) {
        const { data } = fact;
        const isOfReport =
          "unitId" in data && data.unitId === unitId && "reportNo" in data && data.reportNo === reportNo;
        if (isOfReport) before = reportWordsIn(fact) ?? before;
      }
    }
    return { before };
  };
}
