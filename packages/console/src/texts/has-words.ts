// Whether a text holds words that somebody looks for 查找: in whatever width and case they were typed.

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();

/** Whether all the words, parted by spaces, stand in the text, each anywhere; none are in every text. */
export const hasWords = (text: string, sought: string): boolean =>
  folded(sought)
    .split(/\s+/)
    .every((word) => folded(text).includes(word));
