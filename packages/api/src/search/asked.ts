// What is searched for 检索词: terms between blanks, in the form in which words are compared.
import { foldName } from "@taizhang/domain";
import { problem } from "../errors.ts";
import { limits } from "../limits/limits.ts";

/** What somebody asks for by words. */
export interface AskedWords {
  /** All of it without blanks, as the name or number of something may be. */
  readonly whole: string;
  /** Its terms, each of which must be found. */
  readonly terms: readonly string[];
}

/** The description of an argument that takes words. */
export const wordsArg = (what: string): string =>
  `${what}: terms between blanks, each of which must be found 检索词, ${limits.searchLength} characters and ` +
  `${limits.searchTerms} terms at most; width of characters (NFKC) and case do not count.`;

/** The words that were sent. Throws `BAD_USER_INPUT` where they are none, or too many. */
export function wordsIn(text: string, field: string): AskedWords {
  const terms = text
    .split(/\s+/u)
    .map(foldName)
    .filter((term) => term !== "");
  if (terms.length > 0 && terms.length <= limits.searchTerms && text.length <= limits.searchLength) {
    return { whole: terms.join(""), terms: [...new Set(terms)] };
  }
  throw problem(
    "BAD_USER_INPUT",
    {
      zh: `${field} 应有1至${limits.searchTerms}个检索词，共不超过${limits.searchLength}个字符。`,
      en: `${field} takes 1 to ${limits.searchTerms} terms, ${limits.searchLength} characters in all at most.`,
    },
    { field },
  );
}
