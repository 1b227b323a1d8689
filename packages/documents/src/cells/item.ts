// Items 条目: the numbered parts of one task cell, with the parts below them.
import type { DraftItem } from "@taizhang/domain";
import { foldWidth, oneLine } from "../readers/width.ts";
import { dueDatesIn } from "./due.ts";
import { enclosed } from "./nesting.ts";

interface Marker {
  readonly at: number;
  readonly no: number;
  readonly style: "dotted" | "bracketed";
  /** Where the words of the item begin. */
  readonly body: number;
  /** Whether the number begins a paragraph; only there may a list start again at 1. */
  readonly opensParagraph: boolean;
}

const DOTTED = /(\d{1,2})\s*[.、](?!\d+%)/y;
const BRACKETED = /\((\d{1,2})\)/y;
const BOUNDARY = /[\s。;:!?]/;
/** A heading inside a cell, such as 「政府公报。」: what follows it in a paragraph of its own belongs to it. */
const HEADING_LENGTH = 20;

/**
 * The numbered list in a task cell, whose paragraphs are separated by line feeds. A number begins an item only outside
 * brackets and quotation marks, after a blank or a full stop, and only if it is the next number: so neither
 * 「(公开路径:1.政府网站」 nor the telephone number in 「2.12345热线」 begins one. A list that starts above 1 continues
 * the row before.
 */
export function readItems(text: string, year: number | null): DraftItem[] {
  const markers = chosenMarkers(text);
  const top = markers[0]?.style;
  if (markers.length === 0 || (markers.length === 1 && markers[0]?.at !== 0)) return [];
  const items: DraftItem[] = [];
  markers.forEach((marker, at) => {
    const words = ownWords(text, marker, markers[at + 1]);
    const item = { no: String(marker.no), text: words, children: [], deadlines: dueDatesIn(words, year) };
    const parent = items.at(-1);
    if (marker.style !== top && parent) parent.children.push(item);
    else items.push(item);
  });
  return items;
}

/** The number of the first item if the cell begins with one: 1 for a whole list, more when it continues another. */
export function firstItemNumber(text: string): number | undefined {
  const first = chosenMarkers(text)[0];
  return first?.at === 0 ? first.no : undefined;
}

/** The number of the last item of the outer list. */
export function lastItemNumber(text: string): number | undefined {
  const markers = chosenMarkers(text);
  return markers.findLast((marker) => marker.style === markers[0]?.style)?.no;
}

/**
 * The numbers in a cell that do not go on from those before, such as the 4 of 1, 2, 4: an item may be missing. Only a
 * number at the start of a paragraph counts, since others may be amounts.
 */
export function itemGaps(text: string): { readonly after: number; readonly no: number }[] {
  const chosen = chosenMarkers(text);
  const [first] = chosen;
  if (!first) return [];
  const taken = new Set(chosen.map(({ at }) => at));
  const numbers: Marker[] = possibleMarkers(text).filter(({ at, style, opensParagraph }) => {
    const isOfList = style === first.style || (first.style === "dotted" && style === "bracketed");
    return isOfList && (taken.has(at) || opensParagraph);
  });
  const gaps: { after: number; no: number }[] = [];
  let top: Marker | undefined;
  let below = 0;
  for (const marker of numbers) {
    const isTop = marker.style === first.style;
    const after = isTop ? top?.no : below;
    // A list within an item begins at 1, and what goes on behind a gap is said once.
    if (!taken.has(marker.at) && top && after !== undefined && marker.no !== after + 1)
      gaps.push({ after, no: marker.no });
    if (isTop) top = marker;
    below = isTop ? 0 : marker.no;
  }
  return gaps;
}

function chosenMarkers(text: string): Marker[] {
  const chosen: Marker[] = [];
  let top: { style: Marker["style"]; no: number } | undefined;
  let below = 0;
  for (const marker of possibleMarkers(text)) {
    const first = top === undefined && (marker.no === 1 || marker.at === 0);
    const next = top?.style === marker.style && marker.no === top.no + 1;
    const again = top?.style === marker.style && marker.no === 1 && marker.opensParagraph;
    const child =
      top !== undefined && top.style === "dotted" && marker.style === "bracketed" && marker.no === below + 1;
    if (first || next || again) {
      top = { style: marker.style, no: marker.no };
      below = 0;
    } else if (child) {
      below = marker.no;
    } else {
      continue;
    }
    chosen.push(marker);
  }
  return chosen;
}

function possibleMarkers(text: string): Marker[] {
  const folded = foldWidth(text);
  // Most numbers are none of a list, so that the brackets around them need no look.
  let inside: ((at: number) => boolean) | undefined;
  const markers: Marker[] = [];
  for (const { index: at, 0: sign } of folded.matchAll(/[\d(]/g)) {
    if (at > 0 && !BOUNDARY.test(folded[at - 1] ?? "")) continue;
    inside ??= enclosed(text);
    if (at > 0 && inside(at - 1)) continue;
    const style = sign === "(" ? "bracketed" : "dotted";
    if (style === "dotted" && inside(at)) continue;
    const pattern = style === "bracketed" ? BRACKETED : DOTTED;
    pattern.lastIndex = at;
    const found = pattern.exec(folded);
    if (!found) continue;
    const before = folded.slice(Math.max(0, at - 40), at);
    const opensParagraph = at === 0 || before.slice(before.trimEnd().length).includes("\n");
    markers.push({ at, no: Number(found[1]), style, body: pattern.lastIndex, opensParagraph });
  }
  return markers;
}

function ownWords(text: string, marker: Marker, next: Marker | undefined): string {
  const paragraphs = text
    .slice(marker.body, next?.at ?? text.length)
    .trimEnd()
    .split("\n");
  const startsAgain = next !== undefined && next.style === marker.style && next.no <= marker.no;
  const heading = paragraphs.length === 2 && oneLine(paragraphs[0] ?? "").length <= HEADING_LENGTH;
  // An unnumbered paragraph before a list that starts again introduces that list; it is not part of the item above.
  const own = startsAgain && paragraphs.length > 1 && !heading ? paragraphs.slice(0, -1) : paragraphs;
  return oneLine(own.join("\n"));
}
