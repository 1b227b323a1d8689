// How words are put together in each language 标点: in a list, as clauses, behind a label, in brackets.
import { useLanguage } from "./catalogue.ts";
import type { Language } from "./sentence.ts";

/** The marks of one language between words and around them. */
export interface Joining {
  readonly list: (words: readonly string[]) => string;
  /** What stands between two words of a list, where each is an element of its own. */
  readonly between: string;
  readonly clauses: (words: readonly string[]) => string;
  readonly labelled: (label: string, text: string) => string;
  /** What stands between a label and what it is of, where these are elements of their own. */
  readonly colon: string;
  /** What is said of words in brackets behind them, with the space before it where the language has one. */
  readonly aside: (text: string) => string;
}

const joiningBy = (marks: {
  readonly between: string;
  readonly clause: string;
  readonly colon: string;
  readonly brackets: readonly [open: string, close: string];
}): Joining => ({
  between: marks.between,
  colon: marks.colon,
  list: (words) => words.join(marks.between),
  clauses: (words) => words.join(marks.clause),
  labelled: (label, text) => `${label}${marks.colon}${text}`,
  aside: (text) => marks.brackets.join(text),
});

export const joinings: Readonly<Record<Language, Joining>> = {
  zh: joiningBy({ between: "、", clause: "；", colon: "：", brackets: ["（", "）"] }),
  en: joiningBy({ between: ", ", clause: "; ", colon: ": ", brackets: [" (", ")"] }),
};

/** Those of the language that the reader has chosen. */
export const useJoining = (): Joining => joinings[useLanguage()];
