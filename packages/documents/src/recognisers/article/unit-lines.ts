// Lines without numerals that are units and stand above the numbered tasks of these: 「市教育局：」, 「牵头单位：县发改局」.
import { namesIn } from "../../cells/names-in.ts";
import { isPageMark } from "../grid.ts";
import type { BlockText } from "./block-text.ts";
import { labelAt } from "./labels.ts";
import { numeralAt, RANK } from "./numerals.ts";
import { unitsBeforeColon, unitsOfHeading } from "./unit-headings.ts";

interface Opening {
  readonly index: number;
  /** `unit`: the line is units; `marked` if a colon or a count of tasks says that something follows. `label`: it is a label with units. */
  readonly is: "unit" | "marked" | "label" | "number" | "heading" | "other";
  /** How many characters of the line, from its first word on, name the units. */
  readonly length: number;
  /** The first number stands on the same line. */
  readonly inline: boolean;
}

/**
 * Finds these lines, with how many of their characters name the units. There are several, each with a number right below
 * it, and none below the last number: units that stand below their tasks are followed by the number of the next task, too.
 */
export function unitLines(text: BlockText): ReadonlyMap<number, number> {
  const openings = openingsOf(text);
  const lines = aboveNumbers(openings);
  const [first] = lines;
  const firstNumber = openings.findIndex(holdsNumber);
  if (!first || lines.length < 2 || firstNumber < first.at) return new Map();
  const lastNumber = openings.findLastIndex(holdsNumber);
  // A label below the last number is that of the task there.
  if (openings.some(({ is, inline }, at) => is === "label" && !inline && at > lastNumber)) return new Map();
  const plain = lines.filter(({ opening }) => opening.is === "unit");
  if (plain.length > 0 && !someHaveSeveral(plain)) return new Map();
  // Of labels that follow each other, the first opens the heading; right below a numbered heading they are part of that.
  const opens = lines.filter(({ opening, at }) => opening.is !== "label" || openings[at - 1]?.is !== "label");
  if (opens.every(({ opening, at }) => opening.is === "label" && openings[at - 1]?.is === "heading")) return new Map();
  return new Map(opens.map(({ opening: { index, length } }) => [index, length]));
}

/** A line of units, its place among the openings, and how many numbers stand below it before the next one. */
interface UnitLine {
  readonly opening: Opening;
  readonly at: number;
  readonly numbers: number;
}

/** The lines of units that have a number right below them, in order. Several labels may follow each other. */
function aboveNumbers(openings: readonly Opening[]): UnitLine[] {
  const found: UnitLine[] = [];
  let numbers = 0;
  let below: Opening | undefined;
  /** The first line below that is no label. */
  let belowLabels: Opening | undefined;
  for (let at = openings.length - 1; at >= 0; at--) {
    const opening = openings[at];
    if (!opening) continue;
    const next = opening.is === "label" ? belowLabels : below;
    const isAbove = opening.inline || (isUnit(opening) && next?.is === "number");
    if (isAbove) found.push({ opening, at, numbers });
    if (isUnit(opening)) numbers = 0;
    else if (opening.is === "number") numbers++;
    below = opening;
    if (opening.is !== "label") belowLabels = opening;
  }
  return found.reverse();
}

function isUnit({ is }: Opening): boolean {
  return is === "unit" || is === "marked" || is === "label";
}

function holdsNumber({ is, inline }: Opening): boolean {
  return is === "number" || inline;
}

/** Whether half of the lines, at least, have more than one number below them; else units may stand beside single tasks. */
function someHaveSeveral(lines: readonly UnitLine[]): boolean {
  return lines.filter(({ numbers }) => numbers > 1).length * 2 >= lines.length;
}

const INDENT = /[\s#>*]{0,40}/y;

function openingsOf({ lines, starts, folded }: BlockText): Opening[] {
  return lines.flatMap((line, index): Opening[] => {
    if (line.folded.trim() === "" || isPageMark(line.folded)) return [];
    const start = starts[index] ?? 0;
    const to = start + line.text.length;
    INDENT.lastIndex = start;
    const from = Math.min(start + (INDENT.exec(folded)?.[0].length ?? 0), to);
    const numeral = numeralAt(folded, from);
    const opening = { index, length: 0, inline: false };
    if (numeral) return [{ ...opening, is: RANK[numeral.style] > RANK.bare ? "number" : "heading" }];
    const label = labelAt(folded, from, true);
    if (label?.kind === "units" && label.to <= to && namesIn(folded.slice(label.to, to).trim()) === "all") {
      return [{ ...opening, is: "label", length: line.text.trimEnd().length - (from - start) }];
    }
    const before = unitsBeforeColon(folded, { from, to });
    const behind = before && numeralAt(folded, before.end);
    if (before && behind?.order === 1 && before.end < to) {
      return [{ ...opening, is: "marked", length: before.end - 1 - from, inline: true }];
    }
    const units = unitsOfHeading(folded, { from, to });
    if (!units) return [{ ...opening, is: "other" }];
    const words = folded.slice(from, to).trimEnd();
    return [{ ...opening, is: /[:)]$|项$/.test(words) ? "marked" : "unit", length: words.replace(/:$/, "").length }];
  });
}
