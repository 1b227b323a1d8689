// Blocks of labels and values, one for each problem, project or task: 整改清单, 民生实事 and project ledgers.
import type { DraftSection } from "@taizhang/domain";
import type { BlockDocument } from "../document/block.ts";
import { ABSENT, type Cell, cellOf, type Piece } from "../document/cell.ts";
import { oneLine } from "../readers/width.ts";
import { lineNoAt, piecesOf, type Stretch } from "./article/block-text.ts";
import { readLabel, type UnitWords } from "./article/clause.ts";
import { missedIn } from "./article/habits.ts";
import type { LabelKind } from "./article/labels.ts";
import { RANK } from "./article/numerals.ts";
import { chargesIn } from "./article/own-words.ts";
import { piecesIn, restOf } from "./article/rest.ts";
import { blocksOf, type LabelledBlock, type LabelledBlocks } from "./labelled/blocks.ts";
import {
  type DeadlineClause,
  type Explanation,
  type HeadedCell,
  type LayoutDoubt,
  NO_DEADLINE,
  type RowRecord,
  type UnitClause,
} from "./record.ts";

/** Reads the lists of labelled blocks among the text blocks of a document. */
export function recogniseLabelled(document: BlockDocument): Explanation[] {
  return document.blocks.flatMap((block) => {
    if (block.kind !== "text") return [];
    const found = blocksOf(document, block);
    return found ? [explain(found)] : [];
  });
}

