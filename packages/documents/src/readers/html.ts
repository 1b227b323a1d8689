// A web page: its paragraphs and tables, as a browser shows them, without the furniture of the site.
import type { BlockDocument } from "../document/block.ts";
import { flowDocument } from "./flow.ts";
import { decodeHtml } from "./html-encoding.ts";
import { readFlows } from "./html-flow.ts";
import { pageTitle } from "./html-page.ts";
import { parseHtml } from "./html-tree.ts";

/**
 * Reads a page, a saved page or a part of one. What the page prints is its text. The title of the window is taken for a
 * line of it only where the page begins with a table that has no title: it is often that of the site, and where the page
 * prints a title, it would stand there twice.
 */
export function readHtml(bytes: Uint8Array): BlockDocument {
  const { flows, title } = readFlows(parseHtml(decodeHtml(bytes)));
  const document = flowDocument("html", flows);
  const heading = beginsWithTable(document) ? pageTitle(title) : undefined;
  return heading === undefined ? document : flowDocument("html", flows, heading);
}

function beginsWithTable({ blocks }: BlockDocument): boolean {
  const [first] = blocks;
  if (first?.kind !== "table") return false;
  const [head] = first.rows;
  return (head?.filter(({ state }) => state === "printed").length ?? 0) > 1;
}
