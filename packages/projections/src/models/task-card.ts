// The task card 任务: everything about one task, as printed and as carried out, except for the words of its reports.
import {
  afterReplacing,
  beijingDay,
  type DomainFact,
  daysFrom,
  type Evidence,
  type FreeText,
  isCounted,
  isDueBeforeIssue,
  isOpen,
  type Principal,
  personIn,
  type Standing,
  standingOf,
  type TaskState,
  task,
} from "@taizhang/domain";
import type { StoredEvent } from "@taizhang/log";
import { folding, ignored } from "../read-model.ts";
import { amended, type CardAmendment } from "./card-amendments.ts";
import { answeredIn, type CardExtension, ofTask, requested } from "./card-extensions.ts";
import {
  type CardFulfilment,
  type CardItem,
  reopened,
  untouched,
  withCompletion,
  without,
  withSources,
} from "./card-items.ts";
import { afterCheck, afterClaiming, type CardMending } from "./card-mending.ts";
import { type CardMoves, comeFrom, disputeEnded, goneTo, unmoved } from "./card-moves.ts";
import { type CardUrging, withAnswer, withUrged } from "./card-urgings.ts";
import { type CardWithdrawal, restored, withdrawn } from "./card-withdrawals.ts";
import { type Deed, deedOf } from "./deed.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];
type Assigned = DataOf<"UnitsAssigned">;

/** What screens show of a unit's part besides its state in the domain. */
export interface CardPart extends CardMoves {
  /** The group through which the unit was assigned; null if it is named itself. */
  readonly via: string | null;
  readonly inheritedFromRow: number | null;
  /** Since when it is in its state: an instant, ISO in UTC. */
  readonly since: string;
  readonly lastReport: {
    readonly no: number;
    readonly reportedOn: string;
    /** Who accepted or returned it, and when; null while it is open. */
    readonly reviewed: Deed | null;
    /** Why it was returned; null unless it was. */
    readonly returnReason: FreeText | null;
  } | null;
  /** The reports that nobody has reviewed yet, by number. */
  readonly unreviewed: Readonly<Record<number, UnreviewedReport>>;
  /** The unit's current claim; null if there is none. */
  readonly claim: {
    readonly completedOn: string;
    readonly done: FreeText;
    readonly evidence: readonly Evidence[];
    /** The items it leaves open, each with the reason. */
    readonly waived: NonNullable<DataOf<"CompletionClaimed">["waived"]>;
    /** The day that the part was due when it was claimed; null if there was none. */
    readonly dueOn: string | null;
    readonly claimedAt: string;
    readonly by: Principal;
  } | null;
  readonly endorsement: { readonly opinion: FreeText; readonly endorsedAt: string; readonly by: Principal } | null;
  /** The opinion is null if the plan needs no sign-off. */
  readonly signOff: {
    readonly opinion: FreeText | null;
    readonly signedOffAt: string;
    readonly by: Principal;
    /** How many days after its due day the part was claimed; 0 in time, null if nothing is held against anybody. */
    readonly lateDays: number | null;
  } | null;
  /** Why the last claim was returned; null once there is a new one. */
  readonly completionReturn: { readonly reason: FreeText; readonly returnedAt: string; readonly by: Principal } | null;
  /** The series of its due days behind the printed one, in order. */
  readonly extensions: readonly CardExtension[];
  /** The urgings of the unit with their words, in order. */
  readonly urgingsSaid: readonly CardUrging[];
  /** The evidence that it has to mend, as found last. */
  readonly toMend: readonly CardMending[];
  /** What the unit has shown for items, by itemId; see `life` for how far each is done. */
  readonly fulfilments: Readonly<Record<string, CardFulfilment>>;
  readonly reopening:
    | (Pick<DataOf<"AssignmentReopened">, "reason" | "cause"> & { readonly reopenedAt: string; readonly by: Principal })
    | null;
}

/** A report that nobody has reviewed since it was filed or corrected: at this instant, ISO in UTC. */
export interface UnreviewedReport {
  readonly since: string;
}

/** A group as printed, with its members on the day of issue, and those that a person named later. */
export type CardGroup = Assigned["groups"][number] & {
  /** The instant it was assigned. */
  readonly since: string;
  readonly named: readonly {
    readonly unitIds: readonly string[];
    readonly reason: FreeText;
    readonly namedAt: string;
  }[];
};

