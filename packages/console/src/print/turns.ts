// Where the pages of a printed table turn 换页: laid out ahead, so that the headings over rows that go on are printed again there.

/** A row as it is laid out; all heights are in pixels. */
export interface LaidRow {
  readonly height: number;
  /** How high the words of the headings are that begin with it, of the first and of the second column; null where none begins. */
  readonly begins: readonly [number | null, number | null];
}

/** Rows under a title of their own, which is printed again on each of their pages. */
export interface LaidGroup {
  /** How high the title is; 0 where there is none. */
  readonly title: number;
  readonly rows: readonly LaidRow[];
}

/** How much of a page there is for rows. */
export interface Room {
  readonly first: number;
  readonly others: number;
}

/** A heading on a page: how high its words are, and the rows beside them. */
interface Beside {
  readonly words: number;
  readonly rows: number;
}

interface Page {
  readonly height: number;
  /** The headings that go on, of both columns. */
  readonly now: readonly [Beside, Beside];
  readonly isEmpty: boolean;
}

const nothing: Beside = { words: 0, rows: 0 };
const blank: Page = { height: 0, now: [nothing, nothing], isEmpty: true };

/** What the words of a heading take beyond the rows beside them. */
const beyond = ({ words, rows }: Beside): number => Math.max(0, words - rows);

const heightOf = ({ height, now: [first, second] }: Page): number => height + beyond(first) + beyond(second);

/** The page with one more row, below its title where it has one. */
function withRow(page: Page, { height, begins }: LaidRow, title: number): Page {
  let closed = 0;
  const next = (column: 0 | 1): Beside => {
    const [before, words] = [page.now[column], begins[column]];
    if (words === null) return { ...before, rows: before.rows + height };
    closed += beyond(before);
    return { words, rows: height };
  };
  const now = [next(0), next(1)] as const;
  return { height: page.height + title + height + closed, now, isEmpty: false };
}

/** A new page, on which the headings begin again that go on. */
const turned = ({ now: [first, second] }: Page): Page => ({
  ...blank,
  now: [
    { ...first, rows: 0 },
    { ...second, rows: 0 },
  ],
});

/** For each group, before which of its rows a page turns: the row that has no room on the page any more. */
export function turnsOf(groups: readonly LaidGroup[], { first, others }: Room): readonly (readonly number[])[] {
  let page = blank;
  let room = first;
  return groups.map(({ title, rows }) => {
    const turns: number[] = [];
    for (const [at, row] of rows.entries()) {
      const next = withRow(page, row, at === 0 ? title : 0);
      const isOver = !page.isEmpty && heightOf(next) > room;
      if (isOver) {
        turns.push(at);
        room = others;
      }
      page = isOver ? withRow(turned(page), row, title) : next;
    }
    return turns;
  });
}

/** Rows that stand on one page, from one place up to another; `turns` where a page turns before them. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly turns: boolean;
}

/** So many rows, page by page. */
export function stretchesOf(count: number, turns: readonly number[]): readonly Stretch[] {
  const starts = [...new Set([0, ...turns])];
  return starts.map((from, at) => ({ from, to: starts[at + 1] ?? count, turns: turns.includes(from) }));
}
