// What a day's end must look at 日终待查, tasks and completion reports: it finds them here, and judges each by its own events.
import { nextNoteOn, nextReportingNoteOn } from "@taizhang/domain";
import type { DayEndThing } from "@taizhang/log";
import { type IndexEntry, kindOf, type Shown } from "../read-model.ts";
import type { CompletionCard } from "./completion-card.ts";
import type { TaskCard } from "./task-card.ts";

/**
 * Candidates by name of aggregate and id. Indexes of a region: `next/<regionId>`, by the first day at whose end something is
 * to be noted if nothing changes, and `touched/<regionId>`, by the day of the thing's last event. What the end of a day has
 * to note is in the first index up to that day, or was touched after it: what is untouched stands as it stood then.
 */
export const dayEndCandidates = kindOf<DayEndThing>("dayend");

/** The place of a task among the candidates. */
export const candidateOf = ({ opened: { taskId, regionId }, life, touchedOn }: TaskCard): Shown =>
  candidate({ of: "task", id: taskId }, regionId, touchedOn, nextNoteOn(life));

/** The place of a completion report among the candidates. */
export const candidateOfReport = ({ about: { regionId }, life, touchedOn }: CompletionCard, id: string): Shown =>
  candidate({ of: "completion", id }, regionId, touchedOn, nextReportingNoteOn(life));

function candidate(thing: DayEndThing, regionId: string, touchedOn: string, next: string | null): Shown {
  const entries: IndexEntry[] = [{ index: `touched/${regionId}`, sort: touchedOn }];
  if (next !== null) entries.push({ index: `next/${regionId}`, sort: next });
  return dayEndCandidates.shown(`${thing.of}/${thing.id}`, thing, entries);
}