/** A task: how it was opened, its state in the domain, and what screens need besides. */
export interface TaskCard {
  /** As it was opened; with its plan's issue, what it took over from that is corrected here, too. */
  readonly opened: DataOf<"TaskOpened">;
  readonly life: TaskState;
  /** By unitId: one for every assignment in `life`. */
  readonly parts: Readonly<Record<string, CardPart>>;
  /** By unitId: the parts that ended before the one in `parts` began, in their order. */
  readonly earlier: Readonly<Record<string, readonly Part[]>>;
  readonly groups: readonly CardGroup[];
  /** The Beijing day of its last event. */
  readonly touchedOn: string;
  /** How its words or its due day were amended, in order. */
  readonly amendments: readonly CardAmendment[];
  /** How it was withdrawn and restored, in order. */
  readonly withdrawals: readonly CardWithdrawal[];
  /** Where its items come from, by itemId: one for every item in `life`. */
  readonly items: Readonly<Record<string, CardItem>>;
  readonly closed: { readonly cause: DataOf<"TaskClosed">["cause"]; readonly closedAt: string } | null;
}

/** A unit's part: its assignment in the domain, and what the card adds to it. */
export type Part = TaskState["assignments"][string] & CardPart & { readonly unitId: string };

/** The parts of a task that are the last of their units, in the order in which the units got them. */
export const partsOf = ({ life, parts }: TaskCard): Part[] =>
  Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const part = parts[unitId];
    return part ? [{ unitId, ...assignment, ...part }] : [];
  });

/** All parts of a task: of each unit those that ended, and then the last. */
export const allPartsOf = (card: TaskCard): Part[] =>
  partsOf(card).flatMap((part) => [...(card.earlier[part.unitId] ?? []), part]);

/** The units whose part in the task is still open. */
export const openUnits = ({ life }: TaskCard): string[] =>
  Object.entries(life.assignments).flatMap(([unitId, { state }]) => (isOpen(state) ? [unitId] : []));

/** True if the group has members or a person has named some; until then it waits for a person. */
export const isFilled = ({ members, named }: CardGroup): boolean => members.length > 0 || named.length > 0;

/**
 * The groups that wait for a person to name their members. One that is printed as lead and as responsible is one group,
 * as first printed.
 */
export function unfilledGroups({ groups, life }: TaskCard): CardGroup[] {
  const filled = new Set(groups.filter(isFilled).map(({ groupId }) => groupId));
  const first = groups.filter(({ groupId }, at) => groups.findIndex((other) => other.groupId === groupId) === at);
  return life.closed ? [] : first.filter(({ groupId }) => !filled.has(groupId));
}

/**
 * How a task stands. It is open while any unit owes its part, and also while nobody does yet: until a unit has a part, and
 * until every group is filled. It is done once every part that counts is signed off.
 */
export function standingOfTask(card: TaskCard): Standing {
  const ended = Object.values(card.earlier).flat();
  const states = [...Object.values(card.life.assignments), ...ended].map(({ state }) => state);
  if (states.some(isOpen) || unfilledGroups(card).length > 0) return "open";
  if (states.length === 0) return card.life.closed ? "terminated" : "open";
  const counted = states.filter(isCounted);
  return counted.length > 0 && counted.every((state) => standingOf(state) === "done") ? "done" : "terminated";
}

const blank = {
  lastReport: null,
  unreviewed: {},
  claim: null,
  endorsement: null,
  signOff: null,
  completionReturn: null,
  extensions: [],
  urgingsSaid: [],
  toMend: [],
  fulfilments: {},
  reopening: null,
  ...unmoved,
};

/** For a part that goes back to its unit: its claim, endorsement and sign-off are void. */
const handedBack = { claim: null, endorsement: null, signOff: null };

/** The card with parts for units that have none yet. */
const withParts = (
  card: TaskCard,
  added: readonly (Pick<CardPart, "via" | "inheritedFromRow"> & { readonly unitId: string })[],
  since: string,
): TaskCard => {
  const fresh = added.map(({ unitId, via, inheritedFromRow }): [string, CardPart] => [
    unitId,
    { via, inheritedFromRow, since, ...blank },
  ]);
  return { ...card, parts: { ...Object.fromEntries(fresh), ...card.parts } };
};

