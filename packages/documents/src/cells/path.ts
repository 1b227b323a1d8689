// Publication paths 公开路径: where on the website the result is published.
import { foldWidth } from "../readers/width.ts";

const LABEL = /公开(?:路径|渠道)\s*:\s*/g;
/** The longest path in the notices has 60 characters. The bound keeps the work linear for a text full of labels. */
const LONGEST = 400;
const OPENING = "([〔【{";
const CLOSING = ")]〕】}";

/**
 * Every labelled path as printed, alternatives and numbers included. A path ends where the bracket around its label
 * closes, whatever brackets it contains: 「〔公开路径:政府网站>区政府(部门)规范性文件〕」.
 */
export function readPaths(text: string): string[] {
  if (!text.includes("公开")) return [];
  const folded = foldWidth(text);
  return [...folded.matchAll(LABEL)]
    .map((label) => text.slice(label.index + label[0].length, pathEnd(folded, label.index + label[0].length)).trim())
    .filter((path) => path !== "");
}

function pathEnd(folded: string, from: number): number {
  let depth = 0;
  const last = Math.min(folded.length, from + LONGEST);
  for (let at = from; at < last; at++) {
    const sign = folded[at] ?? "";
    if (OPENING.includes(sign)) depth++;
    if (CLOSING.includes(sign) && --depth < 0) return at;
    if (depth === 0 && /[。\n]/.test(sign)) return at;
  }
  return last;
}

/** Paths in quotation marks without a label: 「“政务公开>政府信息公开目录”」. */
export function unlabelledPaths(text: string): string[] {
  if (!/[>＞﹥]/.test(text)) return [];
  return [...foldWidth(text).matchAll(/[“"「]([^”"」]{1,80}>[^”"」]{1,80})[”"」]/g)].map(([, path]) => path ?? "");
}
