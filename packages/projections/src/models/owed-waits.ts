// What waits about something that is owed 待办: for a lead unit or for the office to decide.
import type { Assignment } from "@taizhang/domain";
import type { CardExtension } from "./card-extensions.ts";

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

/** What is said of something that waits, besides what it is about. */
export interface Wait {
  readonly kind: WaitingKind;
  readonly reportNo: number | null;
  readonly extensionNo: number | null;
  /** The due day that the unit asks for; null unless it asks for an extension. */
  readonly askedDueOn: string | null;
  /** The unit that should have the part instead, as the unit that disputes it suggests; null unless it does. */
  readonly suggestedUnitId: string | null;
  readonly groupId: string | null;
  readonly groupName: string | null;
  /** Since when it waits: an instant, ISO in UTC. */
  readonly since: string;
}

/** Something that waits, with its key and the queues that it is in. */
export interface OwedWait extends Pick<Wait, "kind" | "since">, Partial<Omit<Wait, "kind" | "since">> {
  readonly key: string;
  readonly queues: readonly string[];
}

/** The queue of the office of a region. */
export const officeQueue = (regionId: string): string => `office/${regionId}`;

/** The queue of a lead unit. */
export const leadQueue = (unitId: string): string => `lead/${unitId}`;

/** The request of a series that is pending; none if there is none. `key` is that of the request among what waits. */
export const extensionAsked = (
  series: readonly CardExtension[],
  last: Assignment["extension"],
  key: string,
  queues: OwedWait["queues"],
): OwedWait[] =>
  last?.state === "pending"
    ? series
        .filter(({ no }) => no === last.no)
        .slice(-1)
        .map(({ no, asked, made }) => ({
          ...{ kind: "extension", key, queues },
          ...{ extensionNo: no, askedDueOn: asked, since: made.at },
        }))
    : [];
