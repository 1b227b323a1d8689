// Walks the tree of a web page and gathers what it prints: paragraphs, lists with their numbers, tables.
import { type Flow, type FlowCell, type FlowRow, flowTable } from "./flow.ts";
import { isCommandLine, isLeftOut } from "./html-page.ts";
import { attributeOf, type HtmlElement, type HtmlNode } from "./html-tree.ts";
import { htmlWords } from "./html-words.ts";
import { numeral } from "./numerals.ts";
import { isPrinted, printedLines } from "./wording.ts";

/** Elements that begin a new paragraph and end one. */
const BLOCKS = new Set([
  ...[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
  ],
  ...["dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"],
  ...["hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul"],
  ...["listing", "plaintext", "xmp", "tr", "td", "th"],
]);

/** The signs of a numbered list by its `type`. */
const LIST_NUMERALS: Readonly<Record<string, string>> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

interface Numbered {
  next: number;
  readonly format: string;
}

/** What a page prints, and the title of its window. */
export function readFlows(document: { readonly childNodes: readonly HtmlNode[] }): { flows: Flow[]; title: string } {
  const flows = contentOf(document.childNodes, false);
  return { flows, title: titleOf(document.childNodes) };
}

function titleOf(nodes: readonly HtmlNode[]): string {
  const root = nodes.find((node) => node.nodeName === "html");
  const head = children(root).find((node) => node.nodeName === "head");
  const title = children(head).find((node) => node.nodeName === "title");
  return children(title)
    .map((node) => ("value" in node ? node.value : ""))
    .join("");
}

function children(node: HtmlNode | undefined): readonly HtmlNode[] {
  return node && "childNodes" in node ? node.childNodes : [];
}

function contentOf(nodes: readonly HtmlNode[], inCell: boolean): Flow[] {
  const flows: Flow[] = [];
  const words = htmlWords();
  /** The number of a list entry, which stands before its first words. */
  let label = "";

  function endParagraph(): void {
    const text = words.take();
    if (text === "") return;
    const lines = printedLines(isPrinted(text) ? labelled(text) : text);
    flows.push({ kind: "paragraph", lines: inCell ? lines : lines.filter((line) => !isCommandLine(line)) });
  }

  function labelled(text: string): string {
    const taken = label;
    label = "";
    return startsWithNumber(text) ? text : taken + text;
  }

  function walk(node: HtmlNode, isPre: boolean, list: Numbered | undefined): void {
    if ("value" in node) words.add(node.value, isPre);
    if (!("tagName" in node) || isLeftOut(node)) return;
    const name = node.tagName;
    if (name === "br") {
      words.lineBreak();
      return;
    }
    if (name === "table") {
      endParagraph();
      for (const caption of captionsOf(node)) for (const child of caption.childNodes) walk(child, false, undefined);
      endParagraph();
      flows.push(flowTable(rowsOf(node)));
      return;
    }
    const isBlock = BLOCKS.has(name);
    if (isBlock) endParagraph();
    if (name === "li" && list) label = labelOf(node, list);
    const inner = name === "ol" ? listOf(node) : name === "ul" || name === "li" ? undefined : list;
    const keepsBlanks = isPre || name === "pre" || name === "listing" || name === "xmp" || keepsBlanksByStyle(node);
    for (const child of node.childNodes) walk(child, keepsBlanks, inner);
    if (isBlock) endParagraph();
    if (name === "li") label = "";
  }

  for (const node of nodes) walk(node, false, undefined);
  endParagraph();
  return flows;
}

function keepsBlanksByStyle(element: HtmlElement): boolean {
  const style = attributeOf(element, "style");
  return style !== undefined && /white-space\s*:\s*pre/i.test(style.slice(0, 4000));
}

function startsWithNumber(text: string): boolean {
  return /^\s*[（(]?[\d一二三四五六七八九十①-⑳]{1,3}[）)、.．]/.test(text);
}

function listOf(element: HtmlElement): Numbered | undefined {
  if (/list-style(?:-type)?\s*:[^;]{0,100}none/i.test(attributeOf(element, "style") ?? "")) return undefined;
  const format = LIST_NUMERALS[attributeOf(element, "type") ?? ""] ?? "decimal";
  return { next: wholeNumber(attributeOf(element, "start")) ?? 1, format };
}

function labelOf(element: HtmlElement, list: Numbered): string {
  const count = wholeNumber(attributeOf(element, "value")) ?? list.next;
  list.next = count + 1;
  return `${numeral(list.format, count)}. `;
}

function wholeNumber(text: string | undefined): number | undefined {
  const digits = /^\s*(\d{1,6})/.exec(text ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function elementsIn(element: HtmlElement, names: readonly string[]): HtmlElement[] {
  return element.childNodes.flatMap((node) =>
    "tagName" in node && names.includes(node.tagName) && !isLeftOut(node) ? [node] : [],
  );
}

function captionsOf(table: HtmlElement): HtmlElement[] {
  return elementsIn(table, ["caption"]);
}

function rowsOf(table: HtmlElement): FlowRow[] {
  const rows: FlowRow[] = [];
  // A foot is printed last, wherever it is written.
  const heads = elementsIn(table, ["thead"]);
  const bodies = elementsIn(table, ["tbody"]);
  for (const group of [...heads, ...bodies, ...elementsIn(table, ["tfoot"])]) {
    const written = elementsIn(group, ["tr"]);
    const end = rows.length + written.length;
    for (const row of written) rows.push({ before: 0, end, cells: elementsIn(row, ["td", "th"]).map(cellOf) });
  }
  return rows;
}

function cellOf(element: HtmlElement): FlowCell {
  const rows = wholeNumber(attributeOf(element, "rowspan")) ?? 1;
  return {
    content: contentOf(element.childNodes, true),
    columns: wholeNumber(attributeOf(element, "colspan")) ?? 1,
    // A span of no rows reaches to the end of its part of the table.
    rows: rows === 0 ? Number.POSITIVE_INFINITY : rows,
    joins: false,
  };
}
