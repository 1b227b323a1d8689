// The tree of a web page as a browser would build it, with bounds on its depth and size.
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse, type TreeAdapter } from "parse5";
import { MAX_DEPTH, tooDeep, tooManyElements } from "./bounds.ts";

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** The elements of a page; those that the parser adds in repairing it included. */
const MAX_ELEMENTS = 1_000_000;

/** Parses a page or a part of one. Throws `Refused` where it is nested too deep or has too many elements. */
export function parseHtml(text: string): DefaultTreeAdapterTypes.Document {
  return parse(text, { treeAdapter: boundedAdapter() });
}

type Adapter = TreeAdapter<DefaultTreeAdapterTypes.DefaultTreeAdapterMap>;

/** The value of an attribute; the parser writes their names in lower case. */
export function attributeOf(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value;
}

function boundedAdapter(): Adapter {
  let depth = 0;
  let elements = 0;
  return {
    ...defaultTreeAdapter,
    createElement(name, space, attributes) {
      if (++elements > MAX_ELEMENTS) throw tooManyElements(MAX_ELEMENTS);
      return defaultTreeAdapter.createElement(name, space, attributes);
    },
    onItemPush() {
      if (++depth > MAX_DEPTH) throw tooDeep();
    },
    onItemPop() {
      depth--;
    },
  };
}
