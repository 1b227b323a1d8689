// The tasks and completion reports that a day's end must look at 日终待查, from their read model.
import type { DayEndThing, EventLog } from "@taizhang/log";
import { thingsForDayEnd } from "../models/task.ts";
import type { PageOf, Views } from "../views.ts";
import { listsUpTo } from "../wait-for.ts";

/** What candidates are found with. */
export interface CandidateParts {
  readonly log: Pick<EventLog, "head">;
  readonly views: Pick<Views, "look" | "list">;
}

const thingsAtOnce = 16;
const lagMs = 60_000;

/** The things of which the end of a day may have something to note, each once, a few at a time. */
export async function* candidates({ log, views }: CandidateParts, regionId: string, day: string) {
  // What is missing here would be forgotten, so the index must hold all that is in the log by now.
  const whole = await listsUpTo(views, [thingsForDayEnd.model], await log.head(), lagMs);
  const seen = new Set<string>();
  // Sort values are days: what is behind the day itself was touched on a later one, also by this day's end.
  for (const [index, span] of [
    [`next/${regionId}`, { to: day }],
    [`touched/${regionId}`, { from: `${day}~` }],
  ] as const)
    for await (const page of pages(whole, index, span)) {
      yield page.flatMap(({ key, doc }): DayEndThing[] => (seen.has(key) ? [] : [doc]));
      for (const { key } of page) seen.add(key);
    }
}

async function* pages(views: Pick<Views, "list">, index: string, span: Pick<PageOf, "from" | "to">) {
  let after: PageOf["after"];
  for (;;) {
    const page = { first: thingsAtOnce, ...span, ...(after && { after }) };
    const { items, hasMore } = (await views.list(thingsForDayEnd, index, page)).value;
    if (items.length > 0) yield items;
    const last = items.at(-1);
    if (!hasMore || !last) return;
    after = { sort: last.sort, key: last.key };
  }
}
