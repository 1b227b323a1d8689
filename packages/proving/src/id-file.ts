// The id of each leaf's event, 16 bytes a leaf, so that a leaf is found by it. Ids have no order: the file is looked through,
// a few milliseconds for a million leaves. It only grows, as the tree does.
import type { Disk } from "./disk.ts";

const idBytes = 16;
/** How many ids are read at once. */
const atOnce = 65_536;

export interface IdFile {
  /** How many leaves it tells the id of. */
  size(): Promise<number>;
  /** Writes the ids of leaves from an index on. */
  write(index: number, ids: readonly string[]): Promise<void>;
  /** Which of the first `size` leaves has the id; null if none. */
  indexOf(id: string, size: number): Promise<number | null>;
}

export function idFile(disk: Disk, path: string): IdFile {
  return {
    size: async () => Math.floor(((await disk.sizeOf(path)) ?? 0) / idBytes),
    async write(index, ids) {
      const bytes = ids.map((id) => bytesOf(id) ?? notOurs(id));
      await disk.write(path, index * idBytes, Buffer.concat(bytes));
    },
    async indexOf(id, size) {
      const wanted = bytesOf(id);
      if (wanted === null) return null;
      for (let from = 0; from < size; from += atOnce) {
        const found = indexIn(await disk.read(path, from * idBytes, Math.min(from + atOnce, size) * idBytes), wanted);
        if (found !== null) return from + found;
      }
      return null;
    },
  };
}

/** Where an id begins among others, and not across two of them. */
function indexIn(ids: Buffer, wanted: Buffer): number | null {
  for (let at = ids.indexOf(wanted); at !== -1; at = ids.indexOf(wanted, at + 1)) {
    if (at % idBytes === 0) return at / idBytes;
  }
  return null;
}

/** The bytes of a UUID; null if it is none, which no event has as its id. */
function bytesOf(id: string): Buffer | null {
  const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) && bytes.length === idBytes ? bytes : null;
}

function notOurs(id: string): never {
  throw new RangeError(`an event's id is a UUID, and not ${id}`);
}
