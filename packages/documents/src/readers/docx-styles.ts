// What the paragraph styles of a Word file say: their names, and the numbering that paragraphs take over from them.
import { attribute, readXml } from "./xml.ts";

export interface NumberingOf {
  /** `numId`: which numbering; "0" is none. */
  readonly list?: string;
  /** The level in it, from 0. */
  readonly level?: number;
}

export interface ParagraphStyle extends NumberingOf {
  readonly name: string;
}

export interface Styles {
  /** The style of this id, or that of paragraphs which name none. What it does not say is that of the style it is based on. */
  find(id: string | undefined): ParagraphStyle | undefined;
  /** The numbering that a numbering style stands for. */
  list(id: string): string | undefined;
}

interface WrittenStyle {
  name: string;
  basedOn?: string;
  list?: string;
  level?: number;
}

/** A chain of styles ends here; Word itself allows 11. */
const MAX_CHAIN = 20;

export function readStyles(bytes: Uint8Array | undefined): Styles {
  const written = new Map<string, WrittenStyle>();
  let standard: string | undefined;
  let style: WrittenStyle | undefined;
  if (bytes) {
    readXml(bytes, {
      open(name, tag) {
        if (name === "style") {
          const id = attribute(tag, "styleId") ?? "";
          style = { name: "" };
          written.set(id, style);
          if (attribute(tag, "type") === "paragraph" && isOn(attribute(tag, "default") ?? "0")) standard = id;
          return;
        }
        if (!style) return;
        const value = attribute(tag, "val");
        if (value === undefined) return;
        if (name === "name") style.name = value.toLowerCase();
        if (name === "basedOn") style.basedOn = value;
        if (name === "numId") style.list = value;
        if (name === "ilvl") style.level = Number(value);
      },
      close(name) {
        if (name === "style") style = undefined;
      },
    });
  }
  const found = new Map<string, ParagraphStyle | undefined>();
  return {
    find(id) {
      const key = id !== undefined && written.has(id) ? id : standard;
      if (key === undefined) return undefined;
      if (!found.has(key)) found.set(key, inherited(written, key));
      return found.get(key);
    },
    list: (id) => written.get(id)?.list,
  };
}

function inherited(written: ReadonlyMap<string, WrittenStyle>, id: string): ParagraphStyle {
  const name = written.get(id)?.name ?? "";
  let list: string | undefined;
  let level: number | undefined;
  let next: string | undefined = id;
  for (let step = 0; step < MAX_CHAIN && next !== undefined; step++) {
    const style: WrittenStyle | undefined = written.get(next);
    list ??= style?.list;
    level ??= style?.level;
    next = style?.basedOn;
  }
  return { name, ...(list !== undefined && { list }), ...(level !== undefined && { level }) };
}

/** A switch of OOXML: it is on unless it says that it is not. */
export function isOn(value: string | undefined): boolean {
  return value !== "0" && value !== "false" && value !== "off" && value !== "none";
}
