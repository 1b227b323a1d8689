// Translates regular expressions from .NET's dialect, which clients of the protocol write, to JavaScript's.

/** Throws an Error with the reason if the source is not an expression, or uses something that JavaScript lacks. */
export function translateExpression(source: string): { pattern: string; flags: string } {
  const [, letters = "", body = source] = /^\(\?([imnsx]+)\)(.*)$/s.exec(source) ?? [];
  if (/[nx]/.test(letters)) throw new Error(`the option (?${letters}) is not supported`);
  const multiline = letters.includes("m");
  const dotAll = letters.includes("s");
  const pattern = [...tokens(body)].map((token) => translate(token, { multiline, dotAll })).join("");
  return { pattern, flags: `u${letters.includes("i") ? "i" : ""}${multiline ? "m" : ""}` };
}

interface Options {
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

const token =
  /\\(?:[pP]\{[^}]*\}|k<\w+>|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Za-z]|[0-9]+|.)|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:<[=!]|[=!:]|<[A-Za-z_]\w*>|'[A-Za-z_]\w*')|\{\d+(?:,\d*)?\}|./gsu;

function tokens(body: string): Iterable<string> {
  return [...body.matchAll(token)].map(([text]) => text);
}

function translate(text: string, { multiline, dotAll }: Options): string {
  if (text === ".") return dotAll ? "[\\s\\S]" : "[^\\n]";
  // .NET's $ also stands before a final line break.
  if (text === "$") return multiline ? "(?=\\n|$(?![\\s\\S]))" : "(?=\\n?(?![\\s\\S]))";
  if (text === "^") return multiline ? "(?<![^\\n])" : "(?<![\\s\\S])";
  if (text === "[") throw new Error("a character class is not closed");
  if (text === "]" || text === "}" || text === "{") return `\\${text}`;
  if (text.startsWith("(?'")) return `(?<${text.slice(3, -1)}>`;
  if (text.startsWith("[")) return translateClass(text);
  if (text.startsWith("\\")) return translateEscape(text, false);
  return text;
}

function translateClass(text: string): string {
  const [, open = "[", inside = ""] = /^(\[\^?)(.*)\]$/s.exec(text) ?? [];
  if (/-\[/.test(inside)) throw new Error("subtraction of character classes is not supported");
  const parts = [...inside.matchAll(/\\(?:[pP]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|c[A-Za-z]|.)|./gsu)].map(
    ([part]) => part,
  );
  return `${open}${parts.map((part) => (part.startsWith("\\") ? translateEscape(part, true) : part.replace(/[[\](){}/|]/, "\\$&"))).join("")}]`;
}

const word = "\\p{L}\\p{Mn}\\p{Nd}\\p{Pc}";
const classes: Record<string, string> = { w: word, d: "\\p{Nd}", s: "\\f\\n\\r\\t\\v\\x85\\p{Z}" };
const complements: Record<string, string> = { W: `[^${word}]`, D: "\\P{Nd}", S: "[^\\f\\n\\r\\t\\v\\x85\\p{Z}]" };
const anchors: Record<string, string> = {
  A: "(?<![\\s\\S])",
  z: "(?![\\s\\S])",
  Z: "(?=\\n?(?![\\s\\S]))",
  b: `(?:(?<=[${word}])(?![${word}])|(?<![${word}])(?=[${word}]))`,
  B: `(?:(?<=[${word}])(?=[${word}])|(?<![${word}])(?![${word}]))`,
};
const characters: Record<string, string> = { a: "\\x07", e: "\\x1b" };

function translateEscape(text: string, inClass: boolean): string {
  const letter = text.slice(1);
  const named = /^([pP])\{(.*)\}$/s.exec(letter);
  if (named) return translateCategory(named[1] === "P", named[2] ?? "", inClass);
  if (letter === "b" && inClass) return "\\x08";
  if (letter in classes) return inClass ? `${classes[letter]}` : `[${classes[letter]}]`;
  if (letter in complements) {
    if (inClass && letter !== "D") throw new Error(`\\${letter} inside a character class is not supported`);
    return `${complements[letter]}`;
  }
  if (letter in anchors && !inClass) return `${anchors[letter]}`;
  if (letter in characters) return `${characters[letter]}`;
  if (/^[fnrtv]$|^[xucCk0-9]./.test(letter) || /^[1-9]$/.test(letter)) return text;
  if (/^[A-Za-z0-9_]/.test(letter) || letter === "") throw new Error(`unknown escape \\${letter}`);
  return /^[\^$\\.*+?()[\]{}|/-]$/.test(letter) ? (letter === "-" && !inClass ? "-" : text) : letter;
}

/** Ranges of Unicode blocks, which JavaScript does not know by name. Any other name is a category. */
const blocks: Record<string, string> = {
  IsBasicLatin: "\\u{0}-\\u{7f}",
  "IsLatin-1Supplement": "\\u{80}-\\u{ff}",
  IsGreek: "\\u{370}-\\u{3ff}",
  IsGreekandCoptic: "\\u{370}-\\u{3ff}",
  IsCyrillic: "\\u{400}-\\u{4ff}",
  IsGeneralPunctuation: "\\u{2000}-\\u{206f}",
  IsCJKRadicalsSupplement: "\\u{2e80}-\\u{2eff}",
  IsCJKSymbolsandPunctuation: "\\u{3000}-\\u{303f}",
  IsHiragana: "\\u{3040}-\\u{309f}",
  IsKatakana: "\\u{30a0}-\\u{30ff}",
  IsCJKUnifiedIdeographsExtensionA: "\\u{3400}-\\u{4dbf}",
  IsCJKUnifiedIdeographs: "\\u{4e00}-\\u{9fff}",
  IsHangulSyllables: "\\u{ac00}-\\u{d7af}",
  IsCJKCompatibilityIdeographs: "\\u{f900}-\\u{faff}",
  IsHalfwidthandFullwidthForms: "\\u{ff00}-\\u{ffef}",
};

function translateCategory(isComplement: boolean, name: string, inClass: boolean): string {
  const range = blocks[name];
  if (range !== undefined) {
    if (isComplement && inClass) throw new Error(`\\P{${name}} inside a character class is not supported`);
    return inClass ? range : `[${isComplement ? "^" : ""}${range}]`;
  }
  if (name.startsWith("Is")) throw new Error(`the Unicode block ${name} is not supported`);
  return `\\${isComplement ? "P" : "p"}{${name}}`;
}
