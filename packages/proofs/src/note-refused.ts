/** A note, a key or a signature is not what it should be. The message names the line or the key, and says what is wrong. */
export class NoteRefused extends Error {
  override readonly name = "NoteRefused";
}
