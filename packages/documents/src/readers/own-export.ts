// Our own exports, read again 再导入: told by the mark in their properties; of their words only the printed ones are kept.
import {
  type Block,
  type BlockDocument,
  type TableBlock,
  type TableCell,
  withPieces,
  wordsOf,
} from "../document/block.ts";
import { numbered } from "../document/line.ts";
import {
  ADDED_TITLE,
  HISTORY_TITLE,
  MARK_NAMES,
  type Mark,
  MOMENT_WORDS,
  ROW_HEAD,
  STATE_HEAD,
} from "../document/mark.ts";
import type { Archive } from "./archive.ts";
import { relationsOf } from "./package-parts.ts";
import { Refused } from "./refused.ts";
import { attribute, readXml } from "./xml.ts";

/** The mark in the properties of a file; null where it is not ours. Properties that cannot be read say nothing. */
export function readMark(archive: Archive): Mark | null {
  try {
    const part = relationsOf(archive, "").find(({ kind }) => kind === "custom-properties")?.target;
    const bytes = part === undefined ? undefined : archive.read(part);
    return bytes ? markIn(bytes) : null;
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

function markIn(bytes: Uint8Array): Mark | null {
  const said = new Map<string, string>();
  let name = "";
  readXml(bytes, {
    open(element, tag) {
      if (element === "property") name = attribute(tag, "name") ?? "";
    },
    text(text) {
      said.set(name, (said.get(name) ?? "") + text.trim());
    },
  });
  const kind = (["plan", "ledger", "queue", "form"] as const).find((each) => each === said.get(MARK_NAMES.kind));
  const day = said.get(MARK_NAMES.day);
  if (kind === undefined || day === undefined) return null;
  return { kind, planId: said.get(MARK_NAMES.planId) ?? null, position: said.get(MARK_NAMES.position) ?? null, day };
}

/**
 * An exported plan as its notice prints it: without the columns of the ledger, the line that says of which moment it is, the
 * tasks that were added, and the history. What is left keeps its places in the file. Throws `Refused` for an export that is no plan.
 */
export function asPrinted(document: BlockDocument, mark: Mark): BlockDocument {
  if (mark.kind !== "plan") throw noPlan(mark);
  const { lines, places, blocks } = document;
  const end = lines.find(({ text }) => isBehindThePrinted(text.trim()))?.no ?? lines.length + 1;
  const own = new Set(lines.flatMap(({ no, text }) => (no >= end || isMoment(text) ? [no] : [])));
  const printed = blocks.map((block) => (block.kind === "text" ? block : printedTable(block, own)));
  const kept = lines.filter(({ no }) => !own.has(no));
  const numbers = new Map(kept.map(({ no }, at) => [no, at + 1]));
  return {
    ...document,
    ownExport: mark,
    lines: numbered(kept.map(({ text }) => text)),
    places: new Map(kept.map(({ no }, at) => [at + 1, places.get(no) ?? {}])),
    blocks: printed.flatMap((block) => renumbered(block, numbers)),
  };
}

/** A block whose lines have other numbers; none where none of them is left. */
function renumbered(block: Block, numbers: ReadonlyMap<number, number>): Block[] {
  const left: number[] = [];
  for (let no = block.from; no <= block.to; no++) left.push(...(numbers.has(no) ? [numbers.get(no) ?? 0] : []));
  const [from, to] = [left[0], left.at(-1)];
  if (from === undefined || to === undefined) return [];
  return [{ ...withPieces(block, (piece) => ({ ...piece, line: numbers.get(piece.line) ?? 0 })), from, to }];
}

/** From the first of these titles on, nothing is the notice's. */
const isBehindThePrinted = (title: string) => title === ADDED_TITLE || title === HISTORY_TITLE;

const isMoment = (text: string) => text.trim().startsWith(MOMENT_WORDS);

/** How many rows may stand above the head of the ledger's columns: none, unless somebody has added some. */
const ROWS_ABOVE = 5;

/** The table without the columns under a head of ours, whose lines are added to `own`. */
function printedTable(block: TableBlock, own: Set<number>): TableBlock {
  const dropped = new Set<number>();
  block.rows.slice(0, ROWS_ABOVE).forEach((cells, row) => {
    cells.forEach((cell, column) => {
      const head = wordsOf(cell).trim();
      if (!head.startsWith(STATE_HEAD) && head !== ROW_HEAD) return;
      cells.forEach((other, at) => {
        if (at === column || (other.state === "covered" && other.by.row === row && other.by.column === column))
          dropped.add(at);
      });
    });
  });
  if (dropped.size === 0) return block;
  const kept = (block.rows[0] ?? []).flatMap((_, at) => (dropped.has(at) ? [] : [at]));
  const place = new Map(kept.map((column, at) => [column, at]));
  const rows = block.rows.map((cells) => {
    for (const at of dropped) for (const { line } of piecesOf(cells[at])) own.add(line);
    return kept.map((at) => moved(cells[at] ?? { state: "blank" }, place));
  });
  return { ...block, rows };
}

const piecesOf = (cell: TableCell | undefined) => (cell?.state === "printed" ? cell.pieces : []);

/** A cell in the columns that are left. What a cell of a dropped column spans is blank then. */
function moved(cell: TableCell, place: ReadonlyMap<number, number>): TableCell {
  if (cell.state !== "covered") return cell;
  const column = place.get(cell.by.column);
  return column === undefined ? { state: "blank" } : { ...cell, by: { row: cell.by.row, column } };
}

const KINDS = {
  plan: { zh: "计划", en: "a plan" },
  ledger: { zh: "单位台账", en: "a unit's ledger" },
  queue: { zh: "待办清单", en: "a review queue" },
  form: { zh: "工作台账填报表", en: "a unit's reporting form" },
} as const;

const noPlan = ({ kind, day }: Mark): Refused =>
  new Refused(
    "NOT_A_PLAN",
    `这是本系统导出的${KINDS[kind].zh}（${day}），不是计划。请导入原通知，或导出计划后再导入。`,
    `This is ${KINDS[kind].en} that Taizhang exported (${day}), not a plan. Import the notice, or export the plan and import that.`,
  );
