import type { Sentence } from "./sentence.ts";

/** A note, a key or a signature is not what it should be. The sentence names the line or the key, and says what is wrong. */
export class NoteRefused extends Error {
  override readonly name = "NoteRefused";
  readonly sentence: Sentence;

  constructor(zh: string, en: string) {
    super(en);
    this.sentence = { zh, en };
  }
}
