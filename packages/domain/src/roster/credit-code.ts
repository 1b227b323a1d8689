// The unified social credit code 统一社会信用代码 of GB 32100-2015: 18 characters, the last of which checks the others.

// Without I, O, S, V and Z, which are taken for 1, 0, 5, U and 2.
const characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/** How many characters a code has. */
export const codeLength = 18;

/** The check character of the first 17 characters; undefined if one of them is none of a code (GB 32100-2015, 附录A). */
function checkCharacter(code: string): string | undefined {
  let sum = 0;
  // The weight of the place i is 3^(i-1) mod 31.
  let weight = 1;
  for (const each of code.slice(0, codeLength - 1)) {
    const value = characters.indexOf(each);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % characters.length;
  }
  return characters[(characters.length - (sum % characters.length)) % characters.length];
}

/** True for a code whose check character is right. */
export const isCreditCode = (code: string): boolean =>
  code.length === codeLength && checkCharacter(code) === code.at(-1);

/** A code as people may write it: in half width and capitals, without blanks. */
export const canonicalCode = (code: string): string => code.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();
