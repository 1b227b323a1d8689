// Tasks that a day's end must look at 日终待查: it finds them here, and judges each by the task's own events.
import { nextNoteOn } from "@taizhang/domain";
import { type IndexEntry, kindOf, type Shown } from "../read-model.ts";
import type { TaskCard } from "./task-card.ts";

/** A task that a day's end may have to note something of. */
export interface DayEndCandidate {
  readonly taskId: string;
}

/**
 * Candidates by taskId. Indexes of a region: `next/<regionId>`, by the first day at whose end something is to be noted if
 * nothing changes, and `touched/<regionId>`, by the day of the task's last event. What the end of a day has to note is in a
 * task of the first index up to that day, or in one that was touched after it: an untouched task stands as it stood then.
 */
export const dayEndCandidates = kindOf<DayEndCandidate>("dayend");

/** The place of a task among the candidates. */
export function candidateOf({ opened: { taskId, regionId }, life, touchedOn }: TaskCard): Shown {
  const next = nextNoteOn(life);
  const entries: IndexEntry[] = [{ index: `touched/${regionId}`, sort: touchedOn }];
  if (next !== null) entries.push({ index: `next/${regionId}`, sort: next });
  return dayEndCandidates.shown(taskId, { taskId }, entries);
}
