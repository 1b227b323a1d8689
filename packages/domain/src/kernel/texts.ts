// What a text may be 文字: one rule for all texts that enter the ledger, whatever field they are in.
import { z } from "zod";
import type { Sentence } from "./event.ts";
import { faults } from "./faults.ts";

/** A text in a value, with its path. The keys of objects count as texts, too: a printed table has its headings there. */
export interface FoundText {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

/** Every text in a value, in order. It is found by itself, so that a new field needs no mention anywhere. */
export function* textsIn(value: unknown, path: FoundText["path"] = []): Generator<FoundText> {
  if (typeof value === "string") yield { path, text: value };
  else if (Array.isArray(value)) for (const [at, each] of value.entries()) yield* textsIn(each, [...path, at]);
  else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      yield { path: [...path, key], text: key };
      yield* textsIn(each, [...path, key]);
    }
  }
}

/** A path in writing: `evidence.0.title`. */
export const pathOf = (path: FoundText["path"]): string => path.join(".");

// UUIDs and SHA-256 hashes are not typed by people, and their digits may look like a number by chance.
const opaque = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;

/** True for a UUID or a SHA-256, which nobody types. */
export const isOpaque = (text: string): boolean => opaque.test(text);

// Half of a surrogate pair is no character: neither UTF-8 nor Redis can hold it.
const half = /\p{Surrogate}/u;
// Bidi overrides, NUL, escape sequences, separators of lines and of paragraphs: they change what a reader sees, or end it.
// A typed or printed text has tabs, line breaks and page breaks, and pages that are copied bring marks of no width along.
const control = /(?![\t\n\f\r\u00ad\u200b-\u200d\u2060\ufeff])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/u;
// On one line nothing is unseen: with a mark of no width, one name would be two. U+2800 is Braille without a dot, a symbol
// for Unicode and a blank for the eye.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;
// RFC 3986, 3.2.1: `user:password@`. Browsers take any number of slashes, of either kind, for the two of http. The bounds
// keep the search short where a text repeats `http:` many times.
const credentials = /\bhttps?:[\\/]{0,9}[^\s\\/?#]{0,300}@|:\/\/[^\s\\/?#]{0,300}@/iu;

/** The extent of a text: of several lines, as reports and printed cells are, or on one line, as names are. */
type Extent = "lines" | "oneLine";

/** What is wrong with a text; null if nothing is. */
export function textFault(text: string, extent: Extent): Sentence | null {
  if (half.test(text)) return faults.halfCharacter;
  if (extent === "oneLine" ? unseen.test(text) : control.test(text)) return faults.unseenCharacter;
  return credentials.test(text) ? faults.credentials : null;
}

/** A fault in a text of a value, with its path. */
export interface TextFault {
  readonly path: FoundText["path"];
  readonly fault: Sentence;
}

function* faultsIn(value: unknown, extentAt: (path: FoundText["path"]) => Extent): Generator<TextFault> {
  for (const { path, text } of textsIn(value)) {
    const fault = textFault(text, extentAt(path));
    if (fault) yield { path, fault };
  }
}

/** The first fault in printed texts, each of which may have several lines; null if there is none. */
export function faultInPrint(value: unknown): TextFault | null {
  const [first = null] = faultsIn(value, () => "lines");
  return first;
}

/**
 * The shape of something as people may say it: everything that the shape allows, with texts that the ledger can keep.
 * They are judged as they were said, before the shape trims or normalises any, so that nothing is taken out silently.
 * Typed text is `{ text }` (see `freeText`) and may have several lines; every other text is a name, an address or an id.
 *
 * Stored facts are not read through this: what was once accepted stays readable.
 */
export function asSaid<Said>(shape: z.ZodType<Said>): z.ZodType<Said> {
  const judged = z.unknown().superRefine((said, check) => {
    for (const { path, fault } of faultsIn(said, (at) => (at.at(-1) === "text" ? "lines" : "oneLine"))) {
      check.addIssue({ code: "custom", path: [...path], message: fault.en });
    }
  });
  return judged.pipe(shape);
}
