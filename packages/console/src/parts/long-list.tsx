// Long lists and tables: however many rows there are, only those in sight are in the document, as real items and rows.
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { KeyListed } from "../shell/key-groups.ts";
import { useKeys } from "../shell/keys.ts";
import { useTexts } from "../texts/catalogue.ts";
import { PartOnPaper } from "./part-on-paper.tsx";
import { useIsPrinting } from "./printing.tsx";
import { partTexts } from "./texts.ts";

/** Rows beyond those in sight that are there, so that Tab finds a next one. */
const overscan = 8;

/** So many rows are printed where they are: more than a board has, and no burden for a browser. */
const mostPrinted = 600;

/** A key that acts on the row that has the focus. */
export interface RowKey<Row> extends KeyListed {
  /** False where it means nothing on this row. */
  readonly act: (row: Row) => unknown;
}

/** What a list and a table have in common. */
interface Long<Row> {
  readonly rows: readonly Row[];
  /** What tells a row from all others. */
  readonly keyOf: (row: Row) => string;
  /** About how high a row is, in pixels. */
  readonly rowPx: number;
  /** How many rows there are with those that are not fetched yet; left out where all are there. */
  readonly total?: number | undefined;
  /** Fetches the next rows; null where there are none to fetch, or while some are on their way. */
  readonly more?: (() => void) | null;
  /** What of a row gets the focus by j and k; rows without it are passed over. */
  readonly stop?: string;
  /** The keys of a row beside those that every list has. */
  readonly keys?: readonly RowKey<Row>[];
  /** The address of the page that prints all rows, from its path on; left out where there is none. */
  readonly whole?: string;
}

