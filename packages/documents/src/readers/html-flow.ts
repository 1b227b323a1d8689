// Walks the tree of a web page and gathers what it prints: paragraphs, lists with their numbers, tables.
import { type Flow, type FlowCell, type FlowRow, flowTable } from "./flow.ts";
import { isCommandLine, isLeftOut, isMenu } from "./html-page.ts";
import { attributeOf, type HtmlElement, type HtmlNode } from "./html-tree.ts";
import { type HtmlWords, htmlWords } from "./html-words.ts";
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

/** Where paragraphs are gathered: the page, or one cell of a table. */
interface Content {
  readonly flows: Flow[];
  readonly inCell: boolean;
  /** The number of a list entry, which stands before its first words. */
  label: string;
  /** One for the whole page: a paragraph ends where a cell begins. */
  readonly words: HtmlWords;
}

/** What a page prints, and the title of its window. */
export function readFlows(document: { readonly childNodes: readonly HtmlNode[] }): { flows: Flow[]; title: string } {
  const page: Content = { flows: [], inCell: false, label: "", words: htmlWords() };
  gather(page, document.childNodes);
  return { flows: page.flows, title: titleOf(document.childNodes) };
}

function gather(content: Content, nodes: readonly HtmlNode[]): void {
  for (const node of nodes) walk(content, node, AT_THE_TOP);
  endParagraph(content, AT_THE_TOP);
}

/** What is around a node within its page or cell. */
interface Around {
  readonly isPre: boolean;
  /** The numbered list whose entries these are. */
  readonly list: Numbered | undefined;
  readonly inLink: boolean;
  /** The entry of a list, or a heading. */
  readonly block: "item" | "heading" | undefined;
}

const AT_THE_TOP: Around = { isPre: false, list: undefined, inLink: false, block: undefined };

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

function endParagraph(content: Content, { block }: Around): void {
  const { text, links } = content.words.take();
  if (text === "") return;
  if (!content.inCell && links > 0 && block !== "heading" && isMenu(text, links, block === "item")) return;
  const lines = printedLines(isPrinted(text) ? labelled(content, text) : text);
  content.flows.push({
    kind: "paragraph",
    lines: content.inCell ? lines : lines.filter((line) => !isCommandLine(line)),
  });
}

function labelled(content: Content, text: string): string {
  const { label } = content;
  content.label = "";
  return label === "" || startsWithNumber(text) ? text : label + text;
}

function walk(content: Content, node: HtmlNode, around: Around): void {
  if ("value" in node) content.words.add(node.value, around.isPre, around.inLink);
  if (!("tagName" in node) || isLeftOut(node)) return;
  const name = node.tagName;
  if (name === "br") content.words.lineBreak();
  else if (name === "table") walkTable(content, node, around);
  else {
    const isBlock = BLOCKS.has(name);
    if (isBlock) endParagraph(content, around);
    if (name === "li" && around.list) content.label = labelOf(node, around.list);
    const inner = aroundChildren(node, around);
    if (inner.inLink && !around.inLink) content.words.link();
    for (const child of node.childNodes) walk(content, child, inner);
    if (isBlock) endParagraph(content, inner);
    if (name === "li") content.label = "";
  }
}

function aroundChildren(node: HtmlElement, around: Around): Around {
  const name = node.tagName;
  return {
    isPre: around.isPre || name === "pre" || name === "listing" || name === "xmp" || keepsBlanksByStyle(node),
    list: name === "ol" ? listOf(node) : name === "ul" || name === "li" ? undefined : around.list,
    inLink: around.inLink || (name === "a" && leadsElsewhere(node)),
    block: name === "li" ? "item" : /^h[1-6]$/.test(name) ? "heading" : around.block,
  };
}

/** A name without a target is only a mark in the text, as Word writes them. */
function leadsElsewhere(link: HtmlElement): boolean {
  return attributeOf(link, "href") !== undefined || attributeOf(link, "name") === undefined;
}

function walkTable(content: Content, table: HtmlElement, around: Around): void {
  endParagraph(content, around);
  for (const caption of elementsIn(table, "caption")) gather(content, caption.childNodes);
  content.flows.push(flowTable(rowsOf(table, content.words)));
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

function elementsIn(element: HtmlElement, name: string): HtmlElement[] {
  const found: HtmlElement[] = [];
  for (const node of element.childNodes) {
    if ("tagName" in node && node.tagName === name && !isLeftOut(node)) found.push(node);
  }
  return found;
}

function rowsOf(table: HtmlElement, words: HtmlWords): FlowRow[] {
  const rows: FlowRow[] = [];
  // A foot is printed last, wherever it is written.
  for (const group of ["thead", "tbody", "tfoot"].flatMap((name) => elementsIn(table, name))) {
    const written = elementsIn(group, "tr");
    const end = rows.length + written.length;
    for (const row of written) rows.push({ before: 0, end, cells: cellsOf(row, words) });
  }
  return rows;
}

function cellsOf(row: HtmlElement, words: HtmlWords): FlowCell[] {
  const cells: FlowCell[] = [];
  for (const node of row.childNodes) {
    if (!("tagName" in node) || (node.tagName !== "td" && node.tagName !== "th") || isLeftOut(node)) continue;
    const content: Content = { flows: [], inCell: true, label: "", words };
    gather(content, node.childNodes);
    const rows = wholeNumber(attributeOf(node, "rowspan")) ?? 1;
    cells.push({
      content: content.flows,
      columns: wholeNumber(attributeOf(node, "colspan")) ?? 1,
      // A span of no rows reaches to the end of its part of the table.
      rows: rows === 0 ? Number.POSITIVE_INFINITY : rows,
      joins: false,
    });
  }
  return cells;
}
