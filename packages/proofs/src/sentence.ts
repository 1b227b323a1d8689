// What people are told, in both languages.

/** A sentence in both languages. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}
