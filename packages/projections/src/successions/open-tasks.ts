// The tasks in which a unit that has ended has something open 待承接, from its ledger.
import { unitLedger } from "../models/task.ts";
import type { PageOf, Views } from "../views.ts";

const tasksAtOnce = 16;

/**
 * The tasks in which a unit has a part open, a few at a time; where nobody takes over (`to` is null), only those in which that is
 * not noted yet. What is handed on meanwhile leaves the list, and none of the others is passed over.
 */
export async function* openTasksIn(views: Pick<Views, "list">, unitId: string, to: string | null) {
  let after: PageOf["after"];
  for (;;) {
    const page = { first: tasksAtOnce, ...(after && { after }) };
    const { items, hasMore } = (await views.list(unitLedger, `unit/${unitId}/open`, page)).value;
    const wanted = items.flatMap(({ doc: { kind, taskId, ownerlessSince } }) =>
      kind === "part" && taskId !== null && (to !== null || ownerlessSince === null) ? [taskId] : [],
    );
    if (wanted.length > 0) yield wanted;
    const last = items.at(-1);
    if (!hasMore || !last) return;
    after = { sort: last.sort, key: last.key };
  }
}
