// The lines of a unit's ledger 台账条目 that a query wants, now or as of a moment.
import type { AssignmentState, Standing } from "@taizhang/domain";
import {
  callsOf,
  documentsAfter,
  dueSort,
  type LedgerEntry as Entry,
  type Found,
  type LedgerCall,
  type PageOf,
  unitLedger,
} from "@taizhang/projections";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { type AsOf, eventsAsOf } from "../reading/as-of.ts";
import { type Days, inOrder, pageFrom, spanOf } from "../reading/paging.ts";
import { greatest } from "../reading/positions.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { streamOfLine } from "./line-stream.ts";

/** Which lines are wanted: parts in some states, or whatever stands in some way. */
export interface Wanted {
  /** The states of parts about which lines are asked for; null for whatever stands so. */
  readonly states: readonly AssignmentState[] | null;
  readonly standings: readonly Standing[] | null;
  readonly due: Days | null;
  /** Only what this person has in hand; null for everything. */
  readonly person: string | null;
  /** Only what calls for the unit in one of these ways; null for everything. */
  readonly calls: readonly LedgerCall[] | null;
  /** The Beijing day by which it is judged what is due. */
  readonly day: string;
}

/** An index of its own serves what is asked for most; anything else is picked from all lines of the unit. */
export async function linesNow({ views }: Context, unitId: string, wanted: Wanted, page: PageOf) {
  const { states, standings, due, person, calls } = wanted;
  const only = standings === null && states?.length === 1 ? states[0] : undefined;
  const isOpenOnly = states === null && standings?.every((standing) => standing === "open");
  const index = only ? `unit/${unitId}/state/${only}` : isOpenOnly ? `unit/${unitId}/open` : null;
  // Lines without a due day stand last, behind every day: a span that ends nowhere still leaves them out.
  const span = spanOf(due && { ...due, to: due.to || "9999-12-31" });
  if (index && person === null && calls === null) {
    const total = async () => (await views.count(unitLedger, index, span)).value;
    return { ...(await views.list(unitLedger, index, { ...page, ...span })), total };
  }
  // Only what is open calls for the unit.
  const among = calls === null ? `unit/${unitId}` : `unit/${unitId}/open`;
  const whole = person === null ? among : `unit/${unitId}/person/${person}`;
  const all = await wholeIndex(views, unitLedger, whole, span);
  const fitting = all.value.filter(({ doc }) => isWanted(doc, wanted));
  return { ...all, value: pageFrom(fitting, page), total: () => fitting.length };
}

/** True for a line in one of the states, with one of the standings, and with one of the calls, that are wanted. */
const isWanted = (line: Entry, { states, standings, calls, day }: Wanted): boolean =>
  (states === null || (line.state !== null && states.includes(line.state))) &&
  (standings === null || standings.includes(line.standing)) &&
  (calls === null || callsOf(line, day).some((call) => calls.includes(call)));

/** The lines of a unit that were wanted at a moment, a page of them. */
export async function linesAsOf(context: Context, unitId: string, wanted: Wanted, page: PageOf, asOf: AsOf) {
  const { due, person } = wanted;
  const { lines, ...answer } = await allAsOf(context, unitId, asOf);
  const isDue = ({ dueOn }: Entry) =>
    !due || (dueOn !== null && (!due.from || dueOn >= due.from) && (!due.to || dueOn <= due.to));
  const fitting = lines.filter(({ doc }) => isWanted(doc, wanted) && isDue(doc) && isInHandOf(person, doc));
  return { ...answer, value: pageFrom(fitting, page), total: () => fitting.length };
}

/** All lines of a unit as of a moment, in the order of the ledger. */
export async function allAsOf(context: Context, unitId: string, asOf: AsOf) {
  const touched = await wholeIndex(context.views, unitLedger, `unit/${unitId}`);
  // Several lines may be about one task.
  const streams = new Set(touched.value.map(({ doc }) => streamOfLine(context.identity, doc)));
  const seen = await fewAtOnce([...streams], async (stream) => {
    const events = await eventsAsOf(context.log, stream, asOf);
    const past = [...documentsAfter(unitLedger, events)].filter(([, doc]) => doc.unitId === unitId);
    const lines = past.map(([key, doc]): Found<Entry> => ({ key, sort: dueSort(doc), doc }));
    return { lines, position: events.at(-1)?.position ?? null };
  });
  const lines = seen.flatMap((each) => each.lines).sort(inOrder());
  const position = asOf.position ?? greatest(seen.map((each) => each.position));
  return { lines, position, stopped: touched.stopped };
}

/** True if a person has a line in hand; of everything if no person is asked for. */
const isInHandOf = (person: string | null, { persons }: Entry): boolean =>
  person === null || persons.some(({ subjectId }) => subjectId === person);
