// Reads the tables of the index. What LMDB cannot read is damaged, and one damaged page does not keep others from being read.
import type { Database, RangeOptions } from "lmdb";
import { Damaged } from "../core/storage.ts";

type Table = Database<Buffer, Buffer>;
type At = Pick<RangeOptions, "transaction">;

/** The value of a key; undefined if there is none. Throws `Damaged`. */
export function valueAt(table: Table, key: Buffer, at: At = {}): Buffer | undefined {
  try {
    return table.get(key, at);
  } catch (error) {
    throw unreadable(table, error, at);
  }
}

/** How many entries a table has. Throws `Damaged`. */
export function countOf(table: Table, at: At): number {
  try {
    // Counting changes the options it is given.
    return table.getCount({ ...at });
  } catch (error) {
    throw unreadable(table, error, at);
  }
}

/** The entries of a range, in order. Throws `Damaged`. */
export function* entriesIn(table: Table, range: RangeOptions): Iterable<{ key: Buffer; value: Buffer }> {
  let entries: Iterator<{ key: Buffer; value: Buffer }> | undefined;
  try {
    for (;;) {
      let next: IteratorResult<{ key: Buffer; value: Buffer }>;
      try {
        entries ??= table.getRange(range)[Symbol.iterator]();
        next = entries.next();
      } catch (error) {
        throw unreadable(table, error, range);
      }
      if (next.done) return;
      yield next.value;
    }
  } finally {
    // After an error the library only lets go of its transaction if it is told.
    entries?.return?.();
  }
}

/** After an error a transaction answers nothing any more; the library would go on using it. */
function unreadable(table: Table, error: unknown, { transaction }: At): Damaged {
  if (!transaction) table.resetReadTxn();
  const thrown = error instanceof Error ? error.message : error;
  return new Damaged({ zh: `索引无法读取：${thrown}`, en: `The index cannot be read: ${thrown}` }, { cause: error });
}

const lmdbCodes = { first: -30_799, last: -30_700 };

/** The error as `Damaged` if LMDB did not understand the file; others, such as of rights or room, as they are. */
export function openingFailed(error: unknown): unknown {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const isDamage = typeof code === "number" && code >= lmdbCodes.first && code <= lmdbCodes.last;
  if (!isDamage) return error;
  const thrown = Error.prototype.toString.call(error);
  return new Damaged({ zh: `索引无法打开：${thrown}`, en: `The index cannot be opened: ${thrown}` });
}
