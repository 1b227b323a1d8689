// An index in memory: sort values and keys of documents, in the byte order of (sort, key), as in Redis.
import type { PageOf, Span } from "./views.ts";

/** A member holds the texts of its document's entry and nothing of its own: an index of words has very many. */
interface Member {
  readonly key: string;
  readonly sort: string;
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

/** The order of two texts by their bytes in UTF-8, which is that of their code points. */
function byBytes(a: string, b: string): number {
  if (a === b) return 0;
  const both = Math.min(a.length, b.length);
  for (let at = 0; at < both; at += 1) {
    const one = a.charCodeAt(at);
    const other = b.charCodeAt(at);
    if (one !== other) return rank(one) - rank(other);
  }
  return a.length - b.length;
}

/** Half of a code point beyond U+FFFF stands behind all that are no such half, also behind those up to U+FFFF. */
const rank = (unit: number): number => (unit >= 0xe000 ? unit - 0x800 : unit >= 0xd800 ? unit + 0x2000 : unit);

/** The order of members: no sort value holds the character that Redis has between it and the key. */
const inOrder = (a: Member, b: Member): number => byBytes(a.sort, b.sort) || byBytes(a.key, b.key);

/** An empty index. */
export function sortedIndex(): SortedIndex {
  const members: Member[] = [];

  /** The place of the first member that does not come before something. */
  const placeWhere = (isBefore: (member: Member) => boolean): number => {
    let low = 0;
    let high = members.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const member = members[middle];
      if (member && isBefore(member)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const placeOf = (wanted: Member): number => placeWhere((member) => inOrder(member, wanted) < 0);
  const beginOf = ({ from }: Span): number =>
    from === undefined ? 0 : placeWhere(({ sort }) => byBytes(sort, from) < 0);
  const endOf = ({ to }: Span): number =>
    to === undefined ? members.length : placeWhere(({ sort }) => sort.startsWith(to) || byBytes(sort, to) < 0);
  const holds = (place: number, { sort, key }: Member) => members[place]?.sort === sort && members[place]?.key === key;

  return {
    size: (span = {}) => Math.max(0, endOf(span) - beginOf(span)),
    some: (from, count) => members.slice(from, from + count),
    add(sort, key) {
      const member = { sort, key };
      const place = placeOf(member);
      if (!holds(place, member)) members.splice(place, 0, member);
    },
    remove(sort, key) {
      const place = placeOf({ sort, key });
      if (holds(place, { sort, key })) members.splice(place, 1);
    },
    page({ first, after, backward = false, ...span }) {
      const begin = beginOf(span);
      const end = Math.max(begin, endOf(span));
      let [start, stop] = [begin, end];
      if (after) {
        const place = placeOf(after);
        if (backward) stop = Math.max(begin, Math.min(end, place));
        else start = Math.min(end, Math.max(begin, holds(place, after) ? place + 1 : place));
      }
      if (backward) start = Math.max(start, stop - first);
      else stop = Math.min(stop, start + first);
      return { members: members.slice(start, stop), hasMore: stop < end, hasPrevious: start > begin };
    },
  };
}
