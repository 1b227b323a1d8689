// How well the words of a cell fit a column: the costs by which cells are assigned to columns.
//
// The numbers are a scale, not measurements: 0 fits, about 20 is unusual, 30 is the cost of leaving words out as stray,
// and 60 or more means that the words cannot belong there. Only their order matters.
import { isDeadline } from "../cells/deadline.ts";
import { type HeadingStyle, readHeading } from "../cells/heading.ts";
import { namesIn } from "../cells/names-in.ts";
import { leadingNumber } from "../cells/number.ts";
import { mayBeName } from "../cells/unit-name.ts";
import type { ColumnKind } from "./columns.ts";

/** What leaving printed words out costs. */
export const STRAY = 30;
/** What leaving an empty cell out costs. */
export const STRAY_BLANK = 15;

/** The numeral that a cell begins with. */
export interface Opening {
  readonly heading: HeadingStyle | undefined;
  readonly number: number | undefined;
}

/** What a cell looks like, found out once. */
export interface Looks extends Opening {
  readonly blank: boolean;
  readonly digitsOnly: boolean;
  readonly names: "all" | "most" | "few";
  readonly mayBeName: boolean;
  readonly deadline: boolean;
  readonly length: number;
  readonly sentence: boolean;
}

export function openingOf(text: string): Opening {
  const bare = text.trim();
  return { heading: readHeading(bare)?.style, number: leadingNumber(bare)?.no };
}

export function looksOf(text: string): Looks {
  const bare = text.trim();
  return {
    blank: bare === "",
    ...openingOf(bare),
    digitsOnly: /^\d{1,6}[.、]?$/.test(bare),
    names: bare === "" ? "few" : namesIn(bare),
    mayBeName: mayBeName(bare),
    deadline: isDeadline(bare),
    length: bare.length,
    sentence: /[。!?;]$/.test(bare),
  };
}

/** Habits of the whole table, seen before its cells are laid out. */
export interface Habits {
  /** Tasks are numbered consecutively: 1、 2、 3、 … */
  readonly numbered: boolean;
  /** Headings have Chinese numerals. */
  readonly numeralHeadings: boolean;
  /** Both 「一、」 and 「（一）」 are used, so each is a level of its own. */
  readonly twoLevels: boolean;
}

export function habitsOf(openings: readonly Opening[]): Habits {
  const numbers = openings.flatMap(({ number }) => (number === undefined ? [] : [number]));
  const plain = openings.filter(({ heading }) => heading === "plain").length;
  const bracketed = openings.filter(({ heading }) => heading === "bracketed").length;
  return {
    numbered: runOn(numbers),
    numeralHeadings: plain + bracketed > 0,
    twoLevels: plain > 0 && bracketed > 0,
  };
}

/** Whether numbers run 1, 2, 3, … through the table, even with lists in other cells between them. */
function runOn(numbers: readonly number[]): boolean {
  const next = numbers.filter((number, at) => at > 0 && number === (numbers[at - 1] ?? 0) + 1).length;
  const chain = numbers.reduce((last, number) => (number === last + 1 ? number : last), 0);
  return (
    (numbers.length > 1 && next * 10 >= (numbers.length - 1) * 6) || (chain > 2 && chain * 10 >= numbers.length * 4)
  );
}

/** What these words cost in this column. `depth` is the place among the heading columns, from 0. */
export function misfit(looks: Looks, kind: ColumnKind, depth: number, headings: number, habits: Habits): number {
  if (looks.blank) return BLANK[kind];
  switch (kind) {
    case "heading":
      return fitHeading(looks, depth, headings, habits);
    case "number":
      return looks.digitsOnly ? 0 : 100;
    case "task":
      return fitTask(looks, headings, habits);
    case "requirement":
      return looks.heading ? 40 : looks.deadline ? 20 : looks.names === "all" ? 15 : 0;
    case "lead":
    case "responsible":
    case "supervising":
    case "guiding":
      return fitUnits(looks);
    case "deadline":
      return looks.deadline ? 0 : looks.length <= 12 && !looks.sentence && looks.names === "few" ? 20 : 60;
    default:
      return 5;
  }
}

const BLANK: Record<ColumnKind, number> = {
  heading: 0,
  number: 10,
  task: 60,
  requirement: 0,
  lead: 3,
  responsible: 3,
  supervising: 3,
  guiding: 3,
  deadline: 5,
  path: 0,
  other: 0,
};

function fitHeading(looks: Looks, depth: number, headings: number, habits: Habits): number {
  if (looks.heading) {
    const level = looks.heading === "plain" ? 0 : 1;
    return habits.twoLevels && headings === 2 && level !== depth ? 40 : 0;
  }
  if (habits.numeralHeadings) return 100;
  return looks.length <= 40 && !looks.sentence && looks.number === undefined && looks.names !== "all" ? 20 : 80;
}

function fitTask(looks: Looks, headings: number, habits: Habits): number {
  if (looks.heading && headings > 0) return 40;
  if (habits.numbered) return looks.number === undefined ? 50 : 0;
  return looks.names === "all" || looks.deadline ? 25 : 0;
}

function fitUnits(looks: Looks): number {
  if (looks.names === "all") return 0;
  if (looks.heading) return 80;
  if (looks.deadline) return 60;
  if (looks.names === "most") return 10;
  // More than an empty cell left out beside a stray line, less than a stray line alone.
  return looks.mayBeName && looks.number === undefined ? 24 : 80;
}