function explain({ text, blocks, whole }: LabelledBlocks): Explanation {
  const from = lineNoAt(text, whole.from);
  const to = lineNoAt(text, Math.max(whole.from, whole.to - 1));
  const sections: DraftSection[] = [];
  const doubts: LayoutDoubt[] = [];
  const contacts = new Set<string>();
  /** What belongs to nothing, and so comes back unread. */
  const loose: Piece[] = [];
  let open: { section: string | null; subsection: string | null } = { section: null, subsection: null };
  let outer: number | undefined;
  const records = blocks.map((block, at): RowRecord => {
    for (const line of block.headings) openHeading(line);
    const next = blocks[at + 1];
    const until = next
      ? (next.headings[0]?.from ?? next.own?.from ?? next.fields[0]?.label.from ?? whole.to)
      : whole.to;
    return recordOf(block, until, block.headings.length > 0 || at === 0);
  });
  const missed = missedIn(records);
  return {
    by: "labelled",
    from,
    to,
    sections,
    records: missed.records,
    marks: restOf(text, whole, [...records.flatMap(piecesIn), ...loose]),
    doubts: [...doubts, ...missed.doubts, ...leftContacts(), ...unknownLabels()],
  };

  function openHeading({ numeral, from: start, to: end }: LabelledBlock["headings"][number]): void {
    const title = words({ from: start + numeral.length, to: end });
    const rank = RANK[numeral.style];
    if (outer === undefined || rank <= outer) {
      outer = rank;
      open = { section: numeral.no, subsection: null };
      sections.push({ no: numeral.no, title, children: [] });
    } else {
      open = { ...open, subsection: numeral.no };
      sections.at(-1)?.children.push({ no: numeral.no, title });
    }
  }

  function recordOf(block: LabelledBlock, until: number, opens: boolean): RowRecord {
    const start = block.own?.from ?? block.fields[0]?.label.from ?? whole.from;
    const lines = { from: lineNoAt(text, start), to: lineNoAt(text, lastPrinted(start, until)) };
    const read = block.fields.flatMap(({ label, value }) =>
      label.kind === "units" || label.kind === "deadline" || label.kind === "contact"
        ? [readLabel(text.folded, label, value.to)]
        : [],
    );
    for (const word of read.flatMap((clause) => clause.contacts)) contacts.add(word);
    const clauses = read.flatMap(({ units }) => units.map(unitClause));
    if (new Set(clauses.map(({ word }) => word)).size < clauses.length) {
      doubts.push({ code: "UNITS_TWICE", ...lines, words: wordsOfTask(block) });
    }
    for (const words of chargesWithin(block)) doubts.push({ code: "CLAUSE_IN_TEXT", ...lines, words });
    if (block.opener !== undefined) doubts.push({ code: "CELLS_MISSING", ...lines, words: block.opener });
    const deadline = deadlineOf(read.flatMap(({ deadlines }) => deadlines.map(({ stretch }) => stretch)));
    const { task, requirements } = bodyOf(block);
    const printed = block.fields.flatMap((field): HeadedCell[] => {
      if (field.label.kind === "contact") return [];
      const cell = cellOf(piecesOf(text, field.value));
      return cell.state === "printed" ? [{ word: field.label.word, cell }] : [];
    });
    for (const { value, end } of block.fields) {
      for (const piece of piecesOf(text, { from: value.to, to: Math.min(end, whole.to) })) loose.push(piece);
    }
    const place = { ...open, opens, repeated: false };
    const others = block.fields.flatMap(({ label, value }) =>
      label.kind === "other" || label.kind === "done" ? [cellOf(piecesOf(text, value))] : [],
    );
    return {
      ...lines,
      place,
      afterBreak: false,
      number: numberOf(block),
      task,
      requirements,
      clauses,
      deadline,
      paths: [],
      others,
      printed,
    };
  }

  /** What the block is about is the task; without such a label its numbered line, or else its first measure. */
  function bodyOf(block: LabelledBlock): { task: Cell; requirements: Cell[] } {
    const named = valuesOf(block, "task");
    const asked = valuesOf(block, "requirement");
    const own = block.own;
    const bare = block.fields[0]?.label.from ?? 0;
    const line = own
      ? cellOf(piecesOf(text, { from: own.from + own.numeral.length, to: Math.min(own.to, Math.max(bare, own.from)) }))
      : ABSENT;
    const first = [...(line.state === "printed" ? [line] : []), ...named];
    const task = first.length > 0 ? first : asked.slice(0, 1);
    const requirements = first.length > 0 ? asked : asked.slice(1);
    return { task: cellOf(task.flatMap(({ pieces }) => pieces)), requirements };
  }

  function valuesOf({ fields }: LabelledBlock, kind: LabelKind): Cell[] {
    return fields
      .filter(({ label }) => label.kind === kind)
      .map(({ value }) => cellOf(piecesOf(text, value)))
      .filter(({ state }) => state === "printed");
  }

  /** The number of a block: that of its line, of a label such as 序号, or within its first label (「问题一」). */
  function numberOf({ own, fields }: LabelledBlock): Cell | null {
    if (own) return cellOf(piecesOf(text, { from: own.from, to: own.from + own.numeral.length }));
    const field = fields.find(({ label }) => label.kind === "number");
    if (field) return cellOf(piecesOf(text, field.value));
    const label = fields.find((one) => one.label.kind === "task")?.label;
    const found =
      label && /(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?=[\s】*:]*$)/.exec(text.folded.slice(label.from, label.to));
    if (!label || !found) return null;
    const at = label.from + found.index;
    return cellOf(piecesOf(text, { from: at, to: at + found[0].length }));
  }

  function unitClause({ relation, word, stretches }: UnitWords): UnitClause {
    const cell = cellOf(stretches.flatMap((stretch) => piecesOf(text, stretch)));
    return { relation, word, cell, meaning: { is: "printed" } };
  }

  function deadlineOf(stretches: readonly Stretch[]): DeadlineClause {
    const cell = cellOf(stretches.flatMap((stretch) => piecesOf(text, stretch)));
    return cell.state === "printed" ? { cell, is: "printed" } : NO_DEADLINE;
  }

  /** Clauses in brackets within the words of a task or its measures: 「1.增加车辆。（责任单位：县城管局）」. */
  function chargesWithin({ fields }: LabelledBlock): string[] {
    return fields
      .filter(({ label }) => label.kind === "task" || label.kind === "requirement")
      .flatMap(({ value }) => chargesIn(text.folded, value).map((one) => words({ from: one.from, to: one.to + 1 })));
  }

  function wordsOfTask({ fields }: LabelledBlock): string {
    const first = fields[0];
    return first ? words(first.value) : "";
  }

  function words({ from: start, to: end }: Stretch): string {
    return oneLine(
      piecesOf(text, { from: start, to: end })
        .map((piece) => piece.text)
        .join(" "),
    ).replaceAll("**", "");
  }

  function lastPrinted(start: number, until: number): number {
    let at = until - 1;
    while (at > start && /\s/.test(text.folded[at] ?? "")) at--;
    return at;
  }

  /** Labels whose values are kept as printed and belong to no field. */
  function unknownLabels(): LayoutDoubt[] {
    const kept = blocks.flatMap(({ fields }) => fields.filter(({ label }) => label.kind === "other"));
    const named = [...new Set(kept.map(({ label }) => label.word))];
    return named.length > 0 ? [{ code: "COLUMN_UNKNOWN", from, to, words: named.join("、") }] : [];
  }

  function leftContacts(): LayoutDoubt[] {
    return contacts.size > 0 ? [{ code: "CONTACTS_LEFT_OUT", from, to, words: [...contacts].join("、") }] : [];
  }
}
