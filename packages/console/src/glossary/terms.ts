// The terms of the glossary with all that is shown of them 名词表: in groups, each under an id that its address holds.
import { isOneOf } from "../one-of.ts";
import { hasWords } from "../texts/has-words.ts";
import type { Language, Sentence } from "../texts/sentence.ts";
import { words } from "../words.ts";
import { type Group, groupsInOrder } from "./groups.ts";
import {
  importing,
  lamps,
  past,
  relations,
  review,
  roster,
  states,
  system,
  time,
  type Written,
  work,
} from "./terms/texts.ts";

type Enumeration = keyof typeof words;
const written = { work, time, review, import: importing, roster, past, system } as const;

/** The ids of the terms that are no values of an enumeration. */
type WrittenId = { [In in Group]: keyof (typeof written)[In] }[Group];

/** The id of a term: a word of its own, or a value of the schema. */
export type TermId =
  | WrittenId
  | `AssignmentState.${keyof typeof states}`
  | `Lamp.${keyof typeof lamps}`
  | `Relation.${keyof typeof relations}`;

/** A term as it is shown. */
export interface Term {
  readonly id: string;
  readonly group: Group;
  readonly word: Sentence;
  readonly means: Sentence;
  /** What it is in the schema: a value of an enumeration, or acts. */
  readonly inSchema: readonly string[];
  /** The words of how it may stand. */
  readonly values: readonly Sentence[];
}

/**
 * Which term explains the values of an enumeration: `each` where they are terms themselves, null where their words say all. A new
 * enumeration does not compile until it stands here.
 */
const explainedBy: Readonly<Record<Enumeration, WrittenId | "each" | null>> = {
  AssignmentState: "each",
  Became: "comparison",
  CompletionReportState: "completionReport",
  DecisionScope: null,
  DisputeState: "dispute",
  Ending: null,
  EventStoreKind: null,
  ExtensionState: "extension",
  GroupKind: null,
  HandOverCause: "handOver",
  HistoryOrder: null,
  ItemState: "item",
  Lamp: "each",
  LedgerCall: null,
  LedgerKind: null,
  NamedKind: "reading",
  PlanStatus: null,
  PublicationVerdict: "check",
  ReceiptOutcome: null,
  Regularly: null,
  Relation: "each",
  ReopenCause: "reopening",
  ReportReview: "report",
  ReviewerKind: "reviewer",
  Role: null,
  RowUse: "supplement",
  SearchKind: null,
  Sight: "sight",
  SourceUseKind: null,
  Standing: null,
  Step: null,
  StopReason: "stale",
  UnitKind: "roster",
  UnitStatus: "endOfUnit",
  UrgingState: "urging",
  WaitingKind: "queue",
  WarningDecisionKind: "decision",
  WarningSeverity: "warning",
  WarningState: "warning",
};

/** The words of all values that a term explains. */
const valuesOf = (id: string): readonly Sentence[] =>
  Object.keys(explainedBy)
    .filter((name) => isOneOf(explainedBy, name))
    .flatMap((name) => (explainedBy[name] === id ? Object.values<Sentence>(words[name]) : []));

/** The terms of a group that are written one by one. */
const writtenIn = (group: Group): readonly Term[] =>
  Object.entries<Written>(written[group]).map(([id, { word, means, acts = [] }]) => ({
    ...{ id, group, word, means },
    inSchema: acts,
    values: valuesOf(id),
  }));

/** The enumerations whose values are terms, by the group in which they stand behind those that are written one by one. */
const valuesIn: Partial<
  Readonly<Record<Group, readonly (readonly [Enumeration, Readonly<Record<string, Sentence>>])[]>>
> = {
  work: [
    ["Relation", relations],
    ["AssignmentState", states],
  ],
  time: [["Lamp", lamps]],
};

/** The values of an enumeration, each a term, in the order in which their meanings are written. */
function valuesAsTerms(group: Group, name: Enumeration, meanings: Readonly<Record<string, Sentence>>): readonly Term[] {
  const of: Readonly<Record<string, Sentence>> = words[name];
  return Object.entries(meanings).flatMap(([value, means]) => {
    const [id, word] = [`${name}.${value}`, of[value]];
    return word ? [{ id, group, word, means, inSchema: [id], values: [] }] : [];
  });
}

/** All terms, in the order in which they are shown. */
export const allTerms: readonly Term[] = groupsInOrder.flatMap((group) => [
  ...writtenIn(group),
  ...(valuesIn[group] ?? []).flatMap(([name, meanings]) => valuesAsTerms(group, name, meanings)),
]);

/** The terms that hold the words, in whatever width and case, in what is shown of them in either language. */
export const termsWith = (sought: string): readonly Term[] =>
  allTerms.filter(({ id, word, means, inSchema, values }) =>
    hasWords([id, ...inSchema, ...[word, means, ...values].flatMap(({ zh, en }) => [zh, en])].join(" "), sought),
  );

/** The terms that are called so, wholly or in part, in a language. */
export const termsCalled = (sought: string, language: Language): readonly Term[] =>
  allTerms.filter(({ word }) => hasWords(word[language], sought));
