// One plan of an article: its sections, the records of its tasks, and what was left out of them.
import type { DraftSection } from "@taizhang/domain";
import { tailStart } from "../../frame/tail.ts";
import { oneLine } from "../../readers/width.ts";
import type { Explanation, LayoutDoubt, RowRecord } from "../record.ts";
import { type BlockText, lineIndexAt, lineNoAt, piecesOf, type Stretch } from "./block-text.ts";
import type { Clause } from "./clause.ts";
import { missedIn } from "./habits.ts";
import { endOf, hasUnits, headingOf, type Level, tasksIn } from "./levels.ts";
import type { NumeralStyle } from "./numerals.ts";
import { namesUnits } from "./own-words.ts";
import type { Paragraph } from "./paragraphs.ts";
import { piecesIn, restOf } from "./rest.ts";
import { recordOf } from "./task-record.ts";

/** The text as printed, and the same without what only belongs to its pages. */
interface Texts {
  readonly printed: BlockText;
  readonly words: BlockText;
}

/**
 * Explains the plan that these outermost paragraphs hold. `repeated` are headings printed again at the top of a page, and
 * `room` is the part of the text that the plan may take.
 */
export function explainRun(
  { printed, words: text }: Texts,
  repeated: readonly Stretch[],
  run: readonly Level[],
  room: Stretch,
): Explanation {
  const body = bodyOf(text, run, room);
  const from = lineNoAt(text, body.from);
  const to = lineNoAt(text, Math.max(body.from, body.to - 1));
  const opening = text.starts[lineIndexAt(text, body.from)] ?? 0;
  const lastTask = tasksIn(run).at(-1);
  const sections: DraftSection[] = [];
  const records: RowRecord[] = [];
  const doubts: LayoutDoubt[] = [];
  const contacts = new Set<string>();
  const lastNumbers = new Map<NumeralStyle, number>();
  const leftOut: string[] = [];
  const accounted = new Set<Clause>();
  const unnumbered: string[] = [];
  let opens = true;
  walk(run, []);
  for (const again of repeated) {
    if (again.from < body.to) doubt("HEADING_REPEATED", again, wordsIn(again));
  }
  const missed = missedIn(records);
  return {
    by: "article",
    from,
    to,
    ...(body.from > opening && { start: body.from - opening }),
    sections,
    records: missed.records,
    marks: restOf(printed, body, records.flatMap(piecesIn)),
    doubts: [...doubts, ...missed.doubts, ...asides(), ...leftContacts()],
  };

  function walk(family: readonly Level[], above: readonly Paragraph[]): void {
    let last: Paragraph | undefined;
    for (const level of family) {
      if (level.is === "heading") addHeading(level, above, last);
      else if (level.is === "task") addTask(level, above);
      else addAside(level);
      last = level.paragraph;
      lastNumbers.set(last.style, last.order);
    }
  }

  function addHeading(level: Level, above: readonly Paragraph[], last: Paragraph | undefined): void {
    const { paragraph, own } = level;
    const { no, style, order } = paragraph;
    const title = titleOf(text, level);
    const at = { from: paragraph.from, to: paragraph.body };
    const follows = order === (last?.order ?? 0) + 1 || (!last && order === (lastNumbers.get(style) ?? 0) + 1);
    if (style !== "bare" && !follows) doubt("HEADING_SKIPPED", at, `${last?.no ?? "–"} → ${no}`);
    lastNumbers.set(style, order);
    opens = true;
    if (above.length === 0) sections.push({ no, title: title.words, children: [] });
    else if (above.length === 1) sections.at(-1)?.children.push({ no, title: title.words });
    else doubt("HEADINGS_TOO_DEEP", at, title.words);
    if (namesUnits(own)) {
      doubt("UNITS_ABOVE_TASKS", at, title.words);
      addTask({ ...level, is: "heading", children: [] }, above);
    } else if (title.more) {
      unnumbered.push(title.more);
    }
    walk(level.children, [...above, paragraph]);
  }

  function addTask(level: Level, above: readonly Paragraph[]): void {
    const { paragraph, is } = level;
    const place = { section: above[0]?.no ?? null, subsection: above[1]?.no ?? null, opens, repeated: false };
    const end = is === "heading" ? paragraph.to : endOf(paragraph);
    const whole = { from: paragraph.body, to: Math.min(end, body.to) };
    const read = recordOf(text, level, place, { whole, last: level === lastTask, accounted });
    if (!read) {
      doubt("PARAGRAPH_WITHOUT_UNITS", { from: paragraph.from, to: paragraph.body }, nameOf(level));
      return;
    }
    opens = false;
    for (const clause of level.given.flatMap(({ clauses }) => clauses)) accounted.add(clause);
    const follows = lastNumbers.get(paragraph.style);
    records.push({ ...read.record, ...(follows !== undefined && { follows }) });
    for (const one of read.doubts) doubts.push({ ...one, record: records.length - 1 });
    for (const word of read.contacts) contacts.add(word);
    if (read.leftOut) unnumbered.push(wordsIn(read.leftOut));
  }

  function addAside(level: Level): void {
    const { paragraph } = level;
    if (paragraph.from >= body.to) return;
    const at = { from: paragraph.from, to: paragraph.body };
    if (level.suspicious) doubt("PARAGRAPH_WITHOUT_UNITS", at, nameOf(level));
    else leftOut.push(nameOf(level));
  }

  function asides(): LayoutDoubt[] {
    const words = [...leftOut, ...unnumbered.map((text) => `未编号的「${text.slice(0, 20)}」`)];
    return words.length > 0 ? [{ code: "PARAGRAPHS_LEFT_OUT", from, to, words: words.join("；") }] : [];
  }

  function leftContacts(): LayoutDoubt[] {
    return contacts.size > 0 ? [{ code: "CONTACTS_LEFT_OUT", from, to, words: [...contacts].join("、") }] : [];
  }

  function nameOf({ paragraph }: Level): string {
    const words = oneLine(headingOf(text, paragraph)).split("。", 1)[0] ?? "";
    const mark = paragraph.style === "plain" ? "、" : paragraph.style === "dotted" ? "." : "";
    return `${paragraph.no}${mark}${words.slice(0, 20)}`;
  }

  function doubt(code: LayoutDoubt["code"], at: Stretch, words: string): void {
    doubts.push({ code, from: lineNoAt(text, at.from), to: lineNoAt(text, Math.max(at.from, at.to - 1)), words });
  }

  function wordsIn({ from: start, to: end }: Stretch): string {
    return oneLine(
      piecesOf(printed, { from: start, to: end })
        .map(({ text: words }) => words)
        .join(" "),
    );
  }
}

