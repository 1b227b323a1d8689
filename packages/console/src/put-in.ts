// What is put into a storage of the browser where there is room 存得下才存: settings, positions and the like. What people type is not put so.

/** Puts a text there where there is room for it; where there is none, what was there stays, and nothing fails. */
export function putIn(kept: Pick<Storage, "setItem">, key: string, text: string): void {
  try {
    kept.setItem(key, text);
  } catch {
    // What people type needs the room more.
  }
}
