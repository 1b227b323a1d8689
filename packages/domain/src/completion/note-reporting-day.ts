// What the end of a day notes of a completion report, and of answers owed to urgings for it 日终记录临期与逾期报送, as they stood when
// the day ended: by the rules for parts.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { day, unitId } from "../kernel/shapes.ts";
import { firstNoteOf, noteOf } from "../task/due-notes.ts";
import type { NoteKind, Notes } from "../task/notes.ts";
import { isDueBeforeIssue } from "../task/state.ts";
import { onUrging, urgingIn } from "../task/urging-rules.ts";
import { type CompletionState, isStillToReport } from "./state.ts";
import { reportingUrgingStateOf } from "./urging.ts";

const note = z.object({
  unitId,
  /** The number of the urging whose answer is owed; left out where it is the report itself. */
  urgingNo: z.int().min(1).optional(),
  dueOn: day,
  /** The day at whose end it is noted. */
  on: day,
});

/** The state with something noted of the report, or of the answer to an urging. */
function withNote(
  state: CompletionState,
  kind: NoteKind,
  { dueOn, on, urgingNo }: z.infer<typeof note>,
): CompletionState {
  const noting = ({ noted }: { readonly noted: Notes }) => ({ noted: { ...noted, [kind]: { dueOn, on } } });
  if (urgingNo === undefined) return { ...state, ...noting(state) };
  return { ...state, urgings: onUrging(state.urgings, urgingNo, noting) };
}

/** What is noted, in words. */
const thingIn = ({ urgingNo }: z.infer<typeof note>): string =>
  urgingNo === undefined ? "completion report" : `answer to urging ${urgingNo} for the completion report`;

export const ReportingDueSoonNoted = event({
  type: "ReportingDueSoonNoted",
  title: "报送临期",
  shape: note,
  sight: (e) => everybodys([e.unitId]),
  sample: { unitId: sampleUnit, dueOn: "2022-01-05", on: "2021-12-29" },
  evolve: (state: CompletionState, e): CompletionState => withNote(state, "dueSoon", e),
  tell: (e, nameOf) => ({
    zh: `${e.on}日终：${nameOf(e.unitId)}的${e.urgingNo === undefined ? "办结情况报送" : `第${e.urgingNo}次报送催办的答复`}临近${e.dueOn}`,
    en: `noted at the end of ${e.on} that the ${thingIn(e)} of ${nameOf(e.unitId)} is due soon, on ${e.dueOn}`,
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
    zh: `${e.on}日终：${nameOf(e.unitId)}到${e.dueOn}未${e.urgingNo === undefined ? "报送办结情况" : `答复第${e.urgingNo}次报送催办`}`,
    en: `noted at the end of ${e.on} that the ${thingIn(e)} of ${nameOf(e.unitId)}, due on ${e.dueOn}, was not ${e.urgingNo === undefined ? "handed in" : "given"}`,
  }),
});

/** Something that the unit has to do by a day: the report, or its answer to the urging of this number. */
interface Owed {
  readonly urgingNo?: number;
  readonly dueOn: string;
}

/**
 * What the unit itself has to do by a day: the report until it has handed in, and again where that is returned, and its answers
 * to urgings. What had to be done before the plan was issued is left out.
 */
function owedIn(state: CompletionState): Owed[] {
  const { dueOn, terms, urgings } = state;
  const report = isStillToReport(state) ? [{ dueOn }] : [];
  const answers = urgings
    .filter((each) => reportingUrgingStateOf(each) === "open")
    .map(({ no: urgingNo, answerBy }) => ({ urgingNo, dueOn: answerBy }));
  return [...report, ...answers].flatMap(({ dueOn, ...of }) =>
    dueOn === null || isDueBeforeIssue(dueOn, terms.issuedOn) ? [] : [{ ...of, dueOn }],
  );
}

/** What is noted of the report, or of an urging; null if there is no such urging. */
const notesOf = ({ noted, urgings }: CompletionState, { urgingNo }: Pick<Owed, "urgingNo">): Notes | null =>
  urgingNo === undefined ? noted : (urgingIn(urgings, urgingNo)?.noted ?? null);

/** The notes that the end of a day makes of a report: `atEnd` as it stood then, `now` with what is noted. */
export function reportingNotesAt(
  atEnd: CompletionState,
  now: CompletionState,
  on: string,
): (Owed & { readonly kind: NoteKind })[] {
  return owedIn(atEnd).flatMap((owed) => {
    const noted = notesOf(now, owed);
    const kind = noted && noteOf(owed.dueOn, atEnd.terms.dueSoonDays, noted, on);
    return kind ? [{ ...owed, kind }] : [];
  });
}

/** The first day at whose end something is to be noted of a report if nothing changes in it; null if there is none. */
export function nextReportingNoteOn(state: CompletionState): string | null {
  const days = owedIn(state).flatMap((owed) => {
    const noted = notesOf(state, owed);
    return (noted && firstNoteOf(owed.dueOn, state.terms.dueSoonDays, noted)) ?? [];
  });
  return days.toSorted()[0] ?? null;
}

/** How much of a kind is noted at the end of a day. */
export const countReportingNoted = ({ noted, urgings }: CompletionState, kind: NoteKind, on: string): number =>
  [noted, ...urgings.map((each) => each.noted)].filter((each) => each[kind]?.on === on).length;

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
    const { unitId } = state.about;
    return reportingNotesAt(atEnd, state, on).map(({ kind, ...note }) =>
      kind === "dueSoon"
        ? ReportingDueSoonNoted({ unitId, ...note, on })
        : ReportingOverdueNoted({ unitId, ...note, on }),
    );
  },
});
