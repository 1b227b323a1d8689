// The tasks in which a unit that has ended has left something 待承接, from its ledger.
import type { Left } from "@taizhang/domain";
import { unitLedger } from "../models/task.ts";
import type { LedgerEntry } from "../models/unit-ledger.ts";
import type { PageOf, Views } from "../views.ts";

const tasksAtOnce = 16;

/**
 * The tasks in which a unit has a part open, and those that it leads by a part that is done, a few at a time. Where nobody takes
 * over (`to` is null), and of those that it leads, only those in which that is not noted yet. What is handed on meanwhile leaves
 * the list, and none of the others is passed over.
 */
export async function* openTasksIn(
  views: Pick<Views, "list">,
  unitId: string,
  to: string | null,
): AsyncGenerator<readonly Left[]> {
  yield* leftIn(views, `unit/${unitId}/open`, true, ({ ownerlessSince }) => to !== null || ownerlessSince === null);
  yield* leftIn(
    views,
    `unit/${unitId}/state/signedOff`,
    false,
    ({ relations, ownerlessSince }) => relations.includes("lead") && ownerlessSince === null,
  );
}

async function* leftIn(
  views: Pick<Views, "list">,
  index: string,
  isOpen: boolean,
  isLeft: (line: LedgerEntry) => boolean,
): AsyncGenerator<readonly Left[]> {
  let after: PageOf["after"];
  for (;;) {
    const page = { first: tasksAtOnce, ...(after && { after }) };
    const { items, hasMore } = (await views.list(unitLedger, index, page)).value;
    const wanted = items.flatMap(({ doc }): Left[] =>
      doc.kind === "part" && doc.taskId !== null && isLeft(doc) ? [{ taskId: doc.taskId, isOpen }] : [],
    );
    if (wanted.length > 0) yield wanted;
    const last = items.at(-1);
    if (!hasMore || !last) return;
    after = { sort: last.sort, key: last.key };
  }
}
