// The address of a plan's board 看板地址: which plan, counted by what, on which day, and compared with which other one.
import { dayIn, momentIn } from "../moment.ts";
import { isOneOf } from "../one-of.ts";
import type { Raw } from "../page.ts";

/** The charts of a board 图表: how it went, its units side by side, what is due when. */
export const charts = { trend: true, units: true, due: true };
export type Chart = keyof typeof charts;

/** What a board shows. */
export interface BoardState {
  readonly planId: string;
  /** Counted by unit instead of by heading. */
  readonly by?: "unit";
  /** The column by which units are sorted, the most first; left out, by their assignments. */
  readonly sort?: string;
  /** The day by which it is judged what is due. */
  readonly on?: string;
  readonly asOf?: string;
  /** The moment with which it is compared. */
  readonly against?: string;
  readonly chart?: Chart;
  /** The headings whose own headings are folded away, by their keys. */
  readonly folded?: readonly string[];
}

/** No numeral of a heading has it. */
const between = "~";

function read({ planId = "", by, sort, on, asOf, against, chart, folded }: Raw): BoardState {
  const [moment, other] = [momentIn(asOf), momentIn(against)];
  // A day to judge by beside a moment of the past is refused by the API.
  const day = moment === undefined ? dayIn(on) : undefined;
  return {
    planId,
    ...(by === "unit" ? { by } : {}),
    ...(sort ? { sort } : {}),
    ...(day ? { on: day } : {}),
    ...(moment ? { asOf: moment } : {}),
    ...(other ? { against: other } : {}),
    ...(isOneOf(charts, chart) ? { chart } : {}),
    ...foldedIn(folded),
  };
}

function foldedIn(text = "") {
  const folded = [...new Set(text.split(between).filter(Boolean))];
  return folded.length > 0 ? { folded } : {};
}

const write = ({ folded = [], ...state }: BoardState): Raw => ({
  ...state,
  ...(folded.length > 0 ? { folded: folded.join(between) } : {}),
});

/** The address, both ways. */
export const boardAddress = { path: "/plans/$planId", read, write };