/** From the first heading to the last line before the signature or the end of the text. */
function bodyOf(text: BlockText, run: readonly Level[], room: Stretch): Stretch {
  const start = run[0]?.paragraph.from ?? 0;
  const named = tasksIn(run).findLast(hasUnits) ?? run[0];
  const anchor = lineIndexAt(text, named ? clauseEnd(named) : start);
  const last = lineIndexAt(text, Math.max(start, room.to - 1));
  // The frame counts lines from the start of what it is given.
  const below = text.lines.slice(anchor, last + 1).map((line, index) => ({ ...line, no: index + 1 }));
  const tail = tailStart(below, 1);
  const end = tail ? (text.starts[anchor + tail.from - 1] ?? room.to) : room.to;
  let to = Math.min(end, room.to);
  while (to > start && /\s/.test(text.folded[to - 1] ?? "")) to--;
  const line = text.starts[lineIndexAt(text, start)] ?? 0;
  // Marks of a heading belong to it; words before it on its line do not.
  const from = /[\p{L}\p{N}]/u.test(text.folded.slice(line, start)) ? start : line;
  return { from: Math.max(from, room.from), to };
}

/** Where the last clause of a task begins; without one of its own, where its words do. */
function clauseEnd({ own, closing }: Level): number {
  const { text, clauses } = closing ?? own;
  return clauses.length > 0 ? text.to : text.from;
}

/** The title of a heading, and the words that follow it. */
function titleOf(text: BlockText, { paragraph, own }: Level): { words: string; more: string } {
  if (paragraph.style === "bare") {
    const more = { from: own.text.from + paragraph.no.length, to: own.text.to };
    return { words: paragraph.no, more: restAfter(printedWords(text, more)) };
  }
  // A heading may be nothing but its clause: 「一、责任单位：县教育局」.
  const bare = own.text.from >= own.text.to;
  const printed = printedWords(text, bare ? { from: paragraph.body, to: paragraph.to } : own.text);
  const line = printed.split("\n", 1)[0] ?? "";
  const stop = line.indexOf("。");
  const words = (stop >= 0 && stop < line.trimEnd().length - 1 ? line.slice(0, stop) : line).replaceAll("**", "");
  return { words: oneLine(words), more: bare ? "" : restAfter(printed.replaceAll("**", "").slice(words.length)) };
}

/** More than a sign. */
function restAfter(words: string): string {
  const more = oneLine(words);
  return more.length > 1 ? more.replace(/^[。：:]/, "") : "";
}

function printedWords(text: BlockText, { from, to }: Stretch): string {
  const index = lineIndexAt(text, from);
  const start = text.starts[index] ?? 0;
  const line = text.lines[index]?.text ?? "";
  const first = line.slice(from - start, Math.max(to - start, from - start));
  return to > start + line.length ? `${first}\n${text.folded.slice(start + line.length + 1, to)}` : first;
}
