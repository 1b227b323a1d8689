// The names of the recognisers, as people read them.
import type { RecogniserName } from "./record.ts";

/** What a recogniser reads, in both languages. */
export const recogniserNames: Record<RecogniserName, { readonly zh: string; readonly en: string }> = {
  ruled: { zh: "有格线的表格", en: "a ruled table" },
  delimited: { zh: "一行一项、用制表符、竖线或逗号分格的表", en: "a table with one row a line" },
  lined: { zh: "一行一格的表", en: "a table with one cell a line" },
  bare: { zh: "一行一格、没有分隔符的表", en: "a table with one cell a line and no separators" },
  glued: { zh: "各格连在一起的表", en: "a table whose cells run together" },
  article: { zh: "条文", en: "articles" },
  labelled: { zh: "「名称：内容」逐行列出的清单", en: "a list of labelled lines" },
};
