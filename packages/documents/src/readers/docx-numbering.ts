// The numbers that Word prints before paragraphs, which it counts anew each time and does not store as text.
import { isOn, type NumberingOf, type Styles } from "./docx-styles.ts";
import { numeral } from "./numerals.ts";
import { attribute, readXml, type XmlTag } from "./xml.ts";

interface Level {
  start: number;
  format: string;
  text: string;
  /** What stands behind the number: `tab`, `space` or `nothing`. */
  behind: string;
  /** All numbers of the label are decimal. */
  legal: boolean;
  /** The level, from 1, whose next number lets this one begin again; 0: none does; undefined: every higher one. */
  restart?: number;
  /** The style whose paragraphs stand on this level. */
  style?: string;
}

type Levels = Map<number, Level>;

interface Scheme {
  readonly levels: Levels;
  /** The numbering style in which the levels are written. */
  link?: string;
}

interface List {
  scheme: string;
  readonly starts: Map<number, number>;
  readonly levels: Levels;
}

/** Gives each paragraph its number; it must be asked in the order of the document, once for each. */
export interface Numbering {
  /** The label as printed, with what parts it from the words; empty where none is printed. */
  label(numbering: NumberingOf, styleId: string | undefined): string;
}

const LEVELS = 9;
/** A label stands before every paragraph of its list; Word allows no more than this. */
const MAX_LABEL = 32;

export function readNumbering(bytes: Uint8Array | undefined, styles: Styles): Numbering {
  const { schemes, lists } = bytes
    ? readLists(bytes)
    : { schemes: new Map<string, Scheme>(), lists: new Map<string, List>() };
  /** By scheme: lists that share one go on counting where the other has stopped. */
  const counts = new Map<string, (number | undefined)[]>();
  /** Lists whose own start has been used. */
  const begun = new Set<string>();

  function schemeOf(list: List): { key: string; levels: Levels } {
    const scheme = schemes.get(list.scheme);
    const linked = scheme?.link === undefined ? undefined : lists.get(styles.list(scheme.link) ?? "");
    if (!linked || linked === list) return { key: list.scheme, levels: scheme?.levels ?? new Map() };
    return { key: linked.scheme, levels: schemes.get(linked.scheme)?.levels ?? new Map() };
  }

  return {
    label({ list: id, level: given }, styleId) {
      const list = id === undefined ? undefined : lists.get(id);
      if (!list || id === undefined) return "";
      const { key, levels } = schemeOf(list);
      const at = Math.min(given ?? levelOfStyle(levels, styleId), LEVELS - 1);
      const find = (no: number): Level | undefined => list.levels.get(no) ?? levels.get(no);
      const level = find(at);
      if (!level) return "";
      const count = counts.get(key) ?? [];
      counts.set(key, count);
      const own = list.starts.get(at);
      if (own !== undefined && !begun.has(`${id}/${at}`)) {
        begun.add(`${id}/${at}`);
        count[at] = own;
      } else {
        count[at] = (count[at] ?? level.start - 1) + 1;
      }
      for (let deeper = at + 1; deeper < LEVELS; deeper++) {
        const restart = find(deeper)?.restart;
        if (restart === undefined || at < restart) count[deeper] = undefined;
      }
      return labelOf(level, (no) => {
        const shown = find(no);
        // A level that has not been used yet is shown with its first number.
        return { count: count[no] ?? shown?.start ?? 1, format: shown?.format ?? "decimal" };
      });
    },
  };
}

function labelOf(level: Level, shown: (no: number) => { count: number; format: string }): string {
  // Bullets are signs of a font that only this font draws; they say nothing.
  if (level.format === "bullet") return "";
  const text = level.text.replace(/%([1-9])/g, (_, no: string) => {
    const { count, format } = shown(Number(no) - 1);
    if (format === "none") return "";
    return numeral(level.legal ? "decimal" : format, count);
  });
  if (text === "" || level.behind === "nothing") return text;
  // A bare number must not run into a number that the words begin with.
  return /[0-9A-Za-z.条章节篇]$/.test(text) ? `${text} ` : text;
}

function levelOfStyle(levels: Levels, styleId: string | undefined): number {
  if (styleId === undefined) return 0;
  for (const [no, level] of levels) if (level.style === styleId) return no;
  return 0;
}

function readLists(bytes: Uint8Array): { schemes: Map<string, Scheme>; lists: Map<string, List> } {
  const schemes = new Map<string, Scheme>();
  const lists = new Map<string, List>();
  let scheme: Scheme | undefined;
  let list: List | undefined;
  let level: Level | undefined;
  let override = 0;
  readXml(bytes, {
    open(name, tag) {
      const value = attribute(tag, "val");
      if (name === "abstractNum") {
        scheme = { levels: new Map() };
        schemes.set(attribute(tag, "abstractNumId") ?? "", scheme);
      } else if (name === "num") {
        list = { scheme: "", starts: new Map(), levels: new Map() };
        lists.set(attribute(tag, "numId") ?? "", list);
      } else if (name === "lvl") {
        level = { start: 0, format: "decimal", text: "", behind: "tab", legal: false };
        (list ?? scheme)?.levels.set(levelNumber(tag), level);
      } else if (name === "lvlOverride") override = levelNumber(tag);
      else if (value === undefined) {
        if (name === "isLgl" && level) level.legal = true;
      } else if (name === "numStyleLink" && scheme) scheme.link = value;
      else if (name === "abstractNumId" && list) list.scheme = value;
      else if (name === "startOverride" && list) list.starts.set(override, counted(value));
      else if (level) describe(level, name, value);
    },
    close(name) {
      if (name === "lvl") level = undefined;
      if (name === "abstractNum") scheme = undefined;
      if (name === "num") list = undefined;
    },
  });
  return { schemes, lists };
}

function describe(level: Level, name: string, value: string): void {
  if (name === "start") level.start = counted(value);
  else if (name === "numFmt") level.format = value;
  else if (name === "lvlText") level.text = value.slice(0, MAX_LABEL);
  else if (name === "suff") level.behind = value;
  else if (name === "isLgl") level.legal = isOn(value);
  else if (name === "lvlRestart") level.restart = counted(value);
  else if (name === "pStyle") level.style = value;
}

function levelNumber(tag: XmlTag): number {
  return counted(attribute(tag, "ilvl") ?? "0");
}

/** A whole number that is no larger than a count of paragraphs can be. */
function counted(value: string): number {
  const number = Math.trunc(Number(value));
  return number >= 0 && number <= 1_000_000 ? number : 0;
}
