// The review queue 待审: what waits for a lead unit or for the office to decide.
import { isOpen, isOwnerless, leadsOf, needsEndorsement, reviewersOf } from "@taizhang/domain";
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import { type About, type AboutTask, aboutOf } from "./about-task.ts";
import type { CardExtension } from "./card-extensions.ts";
import type { CardMoves } from "./card-moves.ts";
import { itemsOfUnit } from "./owed-items.ts";
import { type CardGroup, type CardPart, type TaskCard, type UnreviewedReport, unfilledGroups } from "./task-card.ts";

/** The kinds of things that wait. */
export const waitingKinds = [
  ...(["report", "endorsement", "signOff", "extension", "dispute"] as const),
  ...(["ownerless", "group", "completionReport"] as const),
];

/** One of the kinds of things that wait. */
export type WaitingKind = (typeof waitingKinds)[number];

/** A count of nothing, by kind. */
export const nothingWaits: Readonly<Record<WaitingKind, number>> = {
  ...{ report: 0, endorsement: 0, signOff: 0, extension: 0, dispute: 0 },
  ...{ ownerless: 0, group: 0, completionReport: 0 },
};

/**
 * Something that waits for a person: a report or a completion report to review, a claim to endorse or sign off, a request
 * for an extension, a dispute, an open part whose unit has ended, a group to fill.
 */
export interface Waiting extends About {
  readonly kind: WaitingKind;
  /** The due day of the unit's part or item; for a group, that of the task. Null if there is none. */
  readonly dueOn: string | null;
  /** The unit that made the report, claim, request or dispute, or whose part it was; null for a group. */
  readonly unitId: string | null;
  readonly reportNo: number | null;
  readonly extensionNo: number | null;
  /** The item that the request is about; null if it is about the unit's part, or is no request. */
  readonly itemId: string | null;
  /** The due day that the unit asks for; null unless it asks for an extension. */
  readonly askedDueOn: string | null;
  /** The unit that should have the part instead, as the unit that disputes it suggests; null unless it does. */
  readonly suggestedUnitId: string | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** Since when it waits: an instant, ISO in UTC. */
  readonly since: string;
}

/**
 * What waits. Indexes: for a lead unit `lead/<unitId>`, for the office `office/<regionId>`, and the things of one kind in
 * each of these, `lead/<unitId>/<kind>` and `office/<regionId>/<kind>`; the longest waiting first.
 */
export const waitingThings = kindOf<Waiting>("waiting");

/** What waits in a task. The domain's rules say who reviews and who endorses. */
export function waitingIn(card: TaskCard): Shown[] {
  const { life, opened, parts } = card;
  if (life.closed) return [];
  const about = aboutOf(opened, life.words);
  const office = `office/${about.regionId}`;
  const ofUnits = Object.entries(life.assignments).flatMap(([unitId, assignment]) => {
    const { state, dueOn, extension, dispute } = assignment;
    const part = parts[unitId];
    if (!part || !isOpen(state)) return [];
    const leads = queuesOf(reviewersOf(life, unitId));
    const reviewers = leads || office;
    const ownerless = isOwnerless(assignment) ? [ownerlessOf(part, unitId, about, dueOn, office)] : [];
    const reports = Object.entries(part.unreviewed).map(([no, each]) =>
      reportOf(each, no, unitId, about, dueOn, reviewers),
    );
    const asked = part.extensions
      .filter((each) => extension?.state === "pending" && each.no === extension.no)
      .slice(-1);
    const requests = [
      ...asked.map((each) => extensionOf(each, unitId, null, about, dueOn, office)),
      ...itemsOfUnit(card, unitId).flatMap(({ itemId, extension, dueOn }) => {
        const last = part.fulfilments[itemId]?.extensions.findLast(({ no }) => no === extension?.no);
        return last && extension?.state === "pending" ? [extensionOf(last, unitId, itemId, about, dueOn, office)] : [];
      }),
    ];
    if (dispute === "pending" && part.disputed) requests.push(disputeOf(part.disputed, unitId, about, dueOn, office));
    if (state !== "claimed" && state !== "endorsed") return [...reports, ...requests, ...ownerless];
    const endorsed = state === "endorsed" || !needsEndorsement(life, unitId);
    const [kind, queues] = endorsed ? (["signOff", office] as const) : (["endorsement", leads] as const);
    return [...reports, ...ownerless, claimOf(part, unitId, about, dueOn, kind, queues)];
  });
  const naming = [office, ...leadsOf(life).map(leadQueue)].join();
  return [...ofUnits, ...unfilledGroups(card).map((group) => groupOf(group, about, life.dueOn, naming))];
}

