// The lines of a unit's ledger 台账条目 that a query wants, now or as of a moment.
import {
  dueSort,
  type LedgerEntry as Entry,
  type Found,
  latestFirst,
  type PageOf,
  planCard,
  unitDirectory,
  unitLedger,
} from "@taizhang/projections";
import type { Context } from "../context.ts";
import { fewAtOnce } from "../limits/few-at-once.ts";
import { type AsOf, documentsAsOf } from "../reading/as-of.ts";
import type { Moment } from "../reading/moment.ts";
import { arranged, type Orders } from "../reading/orders.ts";
import { inOrder, pageFrom, spanOf } from "../reading/paging.ts";
import { greatest } from "../reading/positions.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { itemsRead } from "../task/own-items.ts";
import { streamOfLine } from "./line-stream.ts";
import { isIndexed, isWanted, type Wanted } from "./where.ts";

/** The orders of a ledger. */
export type LedgerOrder = "dueOn" | "since";

export const ledgerOrders: Orders<Entry, LedgerOrder> = { dueOn: null, since: ({ since }) => latestFirst(since) };

/** The lines of a unit that are wanted at a moment, a page of them, with how many there are. */
export async function linesAt(
  context: Context,
  unitId: string,
  wanted: Wanted,
  moment: Moment,
  order: LedgerOrder,
  page: PageOf,
) {
  if (moment.asOf === null) return linesNow(context, unitId, wanted, moment.day, order, page);
  const { lines, ...answer } = await allAsOf(context, unitId, moment.asOf);
  const fitting = await fittingIn(context, lines, wanted, moment.day);
  return { ...answer, value: pageFrom(arranged(fitting, ledgerOrders, order), page), total: () => fitting.length };
}

/** An index of its own serves what is asked for most; anything else is picked from all lines of the unit. */
async function linesNow(
  context: Context,
  unitId: string,
  wanted: Wanted,
  day: string,
  order: LedgerOrder,
  page: PageOf,
) {
  const { views } = context;
  const { states, standings, due, person } = wanted;
  const index = indexOf(unitId, wanted);
  // Lines without a due day stand last, behind every day: a span that ends nowhere still leaves them out.
  const span = spanOf(due && { ...due, to: due.to || "9999-12-31" });
  if (index !== null && isIndexed(wanted) && order === "dueOn") {
    // What a page mostly shows is read with it: the unit and the plans.
    const beside = [
      { of: unitDirectory, keys: [unitId] },
      { of: planCard, keys: { inField: "planId" } },
    ] as const;
    const total = async () => (await views.count(unitLedger, index, span)).value;
    return { ...(await views.listBeside(unitLedger, index, { ...page, ...span }, beside)), total };
  }
  // What is open is to be done, and nothing else calls for the unit.
  const isOpenOnly = standings !== null && standings.length > 0 && standings.every((each) => each === "open");
  const isToDo = wanted.isToDo || (isOpenOnly && states === null) || wanted.calls !== null;
  const among = isToDo ? `unit/${unitId}/toDo` : `unit/${unitId}`;
  const whole = person === null ? among : `unit/${unitId}/person/${person}`;
  const all = await wholeIndex(views, unitLedger, whole, span);
  const fitting = await fittingIn(context, all.value, wanted, day);
  return { ...all, value: pageFrom(arranged(fitting, ledgerOrders, order), page), total: () => fitting.length };
}

/** Those of the lines that are wanted. Asking for the words of something is one way to learn of them. */
async function fittingIn(context: Context, lines: readonly Found<Entry>[], wanted: Wanted, day: string) {
  const asked = wanted.text === null ? [] : lines.map(({ doc }) => doc);
  const isRead = await itemsRead(context, asked);
  return lines.filter(({ doc }) => isWanted(doc, wanted, day, isRead(doc)));
}

/** The index that holds just the lines in one state, or those about which there is something to do; null if none does. */
function indexOf(unitId: string, { states, standings, isToDo }: Wanted): string | null {
  const [only, ...more] = states ?? [];
  if (only && more.length === 0 && standings === null) return `unit/${unitId}/state/${only}`;
  return isToDo ? `unit/${unitId}/toDo` : null;
}

/** All lines of a unit at a moment, in the order of the ledger. */
export async function allLines(context: Context, unitId: string, asOf: AsOf | null) {
  if (asOf !== null) return allAsOf(context, unitId, asOf);
  const { value, ...answer } = await wholeIndex(context.views, unitLedger, `unit/${unitId}`);
  return { ...answer, lines: value };
}

async function allAsOf(context: Context, unitId: string, asOf: AsOf) {
  const touched = await wholeIndex(context.views, unitLedger, `unit/${unitId}`);
  // Several lines may be about one task.
  const streams = new Set(touched.value.map(({ doc }) => streamOfLine(context.identity, doc)));
  const seen = await fewAtOnce([...streams], async (stream) => {
    const { docs, position } = await documentsAsOf(context, unitLedger, stream, asOf);
    const own = [...docs].filter(([, doc]) => doc.unitId === unitId);
    const lines = own.map(([key, doc]): Found<Entry> => ({ key, sort: dueSort(doc), doc }));
    return { lines, position };
  });
  const lines = seen.flatMap((each) => each.lines).sort(inOrder());
  const position = asOf.position ?? greatest(seen.map((each) => each.position));
  return { lines, position, stopped: touched.stopped };
}
