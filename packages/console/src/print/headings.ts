// The headings of a plan over its printed rows 一级目标、二级目标: their words, and how many rows each cell of them goes over.

interface Heading {
  readonly no: string;
  readonly title: string;
}

interface Section extends Heading {
  readonly part?: number | null;
  readonly children: readonly Heading[];
}

/** Under which headings a row stands, by their numerals. */
export interface Under {
  readonly part?: number | null;
  readonly section?: string | null;
  readonly subsection?: string | null;
}

// From one to ten, in Chinese, and what is made of them.
const chineseNumeral = /^[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+$/;

/** A heading as printed: 「一、标题」, 「（一）标题」; one without a numeral is its title. */
function wordsOf(heading: Heading | undefined): string {
  if (heading === undefined) return "";
  const { no, title } = heading;
  if (no === title) return title;
  return no.startsWith("（") ? `${no}${title}` : `${no}${chineseNumeral.test(no) ? "、" : " "}${title}`;
}

/** The words of both headings of a row; empty where there is none. */
export function headingsOf(
  sections: readonly Section[],
  { part, section, subsection }: Under,
): readonly [string, string] {
  const first = sections.find((each) => each.no === section && (each.part ?? null) === (part ?? null));
  const second = first?.children.find(({ no }) => no === subsection);
  return [wordsOf(first), wordsOf(second)];
}

/** For each row, over how many rows its two cells of headings go; 0 where a cell above goes over it. */
export function spansOf(headings: readonly (readonly [string, string])[]): readonly (readonly [number, number])[] {
  const same = (at: number, column: 0 | 1): boolean =>
    headings[at]?.[0] === headings[at - 1]?.[0] && (column === 0 || headings[at]?.[1] === headings[at - 1]?.[1]);
  const span = (at: number, column: 0 | 1): number => {
    if (at > 0 && same(at, column)) return 0;
    let next = at + 1;
    while (next < headings.length && same(next, column)) next += 1;
    return next - at;
  };
  return headings.map((_each, at) => [span(at, 0), span(at, 1)]);
}
