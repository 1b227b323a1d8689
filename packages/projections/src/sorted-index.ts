// An index in memory: sort values and keys of documents, in the byte order of (sort, key), as in Redis.
import type { PageOf } from "./views.ts";

interface Member {
  readonly key: string;
  readonly sort: string;
  readonly bytes: Buffer;
}

export interface SortedIndex {
  readonly size: () => number;
  readonly add: (sort: string, key: string) => void;
  readonly remove: (sort: string, key: string) => void;
  /** The members of a page, and one more if there is one; and whether there are some before the page. */
  readonly page: (of: PageOf) => {
    readonly members: readonly { readonly key: string; readonly sort: string }[];
    readonly hasPrevious: boolean;
  };
}

/** No UTF-8 text holds this byte, so a text followed by it sorts after everything that begins with the text. */
const behindAll = Buffer.from([0xff]);
const bytesOf = (sort: string, key: string) => Buffer.from(`${sort}\0${key}`);

/** An empty index. */
export function sortedIndex(): SortedIndex {
  const members: Member[] = [];

  /** The place of the first member that is not less than these bytes. */
  const placeOf = (bytes: Buffer): number => {
    let low = 0;
    let high = members.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const member = members[middle];
      if (member && member.bytes.compare(bytes) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const holds = (place: number, bytes: Buffer) => members[place]?.bytes.equals(bytes) === true;

  return {
    size: () => members.length,
    add(sort, key) {
      const bytes = bytesOf(sort, key);
      const place = placeOf(bytes);
      if (!holds(place, bytes)) members.splice(place, 0, { sort, key, bytes });
    },
    remove(sort, key) {
      const bytes = bytesOf(sort, key);
      const place = placeOf(bytes);
      if (holds(place, bytes)) members.splice(place, 1);
    },
    page({ first, after, from, to }) {
      const begin = from === undefined ? 0 : placeOf(Buffer.from(from));
      let start = begin;
      if (after) {
        const bytes = bytesOf(after.sort, after.key);
        const place = placeOf(bytes);
        start = Math.max(start, holds(place, bytes) ? place + 1 : place);
      }
      const end = to === undefined ? members.length : placeOf(Buffer.concat([Buffer.from(to), behindAll]));
      return { members: members.slice(start, Math.min(end, start + first + 1)), hasPrevious: start > begin };
    },
  };
}
