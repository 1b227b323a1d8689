// The words of a paragraph of a web page: blanks and line ends of the source fall together as a browser lets them.

export interface HtmlWords {
  /** Adds text of the source; `isPre` keeps it as it is written, `inLink` says that it stands in a link. */
  add(text: string, isPre: boolean, inLink: boolean): void;
  lineBreak(): void;
  /** A link begins. */
  link(): void;
  /** What came so far; it is then forgotten. */
  take(): HtmlParagraph;
}

export interface HtmlParagraph {
  /** The words, with a line feed for each line break. */
  readonly text: string;
  /** How many links hold all the words between them; 0 where words stand outside links. */
  readonly links: number;
}

/** Signs between the links of a menu or of a path on the site. */
const BETWEEN_LINKS = /^[\s>＞|｜/»›·•→\-—–_,，、:：[\]【】()（）]*$/;

/** Signs between which the end of a source line is no blank: Chinese is written without. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\u3000-\u303f]/;

export function htmlWords(): HtmlWords {
  let words = "";
  /** The last sign of the words: to look it up in them would copy them anew for each word that is added. */
  let last = "";
  /** Blanks that print only if words follow on the same line. */
  let pending: "" | "blank" | "line end" = "";
  let links = 0;
  let outside = false;

  function addWord(word: string): void {
    if (pending !== "" && last !== "" && last !== "\n") {
      const isJoined = pending === "line end" && WIDE.test(last) && WIDE.test(word.charAt(0));
      if (!isJoined) words += " ";
    }
    pending = "";
    words += word;
    last = word.charAt(word.length - 1);
  }

  return {
    add(text, isPre, inLink) {
      if (!inLink && !BETWEEN_LINKS.test(text)) outside = true;
      if (isPre) {
        if (text !== "") addWord(text);
        return;
      }
      for (const part of text.match(/[ \t\n\f\r]+|[^ \t\n\f\r]+/g) ?? []) {
        if (!/[ \t\n\f\r]/.test(part.charAt(0))) addWord(part);
        else if (/[\n\r]/.test(part)) pending = "line end";
        else if (pending === "") pending = "blank";
      }
    },
    lineBreak() {
      pending = "";
      words += "\n";
      last = "\n";
    },
    link() {
      links++;
    },
    take() {
      const taken = { text: words, links: outside ? 0 : links };
      links = 0;
      outside = false;
      words = "";
      last = "";
      pending = "";
      return taken;
    },
  };
}