/** The card with a unit's part changed; the card itself if the unit has none. */
function onPart(
  card: TaskCard | null,
  { unitId }: { readonly unitId: string },
  change: (part: CardPart) => Partial<CardPart>,
): TaskCard | null {
  const part = card?.parts[unitId];
  return card && part ? { ...card, parts: { ...card.parts, [unitId]: { ...part, ...change(part) } } } : card;
}

/** The last report with its review, if the review is about it. */
const reviewedLast = (
  { lastReport }: CardPart,
  reportNo: number,
  review: Pick<NonNullable<CardPart["lastReport"]>, "reviewed" | "returnReason">,
): Pick<CardPart, "lastReport"> => ({
  lastReport: lastReport?.no === reportNo ? { ...lastReport, ...review } : lastReport,
});

const judged = (
  card: TaskCard | null,
  review: { readonly unitId: string; readonly reportNo: number },
  returnReason: FreeText | null,
  meta: StoredEvent["meta"],
) =>
  onPart(card, review, (part) => {
    const { [review.reportNo]: _judged, ...unreviewed } = part.unreviewed;
    return { unreviewed, ...reviewedLast(part, review.reportNo, { reviewed: deedOf(meta), returnReason }) };
  });

/** The card with what a unit has shown for an item changed; the card itself if the task has no such item. */
const onItem = (
  card: TaskCard | null,
  of: { readonly unitId: string; readonly itemId: string },
  change: (fulfilment: CardFulfilment) => CardFulfilment,
) =>
  card?.items[of.itemId]
    ? onPart(card, of, ({ fulfilments }) => ({
        fulfilments: { ...fulfilments, [of.itemId]: change(fulfilments[of.itemId] ?? untouched) },
      }))
    : card;

/** The card with the series of extensions of a part, or of an item of it, changed. */
const onExtensions = (
  card: TaskCard | null,
  { unitId, itemId }: { readonly unitId: string; readonly itemId?: string | undefined },
  change: (series: readonly CardExtension[]) => CardExtension[],
) =>
  itemId === undefined
    ? onPart(card, { unitId }, ({ extensions }) => ({ extensions: change(extensions) }))
    : onItem(card, { unitId, itemId }, (item) => ({ ...item, extensions: change(item.extensions) }));

/** The card with one request for an extension of a unit ended. */
const extensionEnded = (
  card: TaskCard | null,
  of: { readonly unitId: string; readonly itemId?: string | undefined; readonly extensionNo: number },
  answer: Parameters<typeof answeredIn>[2],
  meta: StoredEvent["meta"],
) => onExtensions(card, of, (series) => answeredIn(series, of.extensionNo, answer, deedOf(meta)));

/**
 * How late a part is done: by the Beijing day of the claim that is signed off, against the due day that the part had then. What
 * is decided after the claim excuses no lateness, and makes nothing late that was in time.
 */
function lateDaysOf({ opened }: TaskCard, { claim }: CardPart): number | null {
  const dueOn = claim?.dueOn ?? null;
  if (dueOn === null || claim === null || isDueBeforeIssue(dueOn, opened.issuedOn)) return null;
  return Math.max(0, daysFrom(dueOn, beijingDay(claim.claimedAt)));
}

