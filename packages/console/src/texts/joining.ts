// How words are put together in each language 标点: in a list, as clauses, behind a label, in brackets.
import { useLanguage } from "./catalogue.ts";
import type { Language } from "./sentence.ts";

/** The marks of one language between words and around them. */
export interface Joining {
  readonly list: (words: readonly string[]) => string;
  /** What stands between two words of a list, where each is an element of its own. */
  readonly between: string;
  readonly clauses: (words: readonly string[]) => string;
  /** A label with what it is of; left out, what it is of follows. */
  readonly labelled: (label: string, text?: string) => string;
  /** What stands between a label and what it is of, where these are elements of their own. */
  readonly colon: string;
  /** What is said of words in brackets behind them, with the space before it where the language has one. */
  readonly aside: (text: string) => string;
}

export const joinings: Readonly<Record<Language, Joining>> = {
  zh: {
    list: (words) => words.join("、"),
    between: "、",
    clauses: (words) => words.join("；"),
    labelled: (label, text = "") => `${label}：${text}`,
    colon: "：",
    aside: (text) => `（${text}）`,
  },
  en: {
    list: (words) => words.join(", "),
    between: ", ",
    clauses: (words) => words.join("; "),
    labelled: (label, text = "") => `${label}: ${text}`,
    colon: ": ",
    aside: (text) => ` (${text})`,
  },
};

/** Those of the language that the reader has chosen. */
export const useJoining = (): Joining => joinings[useLanguage()];
