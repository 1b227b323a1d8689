// The words of a paragraph of a web page: blanks and line ends of the source fall together as a browser lets them.

export interface HtmlWords {
  /** Adds text of the source; `isPre` keeps it as it is written. */
  add(text: string, isPre: boolean): void;
  lineBreak(): void;
  /** The words so far, with a line feed for each line break; they are then forgotten. */
  take(): string;
}

/** Signs between which the end of a source line is no blank: Chinese is written without. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\u3000-\u303f]/;

export function htmlWords(): HtmlWords {
  let words = "";
  /** The last sign of the words: to look it up in them would copy them anew for each word that is added. */
  let last = "";
  /** Blanks that print only if words follow on the same line. */
  let pending: "" | "blank" | "line end" = "";

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
    add(text, isPre) {
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
    take() {
      const taken = words;
      words = "";
      last = "";
      pending = "";
      return taken;
    },
  };
}