const leadQueue = (unitId: string): string => `lead/${unitId}`;

/** The queues of some leads as one text, so that equal lists are the same value; empty if there are none. */
const queuesOf = (leads: readonly string[]): string => leads.map(leadQueue).join();

/** The fields that only some things that wait have. */
export const waitingBlank = {
  unitId: null,
  reportNo: null,
  extensionNo: null,
  itemId: null,
  askedDueOn: null,
  groupId: null,
  groupName: null,
  suggestedUnitId: null,
};

/** Something that waits, by its key, in some queues. */
export const shownIn = (queues: string, key: string, doc: Waiting): Shown =>
  waitingThings.shown(
    key,
    doc,
    queues
      .split(",")
      .flatMap((queue) => [queue, `${queue}/${doc.kind}`])
      .map((index) => ({ index, sort: doc.since })),
  );

type DueOn = string | null;

const reportOf = recalling(
  ({ since }: UnreviewedReport, no: string, unitId: string, about: AboutTask, dueOn: DueOn, queues: string) => {
    const doc: Waiting = { ...about, ...waitingBlank, kind: "report", dueOn, unitId, reportNo: Number(no), since };
    return shownIn(queues, `${about.taskId}/${unitId}/report/${no}`, doc);
  },
);

const claimOf = recalling(
  (
    { since }: CardPart,
    unitId: string,
    about: AboutTask,
    dueOn: DueOn,
    kind: "endorsement" | "signOff",
    queues: string,
  ) => shownIn(queues, `${about.taskId}/${unitId}/claim`, { ...about, ...waitingBlank, kind, dueOn, unitId, since }),
);

const extensionOf = recalling(
  (
    { no, asked, made }: CardExtension,
    unitId: string,
    itemId: string | null,
    about: AboutTask,
    dueOn: DueOn,
    queues: string,
  ) => {
    const request = { kind: "extension", extensionNo: no, itemId, askedDueOn: asked, since: made.at } as const;
    const of = itemId === null ? unitId : `${unitId}/${itemId}`;
    return shownIn(queues, `${about.taskId}/${of}/extension/${no}`, {
      ...about,
      ...waitingBlank,
      ...request,
      dueOn,
      unitId,
    });
  },
);

const disputeOf = recalling(
  (
    { suggestedUnitId, made }: NonNullable<CardMoves["disputed"]>,
    unitId: string,
    about: AboutTask,
    dueOn: DueOn,
    queues: string,
  ) => {
    const dispute = { kind: "dispute", suggestedUnitId, since: made.at } as const;
    return shownIn(queues, `${about.taskId}/${unitId}/dispute`, {
      ...about,
      ...waitingBlank,
      ...dispute,
      dueOn,
      unitId,
    });
  },
);

const ownerlessOf = recalling(
  ({ ownerlessNotedAt, since }: CardPart, unitId: string, about: AboutTask, dueOn: DueOn, queues: string) => {
    const part = { kind: "ownerless", since: ownerlessNotedAt ?? since } as const;
    return shownIn(queues, `${about.taskId}/${unitId}/ownerless`, {
      ...about,
      ...waitingBlank,
      ...part,
      dueOn,
      unitId,
    });
  },
);

const groupOf = recalling(({ groupId, name, since }: CardGroup, about: AboutTask, dueOn: DueOn, queues: string) =>
  shownIn(queues, `${about.taskId}/group/${groupId}`, {
    ...{ ...about, ...waitingBlank, kind: "group", dueOn, groupId, groupName: name, since },
  }),
);
