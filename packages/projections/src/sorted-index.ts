// An index in memory: sort values and keys of documents, in the byte order of (sort, key), as in Redis.
import type { PageOf, Span } from "./views.ts";

interface Member {
  readonly key: string;
  readonly sort: string;
  readonly bytes: Buffer;
}

export interface SortedIndex {
  readonly size: (span?: Span) => number;
  /** Some of its members, in order: from the nth on. */
  readonly some: (from: number, count: number) => readonly { readonly sort: string; readonly key: string }[];
  readonly add: (sort: string, key: string) => void;
  readonly remove: (sort: string, key: string) => void;
  /** The members of a page, and whether there are some behind and before it. */
  readonly page: (of: PageOf) => {
    readonly members: readonly { readonly key: string; readonly sort: string }[];
    readonly hasMore: boolean;
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
  const beginOf = ({ from }: Span): number => (from === undefined ? 0 : placeOf(Buffer.from(from)));
  const endOf = ({ to }: Span): number =>
    to === undefined ? members.length : placeOf(Buffer.concat([Buffer.from(to), behindAll]));
  const holds = (place: number, bytes: Buffer) => members[place]?.bytes.equals(bytes) === true;

  return {
    size: (span = {}) => Math.max(0, endOf(span) - beginOf(span)),
    some: (from, count) => members.slice(from, from + count),
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
    page({ first, after, backward = false, ...span }) {
      const begin = beginOf(span);
      const end = Math.max(begin, endOf(span));
      let [start, stop] = [begin, end];
      if (after) {
        const bytes = bytesOf(after.sort, after.key);
        const place = placeOf(bytes);
        if (backward) stop = Math.max(begin, Math.min(end, place));
        else start = Math.min(end, Math.max(begin, holds(place, bytes) ? place + 1 : place));
      }
      if (backward) start = Math.max(start, stop - first);
      else stop = Math.min(stop, start + first);
      return { members: members.slice(start, stop), hasMore: stop < end, hasPrevious: start > begin };
    },
  };
}