/** What each fact changes of the card's own fields. `lived` changes `life`. */
const added = folding<TaskCard, typeof task>(task, {
  TaskOpened: (card, { fact }) =>
    card ?? {
      opened: fact.data,
      life: task.initial,
      parts: {},
      earlier: {},
      groups: [],
      items: {},
      touchedOn: "",
      amendments: [],
      withdrawals: [],
      closed: null,
    },
  UnitsAssigned: (card, { fact: { data }, meta: { happenedAt } }) =>
    card && {
      ...withParts(card, data.assignments, happenedAt),
      groups: [...card.groups, ...data.groups.map((group) => ({ ...group, since: happenedAt, named: [] }))],
    },
  GroupExpanded(card, { fact: { data }, meta: { happenedAt } }) {
    const { groupId, unitIds, reason } = data;
    const parts = unitIds.map((unitId) => ({ unitId, via: groupId, inheritedFromRow: null }));
    const named = { unitIds, reason, namedAt: happenedAt };
    return (
      card && {
        ...withParts(card, parts, happenedAt),
        groups: card.groups.map((group) =>
          group.groupId === groupId ? { ...group, named: [...group.named, named] } : group,
        ),
      }
    );
  },
  AssignmentAccepted: ignored("the state of the part says everything"),
  ProgressReported: (card, { fact: { data }, meta: { happenedAt } }) =>
    onPart(card, data, ({ unreviewed }) => ({
      lastReport: { no: data.reportNo, reportedOn: data.reportedOn, reviewed: null, returnReason: null },
      unreviewed: { ...unreviewed, [data.reportNo]: { since: happenedAt } },
    })),
  ReportCorrected(card, { fact: { data }, meta: { happenedAt } }) {
    const { unitId, reportNo, isMending } = data;
    const evidence = { reportNo, before: data.before.evidence, after: data.after.evidence };
    const mended = onPart(card, data, ({ toMend }) => ({ toMend: afterReplacing(toMend, evidence) }));
    // As in the domain, a correction of a report that is missing or settled changes nothing else.
    const isUnsettled = !isMending && card?.life.assignments[unitId]?.unsettled[reportNo];
    if (!isUnsettled) return mended;
    return onPart(mended, data, (part) => ({
      unreviewed: { ...part.unreviewed, [reportNo]: { since: happenedAt } },
      ...reviewedLast(part, reportNo, { reviewed: null, returnReason: null }),
    }));
  },
  ReportAccepted: (card, { fact: { data }, meta }) => judged(card, data, null, meta),
  ReportReturned: (card, { fact: { data }, meta }) => judged(card, data, data.reason, meta),
  CompletionClaimed: (card, { fact: { data }, meta }) =>
    onPart(card, data, ({ toMend }) => ({
      toMend: afterClaiming(toMend),
      claim: {
        completedOn: data.completedOn,
        done: data.done,
        evidence: data.evidence,
        waived: data.waived ?? [],
        dueOn: card?.life.assignments[data.unitId]?.dueOn ?? null,
        claimedAt: meta.happenedAt,
        by: personIn(meta),
      },
      completionReturn: null,
    })),
  ClaimWithdrawn: (card, { fact: { data } }) => onPart(card, data, () => handedBack),
  ClaimCorrected: (card, { fact: { data } }) =>
    onPart(card, data, ({ toMend, claim }) => ({
      toMend: afterReplacing(toMend, { reportNo: null, before: data.before.evidence, after: data.after.evidence }),
      claim: claim && { ...claim, evidence: data.after.evidence },
    })),
  CompletionEndorsed: (card, { fact: { data }, meta }) =>
    onPart(card, data, () => ({
      endorsement: { opinion: data.opinion, endorsedAt: meta.happenedAt, by: personIn(meta) },
    })),
  CompletionReturned: (card, { fact: { data }, meta }) =>
    onPart(card, data, () => ({
      ...handedBack,
      completionReturn: { reason: data.reason, returnedAt: meta.happenedAt, by: personIn(meta) },
    })),
  AssignmentSignedOff: (card, { fact: { data }, meta }) =>
    onPart(card, data, (part) => ({
      signOff: {
        opinion: data.opinion,
        signedOffAt: meta.happenedAt,
        by: personIn(meta),
        lateDays: card ? lateDaysOf(card, part) : null,
      },
    })),
  AssignmentReopened: (card, { fact: { data }, meta }) =>
    onPart(card, data, () => ({
      ...handedBack,
      reopening: { reason: data.reason, cause: data.cause, reopenedAt: meta.happenedAt, by: personIn(meta) },
    })),
  ExtensionRequested: (card, { fact: { data }, meta }) =>
    onExtensions(card, data, (series) => [...series, requested(data, deedOf(meta))]),
  ExtensionRequestWithdrawn: (card, { fact: { data }, meta }) =>
    extensionEnded(card, data, { state: "withdrawn" }, meta),
  ExtensionGranted: (card, { fact: { data }, meta }) =>
    extensionEnded(card, data, { state: "granted", granted: data.dueOn, text: data.opinion }, meta),
  ExtensionRefused: (card, { fact: { data }, meta }) =>
    extensionEnded(card, data, { state: "refused", text: data.reason }, meta),
  ExtensionLapsed: (card, { fact: { data }, meta }) => extensionEnded(card, data, { state: "lapsed" }, meta),
  OwnerlessNoted: (card, { fact: { data }, meta: { happenedAt } }) =>
    leadsWithNobody(
      onPart(card, data, () => ({ ownerlessNotedAt: happenedAt })),
      data.unitId,
      data.on,
    ),
  OwnerlessLifted: (card, { fact: { data } }) =>
    leadsWithNobody(
      onPart(card, data, () => ({ ownerlessNotedAt: null })),
      data.unitId,
      null,
    ),
  DueSoonNoted: ignored("the state of the part says it"),
  OverdueNoted: ignored("the state of the part says it"),
  TaskExtended: (card, { fact: { data }, meta }) =>
    data.parts.reduce<TaskCard | null>(
      (so, { unitId, before }) =>
        onExtensions(so, { unitId, itemId: data.itemId }, (series) => [...series, ofTask(data, before, deedOf(meta))]),
      card,
    ),
  AssignmentDisputed: (card, { fact: { data }, meta }) =>
    onPart(card, data, () => ({
      disputed: { reason: data.reason, suggestedUnitId: data.suggestedUnitId, made: deedOf(meta), answer: null },
    })),
  AssignmentUpheld: (card, { fact: { data }, meta }) =>
    onPart(card, data, (part) => disputeEnded(part, data.reason, deedOf(meta))),
  DisputeLapsed: (card, { fact: { data }, meta }) =>
    onPart(card, data, (part) => disputeEnded(part, null, deedOf(meta))),
  AssignmentHandedOver(card, { fact: { data }, meta }) {
    // As in the domain, a part that is not there is not handed over, and none to its own unit.
    if (!card?.parts[data.unitId] || data.toUnitId === data.unitId) return card;
    const made = deedOf(meta);
    const ended = onPart(card, data, (part) => goneTo(part, data, made));
    const to = { unitId: data.toUnitId, via: null, inheritedFromRow: null };
    return onPart(ended && withParts(ended, [to], meta.happenedAt), to, (part) => comeFrom(part, data, made));
  },
  AssignmentExempted: (card, { fact: { data }, meta }) =>
    onPart(card, data, () => ({
      exemption: { reason: data.reason, authority: data.authority, made: deedOf(meta) },
      restoration: null,
    })),
  AssignmentRestored: (card, { fact: { data }, meta }) =>
    onPart(card, data, () => ({
      restoration: { reason: data.reason, authority: data.authority, made: deedOf(meta) },
    })),
  PersonAssigned: ignored("the part in the domain's state says everything"),
  PersonReleased: ignored("the part in the domain's state says everything"),
  TaskAmended: (card, { fact: { data }, meta }) =>
    card && { ...card, amendments: amended(card.amendments, data, meta) },
  TaskWithdrawn: (card, { fact: { data }, meta }) =>
    card && { ...card, withdrawals: withdrawn(card.withdrawals, data, meta) },
  TaskRestored: (card, { fact: { data }, meta }) =>
    card && { ...card, withdrawals: restored(card.withdrawals, data, meta) },
  UnitsUrged: (card, { fact: { data }, meta }) =>
    data.unitIds.reduce<TaskCard | null>(
      (so, unitId) =>
        onPart(so, { unitId }, ({ urgingsSaid }) => ({
          urgingsSaid: withUrged(urgingsSaid, data, deedOf(meta)),
        })),
      card,
    ),
  UrgingAnswered: (card, { fact: { data }, meta }) =>
    onPart(card, data, ({ urgingsSaid }) => ({ urgingsSaid: withAnswer(urgingsSaid, data, deedOf(meta)) })),
  PublicationVerified: (card, { fact: { data }, meta }) =>
    onPart(card, data, ({ toMend }) => ({ toMend: afterCheck(toMend, data, deedOf(meta)) })),
  ItemsPrinted: (card, { fact: { data }, meta: { happenedAt: since } }) =>
    card && {
      ...card,
      items: withSources(
        card.items,
        data.items.map(({ itemId, deadlines }) => [itemId, { deadlines, since, reason: null }]),
      ),
    },
  ItemsAdopted: (card, { fact: { data }, meta: { happenedAt: since } }) =>
    card && {
      ...card,
      items: withSources(
        card.items,
        data.items.map(({ itemId }) => [itemId, { deadlines: [], since, reason: data.reason ?? null }]),
      ),
    },
  ItemRevised: ignored("the item in the life of the task says everything"),
  ItemDropped: (card, { fact: { data } }) =>
    // As in the domain, a printed item is never dropped.
    card?.life.items[data.itemId]?.adoptedBy == null
      ? card
      : {
          ...card,
          items: without(card.items, data.itemId),
          parts: Object.fromEntries(
            Object.entries(card.parts).map(([unitId, part]) => {
              const fulfilments = without(part.fulfilments, data.itemId);
              return [unitId, fulfilments === part.fulfilments ? part : { ...part, fulfilments }];
            }),
          ),
        },
  ItemCompleted: (card, { fact: { data }, meta }) =>
    onItem(card, data, (item) => withCompletion(item, data, deedOf(meta))),
  ItemReopened: (card, { fact: { data }, meta }) => onItem(card, data, (item) => reopened(item, data, deedOf(meta))),
  TaskIssueCorrected: (card, { fact: { data } }) => card && { ...card, opened: { ...card.opened, ...data.after } },
  TaskClosed: (card, { fact: { data }, meta: { happenedAt } }) =>
    card && { ...card, closed: { cause: data.cause, closedAt: happenedAt } },
  TaskReopened: (card) => card && { ...card, closed: null },
});

