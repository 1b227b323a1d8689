// Lays the pages of a printed table out ahead: for a moment the paper is as wide as it is printed, so that its rows are as high.
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { type LaidGroup, type LaidRow, turnsOf } from "./turns.ts";

const mmPx = 96 / 25.4;
/** Of A3 across, without the margins of `print.css`; less a line or two, because printers break lines a little otherwise. */
const pagePx = (297 - 15 - 18 - 10) * mmPx;

const none: readonly (readonly number[])[] = [];

/**
 * Before which rows the pages turn, for each body of the table, once it is whole; `of` names what is printed and how it is worded: for
 * another one the pages are laid out anew. The body that closes the paper is none of them.
 */
export function useTurns(
  isWhole: boolean,
  of: string,
): readonly [table: RefObject<HTMLTableElement | null>, turns: readonly (readonly number[])[]] {
  const table = useRef<HTMLTableElement>(null);
  const [laid, setLaid] = useState<{ readonly of: string; readonly turns: typeof none } | null>(null);
  const isLaid = laid !== null && laid.of === of;
  useLayoutEffect(() => {
    if (!isWhole || isLaid || !table.current) return;
    setLaid({ of, turns: turnsIn(table.current) });
  }, [isWhole, isLaid, of]);
  return [table, isLaid ? laid.turns : none];
}

/** How the pages turn of a table that is laid out as a whole. */
function turnsIn(table: HTMLTableElement): typeof none {
  const paper = table.parentElement;
  if (!paper) return none;
  paper.classList.add("paper-laid-out");
  const above = table.getBoundingClientRect().top - paper.getBoundingClientRect().top - paddingTop(paper);
  const others = pagePx - (table.tHead?.getBoundingClientRect().height ?? 0);
  const bodies = [...table.tBodies].filter((body) => body.querySelector(".paper-end") === null);
  const turns = turnsOf(bodies.map(groupIn), { first: others - above, others });
  paper.classList.remove("paper-laid-out");
  return turns;
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
