// Lays the pages of a printed table out ahead: for a moment the paper is as wide as it is printed, so that its rows are as high.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { piecesWanted } from "./pieces.ts";
import { type LaidGroup, type LaidRow, turnsOf } from "./turns.ts";

const mmPx = 96 / 25.4;
/** Of A3 across, without the margins of `print.css`; less a line or two, because printers break lines a little otherwise. */
const pagePx = (297 - 15 - 18 - 10) * mmPx;

/** So often rows are cut anew, before one is left higher than a page: a text of which nothing fits. */
const mostCuts = 12;

/** How a table is laid out, for each of its bodies; the body that closes the paper is none of them. */
export interface LaidOut {
  /** Into how many pieces each row is cut. */
  readonly pieces: readonly (readonly number[])[];
  /** Before which of these pieces the pages turn. */
  readonly turns: readonly (readonly number[])[];
}

/** While it is laid out: how often it was cut, and whether that was enough. */
interface Laying extends LaidOut {
  readonly of: string;
  readonly cuts: number;
  readonly isDone: boolean;
}

/**
 * How the table is laid out once it is whole; `of` names what is printed and how it is worded: for another one it is laid out anew. A row
 * that is higher than a page is cut into more and more pieces, until each fits; then the pages turn.
 */
export function useLaidOut(
  isWhole: boolean,
  of: string,
): readonly [table: RefObject<HTMLTableElement | null>, laid: LaidOut] {
  const table = useRef<HTMLTableElement>(null);
  const [laying, setLaying] = useState<Laying | null>(null);
  const now = laying?.of === of ? laying : null;
  useLayoutEffect(() => {
    if (!isWhole || now?.isDone || !table.current) return;
    setLaying(laidOn(table.current, now ?? { of, pieces: [], turns: [], cuts: 0, isDone: false }));
  }, [isWhole, now, of]);
  return [table, now ?? { pieces: [], turns: [] }];
}

/** One step on: rows are cut where some are too high, else the pages turn. */
function laidOn(table: HTMLTableElement, before: Laying): Laying {
  const paper = table.parentElement;
  if (!paper) return { ...before, isDone: true };
  paper.classList.add("paper-laid-out");
  const above = table.getBoundingClientRect().top - paper.getBoundingClientRect().top - paddingTop(paper);
  const others = pagePx - (table.tHead?.getBoundingClientRect().height ?? 0);
  const bodies = [...table.tBodies].filter((body) => body.querySelector(".paper-end") === null);
  const groups = bodies.map(groupIn);
  paper.classList.remove("paper-laid-out");
  const pieces = groups.map(({ title, rows }, at) =>
    ofRows(
      rows.map(({ height }) => height),
      before.pieces[at] ?? [],
    ).map((heights) => piecesWanted(heights, others - title)),
  );
  const isCut = pieces.some((counts, at) => counts.some((count, row) => count !== (before.pieces[at]?.[row] ?? 1)));
  if (isCut && before.cuts < mostCuts) return { ...before, pieces, cuts: before.cuts + 1 };
  return { ...before, turns: turnsOf(groups, { first: others - above, others }), isDone: true };
}

/** The heights of the pieces of each row, from those of all pieces. */
function ofRows(heights: readonly number[], counts: readonly number[]): readonly (readonly number[])[] {
  const rows: (readonly number[])[] = [];
  for (let from = 0; from < heights.length; ) {
    const count = counts[rows.length] ?? 1;
    rows.push(heights.slice(from, from + count));
    from += count;
  }
  return rows;
}

const paddingTop = (of: Element): number => Number.parseFloat(getComputedStyle(of).paddingTop);
const heightOf = (of: Element): number => of.getBoundingClientRect().height;

function groupIn(body: HTMLTableSectionElement): LaidGroup {
  const rows = [...body.rows];
  const isTitle = (row: Element) => row.classList.contains("paper-plan");
  return {
    title: rows.filter(isTitle).reduce((sum, row) => sum + heightOf(row), 0),
    rows: rows.filter((row) => !isTitle(row)).map(rowIn),
  };
}

function rowIn(row: HTMLTableRowElement): LaidRow {
  const words = [...row.querySelectorAll(".paper-heading")].map(wordsHeight);
  // The second heading begins wherever the first one does.
  const [second = null, first = null] = words.reverse();
  return { height: heightOf(row), begins: [first, second] };
}

/** How high the words of a cell are, whatever rows it goes over. */
function wordsHeight(cell: Element): number {
  const words = document.createRange();
  words.selectNodeContents(cell);
  return words.getBoundingClientRect().height + 2 * paddingTop(cell);
}
