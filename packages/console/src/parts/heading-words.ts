// A heading as the notice prints it 目标: its numeral and its title.

/** Its words: a numeral without brackets is set off from the title. */
export const headingWords = (no: string, title: string): string =>
  /[）)]$/.test(no) ? `${no}${title}` : `${no}、${title}`;
