// The review queue 待审: what waits for a lead unit or for the office to decide.
import { kindOf, type Shown } from "../read-model.ts";
import { recalling } from "../recall.ts";
import type { About } from "./about-task.ts";
import type { OwedThing } from "./owed.ts";
import type { OwedWait, Wait } from "./owed-waits.ts";

/**
 * Something that waits for a person: a report or a completion report to review, a claim to endorse or sign off, a request
 * for an extension, a dispute, an open part whose unit has ended, a group to fill.
 */
export interface Waiting extends About, Wait {
  /** The due day of the unit's part or item; for a group, that of the task. Null if there is none. */
  readonly dueOn: string | null;
  /** The unit that made the report, claim, request or dispute, or whose part it was; null for a group. */
  readonly unitId: string | null;
  /** The item that the request is about; null if it is about the unit's part, or is no request. */
  readonly itemId: string | null;
}

/**
 * What waits. Indexes: for a lead unit `lead/<unitId>`, for the office `office/<regionId>`, and the things of one kind in
 * each of these, `lead/<unitId>/<kind>` and `office/<regionId>/<kind>`; the longest waiting first.
 */
export const waitingThings = kindOf<Waiting>("waiting");

/** The fields that only some things that wait have. */
const blank = {
  ...{ reportNo: null, extensionNo: null, askedDueOn: null },
  ...{ groupId: null, groupName: null, suggestedUnitId: null },
};

/** What waits about a thing. */
export function waitingAbout({ said, waits = [] }: OwedThing): Shown[] {
  const { planId, regionId, taskId, row, no, text, dueOn, unitId, item } = said;
  const itemId = item?.itemId ?? null;
  return waits.map((wait) => shownWaiting(wait, planId, regionId, taskId, row, no, text, dueOn, unitId, itemId));
}

// The same wait about the same thing is the same document, so that nothing has to be compared.
const shownWaiting = recalling(
  (
    { key, queues, ...wait }: OwedWait,
    planId: string,
    regionId: string,
    taskId: Waiting["taskId"],
    row: Waiting["row"],
    no: Waiting["no"],
    text: Waiting["text"],
    dueOn: Waiting["dueOn"],
    unitId: Waiting["unitId"],
    itemId: Waiting["itemId"],
  ): Shown => {
    const doc: Waiting = { planId, regionId, taskId, row, no, text, dueOn, unitId, itemId, ...blank, ...wait };
    const indexes = queues.flatMap((queue) => [queue, `${queue}/${doc.kind}`]);
    const entries = indexes.map((index) => ({ index, sort: doc.since }));
    return waitingThings.shown(key, doc, entries);
  },
);
