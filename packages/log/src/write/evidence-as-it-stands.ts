// The evidence that a check of a publication is about, read from the log.
import { type Evidence, type EvidenceAsItStands, evidenceAfter, streamOf, task } from "@taizhang/domain";
import type { EventLog } from "../event-log.ts";

/** Looks up the evidence of a unit's report, or of its claim where `reportNo` is null. */
export function evidenceAsItStands(
  log: Pick<EventLog, "read">,
  taskId: string,
  of: { readonly unitId: string; readonly reportNo: number | null },
): () => Promise<EvidenceAsItStands> {
  return async () => {
    let evidence: readonly Evidence[] | null = null;
    for await (const { fact } of log.read(streamOf(task, taskId))) evidence = evidenceAfter(evidence, fact, of);
    return { evidence };
  };
}