/** The card with the parts set aside that another part of their unit follows, by this life of the task. */
function setAside(card: TaskCard, life: TaskState): TaskCard {
  const before = Object.entries(card.life.assignments);
  if (before.every(([unitId, { partNo }]) => life.assignments[unitId]?.partNo === partNo)) return card;
  const parts = { ...card.parts };
  const earlier = { ...card.earlier };
  for (const part of partsOf(card)) {
    const { unitId, partNo } = part;
    if (life.assignments[unitId]?.partNo === partNo) continue;
    delete parts[unitId];
    // What it left to be mended ends with it: nothing can be handed in for it any more.
    earlier[unitId] = [...(earlier[unitId] ?? []), { ...part, toMend: [] }];
  }
  return { ...card, parts, earlier };
}

/** The card in which the earlier parts by which a unit leads say since when nobody does. */
function leadsWithNobody(card: TaskCard | null, unitId: string, ownerlessSince: string | null): TaskCard | null {
  const earlier = card?.earlier[unitId];
  if (!card || !earlier) return card;
  const leads = ({ state, relations }: Part) => standingOf(state) === "done" && relations.includes("lead");
  const parts = earlier.map((part) => (leads(part) ? { ...part, ownerlessSince } : part));
  return { ...card, earlier: { ...card.earlier, [unitId]: parts } };
}

