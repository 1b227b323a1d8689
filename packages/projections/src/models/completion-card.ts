// The completion report of a unit 办结情况报告: what it owes a plan, the last report with its words, and how that was judged.
import {
  beijingDay,
  type CompletionState,
  completion,
  completionReportStateOf,
  type DomainFact,
  type FreeText,
  type ThingCounts,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { folding, ignored } from "../read-model.ts";
import { answeredIn, type CardExtension, requested } from "./card-extensions.ts";
import { type CardUrging, withAnswer, withUrged } from "./card-urgings.ts";
import { type Deed, deedOf } from "./deed.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];

/** What a unit owes a plan: its state in the domain, and what screens need besides. */
export interface CompletionCard {
  readonly about: Pick<DataOf<"CompletionReportDue">, "regionId" | "planId" | "unitId">;
  readonly life: CompletionState;
  /** The first reporting day, before any correction or extension. */
  readonly firstDueOn: string;
  /** Since when it is in its state: an instant, ISO in UTC. */
  readonly since: string;
  /** The Beijing day of its last event. */
  readonly touchedOn: string;
  /** What is known of the last report besides its words, which are in `life`; null until there is one. */
  readonly submitted:
    | (Pick<DataOf<"CompletionReportSubmitted">, "dueOn" | "submittedOn" | "position"> & {
        readonly counts: ThingCounts;
        readonly made: Deed;
      })
    | null;
  /** The opinion or the reason with which the last report was judged; null while it was not. */
  readonly judged: (Deed & { readonly text: FreeText }) | null;
  /** The last extensions asked for, in order; history has all of them. */
  readonly extensions: readonly CardExtension[];
  /** The urgings of the unit for the report with their words, in order. */
  readonly urgings: readonly CardUrging[];
}

const extensionsKept = 50;

/** The card with one request for an extension ended. */
const ended = (
  card: CompletionCard | null,
  extensionNo: number,
  answer: Parameters<typeof answeredIn>[2],
  meta: StoredEvent["meta"],
) => card && { ...card, extensions: answeredIn(card.extensions, extensionNo, answer, deedOf(meta)) };

/** The card with its last report judged, if that is the one meant. */
const judged = (
  card: CompletionCard | null,
  reportNo: number,
  text: FreeText,
  meta: StoredEvent["meta"],
): CompletionCard | null => (card?.life.last?.no === reportNo ? { ...card, judged: { text, ...deedOf(meta) } } : card);

/** What each fact changes of the card's own fields. `life` is the domain's. */
const added = folding<CompletionCard, typeof completion>(completion, {
  CompletionReportDue: (card, { fact: { data }, meta }) => {
    if (card) return card;
    const { regionId, planId, unitId, terms } = data;
    const about = { regionId, planId, unitId };
    return {
      ...{ about, life: completion.initial, firstDueOn: terms.reportingOn, since: meta.happenedAt, touchedOn: "" },
      ...{ submitted: null, judged: null, extensions: [], urgings: [] },
    };
  },
  ReportingTermsChanged: ignored("the domain's state says everything"),
  CompletionReportSubmitted: (card, { fact: { data }, meta }) => {
    const { dueOn, submittedOn, position, counts } = data;
    return card && { ...card, submitted: { dueOn, submittedOn, position, counts, made: deedOf(meta) }, judged: null };
  },
  CompletionReportAccepted: (card, { fact: { data }, meta }) => judged(card, data.reportNo, data.opinion, meta),
  CompletionReportReturned: (card, { fact: { data }, meta }) => judged(card, data.reportNo, data.reason, meta),
  ReportingExtensionRequested: (card, { fact: { data }, meta }) =>
    card && { ...card, extensions: [...card.extensions, requested(data, deedOf(meta))].slice(-extensionsKept) },
  ReportingExtensionWithdrawn: (card, { fact: { data }, meta }) =>
    ended(card, data.extensionNo, { state: "withdrawn" }, meta),
  ReportingExtensionGranted: (card, { fact: { data }, meta }) =>
    ended(card, data.extensionNo, { state: "granted", granted: data.dueOn, text: data.opinion }, meta),
  ReportingExtensionRefused: (card, { fact: { data }, meta }) =>
    ended(card, data.extensionNo, { state: "refused", text: data.reason }, meta),
  ReportingExtensionLapsed: (card, { fact: { data }, meta }) =>
    ended(card, data.extensionNo, { state: "lapsed" }, meta),
  ReportingUrged: (card, { fact: { data }, meta }) =>
    card && { ...card, urgings: withUrged(card.urgings, data, deedOf(meta)) },
  ReportingUrgingAnswered: (card, { fact: { data }, meta }) =>
    card && { ...card, urgings: withAnswer(card.urgings, data, deedOf(meta)) },
  ReportingUrgingsLapsed: ignored("the domain's state says it"),
  ReportingUrgingsResumed: ignored("the domain's state says it"),
  CompletionReportEnded: ignored("the domain's state says everything"),
  CompletionReportResumed: ignored("the domain's state says everything"),
  ReportingDueSoonNoted: ignored("the domain's state says it"),
  ReportingOverdueNoted: ignored("the domain's state says it"),
});

/** The card after one more event of its stream; null until a report is owed. */
export function completionAfter(before: CompletionCard | null, event: StoredEvent): CompletionCard | null {
  const card = added(before, event);
  if (!card) return null;
  const life = completion.evolve(card.life, event.fact, event.revision);
  const isMoved = completionReportStateOf(life) !== completionReportStateOf(card.life);
  const { happenedAt } = event.meta;
  return { ...card, life, since: isMoved ? happenedAt : card.since, touchedOn: beijingDay(happenedAt) };
}
