// A sentence in both languages, as the server says it 双语文字.

/** The two languages of the page. */
export type Language = "zh" | "en";

/** A sentence in both, as the server says it. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}
