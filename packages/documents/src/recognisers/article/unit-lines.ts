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
  readonly holdsNumber: boolean;
}

/**
 * Finds these lines, with how many of their characters name the units. There are several, each with a number right below
 * it, and none below the last number: units that stand below their tasks are followed by the number of the next task, too.
 */
export function unitLines(text: BlockText): ReadonlyMap<number, number> {
  const openings = openingsOf(text);
  const lines = openings.filter((opening, at) => {
    if (opening.holdsNumber) return true;
    const below = openings.slice(at + 1).find(({ is }) => is !== "label" || opening.is !== "label");
    return isUnit(opening) && below?.is === "number";
  });
  const [first] = lines;
  const firstNumber = openings.find(({ is, holdsNumber }) => is === "number" || holdsNumber);
  if (!first || lines.length < 2 || !firstNumber || firstNumber.index < first.index) return new Map();
  const last = openings.findLast(({ is, holdsNumber }) => is === "number" || holdsNumber);
  // A signature is no label; a label below the last number is that of the task there.
  if (openings.some(({ is, index, holdsNumber }) => is === "label" && !holdsNumber && index > (last?.index ?? 0)))
    return new Map();
  // A label right below a numbered heading is part of that heading.
  if (lines.every((line) => line.is === "label" && openings[openings.indexOf(line) - 1]?.is === "heading"))
    return new Map();
  const plain = lines.filter(({ is }) => is === "unit");
  if (plain.length > 0 && !someHaveSeveral(openings, plain)) return new Map();
  // Of labels that follow each other, the first opens the heading.
  const opens = lines.filter((line) => {
    const above = openings[openings.indexOf(line) - 1];
    return line.is !== "label" || above?.is !== "label";
  });
  return new Map(opens.map(({ index, length }) => [index, length]));
}

function isUnit({ is }: Opening): boolean {
  return is === "unit" || is === "marked" || is === "label";
}

/** Whether half of the lines, at least, have more than one number below them; else units may stand beside single tasks. */
function someHaveSeveral(openings: readonly Opening[], lines: readonly Opening[]): boolean {
  const several = lines.filter((line) => {
    const at = openings.indexOf(line);
    const next = openings.slice(at + 1).findIndex(isUnit);
    const below = openings.slice(at + 1, next < 0 ? undefined : at + 1 + next);
    return below.filter(({ is }) => is === "number").length > 1;
  });
  return several.length * 2 >= lines.length;
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
    const opening = { index, length: 0, holdsNumber: false };
    if (numeral) return [{ ...opening, is: RANK[numeral.style] > RANK.bare ? "number" : "heading" }];
    const label = labelAt(folded, from, true);
    if (label?.kind === "units" && label.to <= to && namesIn(folded.slice(label.to, to).trim()) === "all") {
      return [{ ...opening, is: "label", length: line.text.trimEnd().length - (from - start) }];
    }
    const before = unitsBeforeColon(folded, { from, to });
    const behind = before && numeralAt(folded, before.end);
    if (before && behind?.order === 1 && before.end < to) {
      return [{ ...opening, is: "marked", length: before.end - 1 - from, holdsNumber: true }];
    }
    const units = unitsOfHeading(folded, { from, to });
    if (!units) return [{ ...opening, is: "other" }];
    const words = folded.slice(from, to).trimEnd();
    return [{ ...opening, is: /[:)]$|项$/.test(words) ? "marked" : "unit", length: words.replace(/:$/, "").length }];
  });
}
