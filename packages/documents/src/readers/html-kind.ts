// Whether a text is a web page: told by what a page begins with, not by stray tags within a text.

/** A page may begin with comments, such as that of a browser which saved it. */
const BEGINS =
  /^\ufeff?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:[^-]|-(?!->)){0,2000}-->\s*){0,10}<(?:!doctype\s+html|html|head|body|meta|title)[\s>]/i;
/** How far into a text the first row of a table may stand. */
const REACH = 65_536;
/** How far behind the beginning of a table its first row may stand: columns and a caption come before it. */
const ROW_REACH = 4000;

/** Judges by the beginning of a text. A table without a page around it is a page as well; a mere `<p>` in a text is not. */
export function isHtml(text: string): boolean {
  const head = text.slice(0, REACH);
  if (BEGINS.test(head) || /^\s*<(?:div|article|section|main|table)[\s>]/i.test(head)) return true;
  const page = head.search(/<(?:html|body)[\s>]/i);
  if (page >= 0 && page < 2000) return true;
  const table = head.search(/<table[\s>]/i);
  return table >= 0 && /<tr[\s>]/i.test(text.slice(table, table + ROW_REACH));
}
