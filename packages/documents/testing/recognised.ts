// Texts and what is recognised in them, in one line a record, for the tests of recognisers.
import type { BlockDocument } from "../src/document/block.ts";
import { cellText } from "../src/document/cell.ts";
import { numbered } from "../src/document/line.ts";
import type { Explanation, RowRecord } from "../src/recognisers/record.ts";

/** A text without tables as a block document. */
export function textDocument(text: string): BlockDocument {
  const lines = numbered(text.split("\n"));
  const blocks = [{ kind: "text" as const, from: 1, to: lines.length }];
  return { format: "txt", lines, blocks, places: new Map() };
}

/** 「1. [二/（一）] task ‖ requirement ‖ label: units ‖ deadline」, without the parts that are not printed. */
export function recordLine({ number, place, task, requirements, clauses, deadline }: RowRecord): string {
  const { section, subsection } = place;
  const where = section === null ? "" : `[${section}${subsection === null ? "" : `/${subsection}`}]`;
  const units = clauses.map(({ word, relation, cell }) => {
    const sign = relation === "responsible" ? "" : `${relation} `;
    return `${sign}${word === "" ? "" : `${word}: `}${oneLine(cellText(cell))}`;
  });
  const parts = [
    [number ? cellText(number) : "–", where, oneLine(cellText(task))].filter((part) => part !== "").join(" "),
    ...requirements.map((cell) => oneLine(cellText(cell))),
    ...units,
    ...(deadline.is === "printed" ? [`@${oneLine(cellText(deadline.cell))}`] : []),
  ];
  return parts.join(" ‖ ");
}

/** The codes of the doubts, each once, in order. */
export function doubtCodes({ doubts }: Explanation): string[] {
  return [...new Set(doubts.map(({ code }) => code))];
}

function oneLine(words: string): string {
  return words.replaceAll("\n", "⏎");
}

/** 「一 heading: （一） heading below, …」 for each heading. */
export function outline({ sections }: Explanation): string[] {
  return sections.map(({ no, title, children }) => {
    const below = children.map((child) => `${child.no} ${child.title}`).join(", ");
    return below === "" ? `${no} ${title}` : `${no} ${title}: ${below}`;
  });
}

/** A text of some layout, with what is right. */
export interface Layout {
  readonly layout: string;
  readonly text: readonly string[];
  readonly sections: readonly string[];
  /** What each record holds, in one line. */
  readonly records: readonly string[];
  readonly doubts: readonly string[];
}