/** The parts set aside, as this life of the task tells them: a day that is closed late notes of what has ended. */
function toldAnew({ earlier, life: before }: TaskCard, life: TaskState): TaskCard["earlier"] {
  const changed = Object.entries(earlier).flatMap(([unitId, parts]) => {
    const told = life.assignments[unitId]?.before.parts;
    if (told === undefined || told === before.assignments[unitId]?.before.parts) return [];
    return [[unitId, parts.map((part, place) => ({ ...part, ...told[place] }))] as const];
  });
  return changed.length === 0 ? earlier : { ...earlier, ...Object.fromEntries(changed) };
}

/** The card with `life` one fact further. A part whose state has changed is in it since that fact. */
function lived(card: TaskCard, life: TaskState, since: string): TaskCard {
  const moved = Object.entries(life.assignments).filter(([unitId, { state }]) => {
    const before = card.life.assignments[unitId];
    return before !== undefined && before.state !== state;
  });
  const parts = moved.flatMap(([unitId]) => {
    const part = card.parts[unitId];
    return part ? [[unitId, { ...part, since }] as const] : [];
  });
  const touchedOn = beijingDay(since);
  return {
    ...card,
    life,
    earlier: toldAnew(card, life),
    touchedOn,
    parts: parts.length > 0 ? { ...card.parts, ...Object.fromEntries(parts) } : card.parts,
  };
}

/** The card of a task after one more of its events; null until the task is opened. */
export function cardAfter(before: TaskCard | null, event: StoredEvent): TaskCard | null {
  const life = task.evolve(before?.life ?? task.initial, event.fact, event.revision);
  const card = added(before && setAside(before, life), event);
  return card && lived(card, life, event.meta.happenedAt);
}