/** A list of any length. */
export function LongList<Row>({
  label,
  className,
  children,
  ...long
}: Long<Row> & {
  readonly label?: string;
  readonly className?: string;
  readonly children: (row: Row) => ReactNode;
}) {
  const list = useRef<HTMLUListElement>(null);
  const { shown, isPart, total, above, below, measure } = useLong(list, long);
  return (
    <>
      {isPart && <PartOnPaper whole={long.whole} />}
      <ul ref={list} className={className} aria-label={label} style={{ paddingTop: above, paddingBottom: below }}>
        {shown.map(({ index, row }) => (
          <li key={long.keyOf(row)} data-index={index} ref={measure} aria-setsize={total} aria-posinset={index + 1}>
            {children(row)}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A table of any length. Its columns have fixed widths, so that they stay while other rows come into sight. */
export function LongTable<Row>({
  caption,
  head,
  sum,
  className,
  classOf,
  rowsAbove = 1,
  children,
  ...long
}: Long<Row> & {
  readonly caption: ReactNode;
  /** The rows of its head. */
  readonly head: ReactNode;
  /** Rows that stand before the others at all times, such as their sum. */
  readonly sum?: ReactNode;
  /** How many rows its head and its sum have together; left out, 1. */
  readonly rowsAbove?: number;
  readonly className?: string;
  readonly classOf?: (row: Row) => string | undefined;
  /** The cells of a row. */
  readonly children: (row: Row) => ReactNode;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { shown, isPart, total, above, below, measure } = useLong(body, long);
  return (
    <>
      {isPart && <PartOnPaper whole={long.whole} />}
      <table className={className} aria-rowcount={total + rowsAbove}>
        <caption className="unseen-text">{caption}</caption>
        <thead>{head}</thead>
        {sum && <tbody>{sum}</tbody>}
        <tbody ref={body}>
          <Space px={above} />
          {shown.map(({ index, row }) => (
            <tr
              key={long.keyOf(row)}
              data-index={index}
              ref={measure}
              aria-rowindex={index + rowsAbove + 1}
              className={classOf?.(row)}
            >
              {children(row)}
            </tr>
          ))}
          <Space px={below} />
        </tbody>
      </table>
    </>
  );
}

/** The room that rows out of sight would take: a row without cells, which nobody reads out. */
const Space = ({ px }: { readonly px: number }) => (px === 0 ? null : <tr style={{ height: px }} />);

/** How many rows away from what is in sight the row with the focus is kept. */
const reach = 60;

/**
 * The range, with the row that has the focus in it: where a line above it closes, it may be out of sight for a moment, and the
 * focus would be lost with it.
 */
function withFocused(range: Range, place: HTMLElement | null): Range {
  const row = document.activeElement?.closest("[data-index]");
  const at = row && place?.contains(row) ? Number(row.getAttribute("data-index")) : range.startIndex;
  const isNear = at < range.count && at > range.startIndex - reach && at < range.endIndex + reach;
  if (!isNear) return range;
  return { ...range, startIndex: Math.min(range.startIndex, at), endIndex: Math.max(range.endIndex, at) };
}

/** Which rows are in sight, and how much room the others take; and the keys of the rows. On paper all are in sight, where they are there and not too many. */
function useLong<Row>(
  place: RefObject<HTMLElement | null>,
  { rows, keyOf, rowPx, total = rows.length, more = null, stop = "a, button", keys = [] }: Long<Row>,
) {
  const texts = useTexts(partTexts);
  const areFetched = rows.length >= total && more === null;
  const areAllShown = useIsPrinting() && areFetched && rows.length <= mostPrinted;
  const [offset, setOffset] = useState(0);
  // Whatever stands above may have grown or shrunk.
  useLayoutEffect(() => {
    if (place.current) setOffset(Math.round(place.current.getBoundingClientRect().top + window.scrollY));
  });
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan,
    scrollMargin: offset,
    rangeExtractor: (range) => defaultRangeExtractor(withFocused(range, place.current)),
    getItemKey: (at) => {
      const row = rows[at];
      return row === undefined ? at : keyOf(row);
    },
  });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0], items[items.length - 1]];
  const isNearEnd = last !== undefined && last.index >= rows.length - overscan;
  useEffect(() => {
    if (isNearEnd) more?.();
  }, [isNearEnd, more]);

  /** Goes on from a row to the next one that has something to stop at, as far as rows are there. */
  function focus(from: number, step: 1 | -1): void {
    const at = from + step;
    if (at < 0 || at >= rows.length || focused(at, step)) return;
    virtual.scrollToIndex(at, { align: "auto" });
    // The row is drawn in the frame after the one in which the page was scrolled.
    requestAnimationFrame(() => requestAnimationFrame(() => focused(at, step)));
  }

  /** Whether the row was there to be stopped at, or gone on from: at once, so that the next key is already for it. */
  function focused(at: number, step: 1 | -1): boolean {
    const row = place.current?.querySelector(`[data-index="${at}"]`);
    if (!row) return false;
    const found = row.querySelector<HTMLElement>(stop);
    if (found) found.focus();
    else focus(at, step);
    return true;
  }

  const indexOf = (focused: Element): number =>
    Number(focused.closest("[data-index]")?.getAttribute("data-index") ?? -1);
  const step = (by: 1 | -1) => (from: Element) => {
    const at = indexOf(from);
    return at >= 0 && focus(at, by);
  };
  useKeys(place, texts.lines, [
    { press: "j", does: texts.nextLine, act: step(1) },
    { press: "k", does: texts.previousLine, act: step(-1) },
    { press: "Enter", does: texts.openLine },
    ...keys.map(({ press, does, act }) => ({
      ...{ press, does },
      act: (focused: Element) => {
        const row = rows[indexOf(focused)];
        return row !== undefined && act(row);
      },
    })),
  ]);

  const shown = areAllShown
    ? rows.map((row, index) => ({ index, row }))
    : items.flatMap(({ index }) => {
        const row = rows[index];
        return row === undefined ? [] : [{ index, row }];
      });
  return {
    ...{ shown, total },
    isPart: !areFetched || shown.length < rows.length,
    above: areAllShown ? 0 : Math.max(0, (first?.start ?? offset) - offset),
    below: areAllShown ? 0 : Math.max(0, virtual.getTotalSize() - ((last?.end ?? offset) - offset)),
    measure: virtual.measureElement,
  };
}
