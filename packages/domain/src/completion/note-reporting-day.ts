// What the end of a day notes of a completion report 日终记录临期与逾期报送, as it stood when the day ended: by the rules for parts.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { firstNoteOf, noteOf } from "../task/due-notes.ts";
import type { Noted, NoteKind } from "../task/notes.ts";
import { isDueBeforeIssue } from "../task/state.ts";
import { type CompletionState, completionReportStateOf } from "./state.ts";

const note = z.object({
  unitId,
  dueOn: day,
  /** The day at whose end it is noted. */
  on: day,
});

/** The state with something noted. */
const withNote = (state: CompletionState, kind: NoteKind, { dueOn, on }: Noted): CompletionState => ({
  ...state,
  noted: { ...state.noted, [kind]: { dueOn, on } },
});

export const ReportingDueSoonNoted = event({
  type: "ReportingDueSoonNoted",
  title: "报送临期",
  shape: note,
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, dueOn: "2022-01-05", on: "2021-12-29" },
  evolve: (state: CompletionState, e): CompletionState => withNote(state, "dueSoon", e),
  tell: (e, nameOf) => ({
    zh: `${e.on}日终：${nameOf(e.unitId)}的办结情况报送临近${e.dueOn}`,
    en: `noted at the end of ${e.on} that the completion report of ${nameOf(e.unitId)} is due soon, on ${e.dueOn}`,
  }),
});

export const ReportingOverdueNoted = event({
  type: "ReportingOverdueNoted",
  title: "报送逾期",
  shape: note,
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, dueOn: "2022-01-05", on: "2022-01-05" },
  evolve: (state: CompletionState, e): CompletionState => withNote(state, "overdue", e),
  tell: (e, nameOf) => ({
    zh: `${e.on}日终：${nameOf(e.unitId)}到${e.dueOn}未报送办结情况`,
    en: `noted at the end of ${e.on} that the completion report of ${nameOf(e.unitId)}, due on ${e.dueOn}, was not handed in`,
  }),
});

/** The day by which the unit itself has to act; null once it has handed in, unless that is returned, and if nothing is held against it. */
function owedBy(state: CompletionState): string | null {
  const stands = completionReportStateOf(state);
  const isOwed = stands === "owed" || stands === "returned";
  return isOwed && !isDueBeforeIssue(state.dueOn, state.terms.issuedOn) ? state.dueOn : null;
}

/** The note that the end of a day makes of a report: `atEnd` as it stood then, `now` with what is noted; null if none. */
export function reportingNoteAt(atEnd: CompletionState, now: CompletionState, on: string): NoteKind | null {
  const dueOn = owedBy(atEnd);
  return dueOn === null ? null : noteOf(dueOn, atEnd.terms.dueSoonDays, now.noted, on);
}

/** The first day at whose end something is to be noted of a report if nothing changes in it; null if there is none. */
export function nextReportingNoteOn(state: CompletionState): string | null {
  const dueOn = owedBy(state);
  return dueOn === null ? null : firstNoteOf(dueOn, state.terms.dueSoonDays, state.noted);
}

/** What the shell looks up: the report as it stood at the end of the day, folded from its own events up to then. */
export interface ReportAtDaysEnd {
  readonly atEnd: CompletionState;
}

export const noteReportingDay = action({
  title: { zh: "日终记录临期与逾期报送", en: "Note a reporting day at a day's end" },
  by: ["policy"],
  command: z.object({ on: day }),
  example: { on: "2022-01-05" },
  events: [ReportingDueSoonNoted, ReportingOverdueNoted],
  open(state: CompletionState) {
    const { about } = state;
    return about ? { ...state, about } : reject("COMPLETION_REPORT_NOT_FOUND");
  },
  decide(state, { on }, actor, { atEnd }: ReportAtDaysEnd) {
    if (beijingDay(actor.at) <= on) return reject("DAY_NOT_OVER", on);
    const kind = reportingNoteAt(atEnd, state, on);
    if (kind === null || atEnd.dueOn === null) return [];
    const noted = { unitId: state.about.unitId, dueOn: atEnd.dueOn, on };
    return [kind === "dueSoon" ? ReportingDueSoonNoted(noted) : ReportingOverdueNoted(noted)];
  },
});
