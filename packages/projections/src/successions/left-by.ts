// What a unit that has ended has left 待承接, and what one that was restored may get back, from its ledger.
import type { Kept, Left } from "@taizhang/domain";
import { completionKey, unitLedger } from "../models/task.ts";
import type { LedgerEntry } from "../models/unit-ledger.ts";
import type { PageOf, Views } from "../views.ts";

const atOnce = 16;

/**
 * The parts that a unit has open, the completion reports that it still owes or has to answer for, and the tasks where a part that is done
 * leads or has to answer or to mend something, a few at a time. Where nobody takes over (`to` is null), and of parts that are done, only what is not noted yet. What is
 * dealt with meanwhile leaves the list, and nothing else is passed over.
 */
export async function* leftBy(
  views: Pick<Views, "list">,
  unitId: string,
  to: string | null,
): AsyncGenerator<readonly Left[]> {
  yield* leftIn(
    views,
    `unit/${unitId}/toDo`,
    ({ kind, state, standing, taskId, ownerlessSince, reportState }, key): Left | null => {
      const isStillToReport = reportState === "owed" || reportState === "returned";
      // What is not answered yet ends with the report, or by itself where that is handed in.
      if (kind === "completionReport" ? isStillToReport : reportState === "submitted")
        return { kind: "completionReport", completionId: completionIdIn(unitId, key) };
      // What a part that is done has to answer is open still, and what is to be mended in it to be done.
      const isOfDone = kind === "urging" ? state === "signedOff" : standing === "done";
      if (isOfDone && taskId !== null) return { kind: "donePart", taskId };
      const isLeft = kind === "part" && (to !== null || ownerlessSince === null);
      return isLeft && taskId !== null ? { kind, taskId } : null;
    },
  );
  yield* leftIn(views, `unit/${unitId}/state/signedOff`, ({ kind, taskId, relations, ownerlessSince }): Left | null => {
    const leads = kind === "part" && relations.includes("lead");
    return leads && taskId !== null && ownerlessSince === null ? { kind: "donePart", taskId } : null;
  });
}

/** The parts of a unit that are nobody's, and the completion reports that ended, because the unit did, a few at a time. */
export const keptFor = (views: Pick<Views, "list">, unitId: string): AsyncGenerator<readonly Kept[]> =>
  leftIn(views, `unit/${unitId}/endedWithUnit`, ({ kind, taskId, planId }, key): Kept | null => {
    if (kind === "completionReport") return { kind, completionId: completionIdIn(unitId, key), planId };
    return taskId === null ? null : { kind: "part", taskId };
  });

/** The id of a completion report, from the key of its line, or of one of an urging for it. */
const completionIdIn = (unitId: string, key: string): string =>
  key.slice(`${unitId}/${completionKey("")}`.length).split("/")[0] ?? "";

async function* leftIn<Thing>(
  views: Pick<Views, "list">,
  index: string,
  leftOf: (line: LedgerEntry, key: string) => Thing | null,
): AsyncGenerator<readonly Thing[]> {
  let after: PageOf["after"];
  for (;;) {
    const page = { first: atOnce, ...(after && { after }) };
    const { items, hasMore } = (await views.list(unitLedger, index, page)).value;
    const left = items.flatMap(({ doc, key }) => leftOf(doc, key) ?? []);
    if (left.length > 0) yield left;
    const last = items.at(-1);
    if (!hasMore || !last) return;
    after = { sort: last.sort, key: last.key };
  }
}
