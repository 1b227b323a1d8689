// Names in running text: which of the names of a document begin or end at a place.

/** The longest name that is looked for in a text; those of the notices have at most 31 characters. */
const LONGEST = 60;

/** All that is needed of a text: stretches of it. */
type Sliceable = Pick<string, "slice">;

/**
 * A set of names to look for in a text. A look-up takes one step for each length that a name has, however many names
 * there are.
 */
export interface NameSet {
  /** The names that begin at this place of the text, the longest first. */
  beginningAt(text: Sliceable, at: number): string[];
  /** The names that end just before this place of the text, the longest first. */
  endingAt(text: Sliceable, at: number): string[];
}

/** Makes the set; names too long to be repeated in a text are left out. */
export function nameSet(names: Iterable<string>): NameSet {
  const kept = new Set([...names].filter(({ length }) => length <= LONGEST));
  const lengths = [...new Set([...kept].map(({ length }) => length))].sort((one, other) => other - one);
  const known = (words: readonly string[]) => words.filter((word) => kept.has(word));
  return {
    beginningAt: (text, at) => known(lengths.map((length) => text.slice(at, at + length))),
    endingAt: (text, at) =>
      known(lengths.filter((length) => length <= at).map((length) => text.slice(at - length, at))),
  };
}
