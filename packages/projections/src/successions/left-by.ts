// What a unit that has ended has left 待承接, from its ledger.
import type { Left } from "@taizhang/domain";
import { completionKey, unitLedger } from "../models/task.ts";
import type { LedgerEntry } from "../models/unit-ledger.ts";
import type { PageOf, Views } from "../views.ts";

const atOnce = 16;

/**
 * The parts that a unit has open, the completion reports that it still owes or was urged for, and the tasks where a part that is done
 * leads or has to answer, a few at a time. Where nobody takes over (`to` is null), and of parts that are done, only what is not noted yet. What is
 * dealt with meanwhile leaves the list, and nothing else is passed over.
 */
export async function* leftBy(
  views: Pick<Views, "list">,
  unitId: string,
  to: string | null,
): AsyncGenerator<readonly Left[]> {
  yield* leftIn(
    views,
    `unit/${unitId}/open`,
    ({ kind, state, taskId, ownerlessSince, reportState }, key): Left | null => {
      const isStillToReport = reportState === "owed" || reportState === "returned";
      // What is not answered yet ends with the report, or by itself where that is handed in.
      if (kind === "completionReport" ? isStillToReport : reportState === "submitted") {
        const [completionId = ""] = key.slice(`${unitId}/${completionKey("")}`.length).split("/");
        return { kind: "completionReport", completionId };
      }
      // What a part that is done has to answer is open still.
      if (kind === "urging" && state === "signedOff" && taskId !== null) return { kind: "donePart", taskId };
      const isLeft = kind === "part" && (to !== null || ownerlessSince === null);
      return isLeft && taskId !== null ? { kind, taskId } : null;
    },
  );
  yield* leftIn(views, `unit/${unitId}/state/signedOff`, ({ kind, taskId, relations, ownerlessSince }): Left | null => {
    const leads = kind === "part" && relations.includes("lead");
    return leads && taskId !== null && ownerlessSince === null ? { kind: "donePart", taskId } : null;
  });
}

async function* leftIn(
  views: Pick<Views, "list">,
  index: string,
  leftOf: (line: LedgerEntry, key: string) => Left | null,
): AsyncGenerator<readonly Left[]> {
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
