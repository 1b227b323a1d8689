// The front door of the domain: what other packages may use.
export * from "./calendar.ts";
export {
  affairOf,
  aggregates,
  type DomainFact,
  decodeFact,
  eventTypes,
  fieldsOf,
  streamPrefixes,
  type ToldField,
  tell,
  titleOf,
  titleOfFact,
} from "./catalogue.ts";
export type { Thing, ThingCounts } from "./completion/frozen.ts";
export { completion } from "./completion/index.ts";
export {
  countReportingNoted,
  nextReportingNoteOn,
  type ReportAtDaysEnd,
  reportingNotesAt,
} from "./completion/note-reporting-day.ts";
export { isEndedWithUnit } from "./completion/resume-completion-report.ts";
export {
  type CompletionReportState,
  type CompletionState,
  completionReportStateOf,
  standingOfReport,
} from "./completion/state.ts";
export type { PlanAsItStands } from "./completion/submit-completion-report.ts";
export { reportingUrgingStateOf } from "./completion/urging.ts";
export { dayend } from "./dayend/index.ts";
export { dayEndIdOf } from "./dayend/state.ts";
export { denialIdOf, deniedAttempt } from "./denial/denied-attempt.ts";
export { denial } from "./denial/index.ts";
export { reasonInWords } from "./denial/reasons.ts";
export * from "./identity.ts";
export { type Action, type AnyAction, isRejection, type Rejection, reject } from "./kernel/action.ts";
export {
  type Actor,
  type Bearer,
  bearer,
  type Doer,
  has,
  type Principal,
  policySubject,
  type Role,
  role,
} from "./kernel/actor.ts";
export { type AnyAggregate, type CommandOf, type FactsOf, type GivenOf, streamOf } from "./kernel/aggregate.ts";
export { canonicalJson } from "./kernel/canonical.ts";
export { type FieldSet, fieldsIn, keptOf } from "./kernel/changed-fields.ts";
export { type Envelope, envelope, personIn } from "./kernel/envelope.ts";
export type { AnyEvent, EventType, Fact, FactOf, NameOf, Sentence } from "./kernel/event.ts";
export { faultSaid, faults } from "./kernel/faults.ts";
export type { FieldChange } from "./kernel/field-change.ts";
export { grouped } from "./kernel/grouped.ts";
export {
  type FieldsOf,
  type SeenBy,
  type Sees,
  type ShownField,
  type Subject,
  seesAll,
  shownFields,
} from "./kernel/labelled.ts";
export { most } from "./kernel/most.ts";
export { holdsPersonalData, personalDataIn, personalDataInTexts, tellFinding } from "./kernel/personal-data.ts";
export type { RecordedFact } from "./kernel/recorded-fact.ts";
export { commandId, day, type Evidence, type FreeText, regionId } from "./kernel/shapes.ts";
export { type Names, targetNamed } from "./kernel/target.ts";
export { asSaid, faultInPrint, textsIn } from "./kernel/texts.ts";
export { type Decidable, decidable, type PossibleDecision, possibleDecisions, type Reach } from "./plan/decidable.ts";
export * from "./plan/draft.ts";
export { type ForeseenIssue, foreseenIssue } from "./plan/foreseen-issue.ts";
export { type FromIssue, fromIssueInWords } from "./plan/from-issue.ts";
export type { ImportDecision } from "./plan/import-decision.ts";
export type { ReadNotice, SourceFile } from "./plan/import-plan.ts";
export { plan } from "./plan/index.ts";
export { daysMeant, isKnownOn, type NameRead, namesUnknown } from "./plan/meaning.ts";
export type { Parked } from "./plan/park-plan.ts";
export type { PlanNow } from "./plan/plan-now.ts";
export { blankCells, type ReadUnit, unitsAsRead } from "./plan/reading.ts";
export type { RowEffect, RowUse } from "./plan/row-use.ts";
export { defaultSettings, type PlanSettings, planSettings, type Steps } from "./plan/settings.ts";
export { namesOf, type PlanState, type PlanStatus, waitsParked } from "./plan/state.ts";
export { type Turn, turnDone, turned, turnUnderWay } from "./plan/turns.ts";
export { type WarningState, warningStateOf } from "./plan/warning-state.ts";
export { policies } from "./policies/index.ts";
export { deedOf, type LookedUp, type Needs, type PolicyCommand, policyActor } from "./policies/policy.ts";
export { type Kept, restoredUnits, returning } from "./policies/restorations.ts";
export { type Left, type Succession, succeeding, successionsOn } from "./policies/successions.ts";
export { type RejectionCode, refusalInWords, rejections } from "./rejections.ts";
export { type Act, actsOn, beginningsIn, goByPlan } from "./rights/acts.ts";
export * from "./rights/reading.ts";
export { roster } from "./roster/index.ts";
export { namesUpTo, ownerOf, ownerOn } from "./roster/known-names.ts";
export { foldName } from "./roster/names.ts";
export { nearEntries, nearNames, nearUnitNames } from "./roster/near-names.ts";
export { rosterChanges } from "./roster/roster-changes.ts";
export { type RosterFile, rosterFile, rosterLoadOf } from "./roster/roster-file.ts";
export {
  changedMembers,
  holdsOn,
  type Membership,
  membersOn,
  membersSince,
  namedSince,
  nameOfOn,
  nameOn,
  newUnit,
  ownNameSince,
  ownNamesOf,
  type RosterState,
  type RosterUnit,
  refusalOfEndedGroup,
  type UnitEnd,
} from "./roster/state.ts";
export { statusOn, type UnitStatus } from "./roster/unit-end.ts";
export { type HandOverCause, handOverCause } from "./task/assignment-handed-over.ts";
export {
  type AssignmentState,
  assignmentState,
  isClaimed,
  isCounted,
  isOpen,
  isStillToDo,
  openStates,
  type Standing,
  standingOf,
} from "./task/assignment-state.ts";
export type { ReportAsItStands, ReportWords } from "./task/correct-report.ts";
export { type DisputeState, disputeState } from "./task/dispute.ts";
export { countNoted, nextNoteOn, notesAt } from "./task/due-notes.ts";
export { evidenceAfter } from "./task/evidence-as-it-stands.ts";
export { type ExtensionState, extensionState } from "./task/extension-request.ts";
export { notesFields, partLabels, stepsFields, wordsFields } from "./task/fields.ts";
export { task } from "./task/index.ts";
export { ownersOf, type TaskItem } from "./task/item.ts";
export {
  carriesOut,
  dayOfItem,
  type ItemState,
  itemsDoneBy,
  itemsOf,
  type Progress,
  progressOf,
  standingOfItem,
  type UnitItem,
} from "./task/items-of.ts";
export type { AtDaysEnd } from "./task/note-due-days.ts";
export { leavesMore } from "./task/note-ownerless.ts";
export { type Noted, type NoteKind, type Notes, noteKinds } from "./task/notes.ts";
export { afterReplacing, isPastMending, type Replacing, stillToMendIn, toMendIn } from "./task/publication.ts";
export { type ReopenCause, reopenCause } from "./task/reopen-assignment.ts";
export { reportWordsIn } from "./task/report-words.ts";
export {
  type Assignment,
  type Ending,
  type ExternalBody,
  isDueBeforeIssue,
  isOwnerless,
  leadsOf,
  needsEndorsement,
  type PersonInCharge,
  type PublicationCheck,
  type Review,
  reportsIn,
  review,
  reviewersOf,
  reviewOf,
  type TaskState,
} from "./task/state.ts";
export type { TaskAsItStands } from "./task/task-as-it-stands.ts";
export { urgingStateOf } from "./task/urging.ts";
export { standingOfUrging, type UrgingState } from "./task/urging-rules.ts";
export type { EvidenceAsItStands } from "./task/verify-publication.ts";
export type { Wording } from "./task/wording.ts";
