// When two spellings are one name: width and blanks do not count.

/**
 * The form names are compared in: NFKC folds full and half width, blanks go, and the small brackets 〔〕﹝﹞ become
 * round ones. 「各乡（镇、街道）」 and 「各乡(镇、街道)」 are one.
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/[〔﹝[【]/gu, "(")
    .replace(/[〕﹞\]】]/gu, ")")
    .toLowerCase();
}
