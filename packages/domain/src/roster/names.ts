// When two spellings are one name: width, blanks, case and the form of brackets do not count.

/**
 * The form in which names are compared: half width (NFKC), no blanks, round brackets for 〔〕﹝﹞[]【】, lower case.
 * 「各乡（镇、街道）」 and 「各乡(镇、街道)」 are one.
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\s+/gu, "")
    .replace(/[〔﹝[【]/gu, "(")
    .replace(/[〕﹞\]】]/gu, ")")
    .toLowerCase();
}
