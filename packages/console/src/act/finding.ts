// Where in a command the server has found a person's number 个人信息: in which field, from which character on, and what it looks like.

/** A finding, as the detail of a refusal tells it. */
export interface Finding {
  /** The field of the command, such as `progress.text`. */
  readonly field: string;
  /** The place of its first character in the text, from 1, as people count characters. */
  readonly at: number;
  /** What it looks like, such as 手机号. */
  readonly zh: string;
  readonly en: string;
}

// Its English half says which is which; of the Chinese one only the name at its end is taken, behind the number and four characters.
const told = /^(.+)：\D(\d+)\D{4}(.+) \/ \1: what looks like (.+) begins at character \2$/u;

/** The finding that a detail tells of; null where it tells of something else. */
export function findingIn(detail: string | null): Finding | null {
  const [, field, at, zh, en] = told.exec(detail ?? "") ?? [];
  return field && at && zh && en ? { field, at: Number(at), zh, en } : null;
}

/** The stretch of a text that a finding is about, as a field of the browser counts: the digits, with what stands between them. */
export function stretchOf({ at }: Pick<Finding, "at">, text: string): readonly [from: number, to: number] {
  const from = [...text].slice(0, at - 1).join("").length;
  const [found = ""] = /^\p{Nd}(?:[\p{Nd}Xx\s()（）+\-—·.]*[\p{Nd}Xx])?/u.exec(text.slice(from)) ?? [];
  return [from, from + found.length];
}
