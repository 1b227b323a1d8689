// A sentence in both languages, as the server says it 双语文字.
import { textIn } from "../json.ts";

/** The two languages of the page. */
export type Language = "zh" | "en";

/** A sentence in both, as the server says it. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** The sentence that is said in an answer; empty where there is none. */
export const sentenceIn = (value: unknown): Sentence => ({
  zh: textIn(value, "zh") ?? "",
  en: textIn(value, "en") ?? "",
});
