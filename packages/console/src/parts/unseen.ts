// Characters that lie 隐形字符: what turns the direction of a text, has no width, or controls a terminal, is told from the rest.

// The listed are bidi controls, those without width, the soft hyphen, and C0 and C1 but tab and line feed.
const lying = /(?![\t\n])[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;

/** A stretch of a text: as it is, or one character to be shown by its code, such as U+202E. */
export interface Stretch {
  readonly text: string;
  readonly code: string | null;
}

/** The text with a mark such as [U+202E] in place of each character that lies, for where nothing but text can stand. */
export const spelled = (text: string): string =>
  stretchesOf(text)
    .map((stretch) => (stretch.code === null ? stretch.text : `[${stretch.code}]`))
    .join("");

/** The stretches of a text, in order. */
export function stretchesOf(text: string): readonly Stretch[] {
  if (!lying.test(text)) return [{ text, code: null }];
  const stretches: Stretch[] = [];
  let plain = "";
  for (const character of text) {
    if (!lying.test(character)) {
      plain += character;
      continue;
    }
    if (plain !== "") stretches.push({ text: plain, code: null });
    plain = "";
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    stretches.push({ text: character, code: `U+${hex}` });
  }
  if (plain !== "") stretches.push({ text: plain, code: null });
  return stretches;
}
