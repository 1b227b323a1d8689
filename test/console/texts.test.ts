// The texts of the console: all of them stand in catalogues, so that each is there in both languages.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sources = join(import.meta.dirname, "../../packages/console/src");

/** The lines of a file outside of comments, without those that are the Chinese half of a sentence in both languages. */
function linesOfCode(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|[^:"'])\/\/.*$/gm, "$1");
  return code.split("\n").filter((line) => !/\bzh: /.test(line));
}

/** Those that hold a Chinese word. */
const chineseLines = (text: string): string[] => linesOfCode(text).filter((line) => /[\u4e00-\u9fff]/u.test(line));

/** The files that are neither catalogues nor made of the schema, nor tests. */
const filesOfCode = (): string[] =>
  readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.tsx?$/.test(name) && !/(^|\/)texts\.ts$|words\.ts$|\.test\.ts$|generated\//.test(name),
  );

test("no Chinese word stands in the code outside of the catalogues", () => {
  const files = filesOfCode();
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((name) =>
    chineseLines(readFileSync(join(sources, name), "utf8")).map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

// The marks and brackets of Chinese, and the wide forms of others.
const chineseMark = /[\u3000-\u303f\uff00-\uffef]/u;

/** All catalogues, each with the file that it stands in. */
async function catalogues(): Promise<readonly (readonly [file: string, english: object])[]> {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter((name) =>
    /(^|\/)texts\.ts$/.test(name),
  );
  const modules = await Promise.all(
    files.map(async (name) => [name, Object(await import(join(sources, name)))] as const),
  );
  return modules.flatMap(([name, module]) =>
    Object.values<object>(module).flatMap((each) => ("en" in each ? [[name, Object(each.en)] as const] : [])),
  );
}

/** The English texts that hold such a mark, with what they put together from their own words. */
const marked = (english: object): string[] =>
  Object.entries(english).flatMap(([key, text]) => (chineseMark.test(String(text)) ? [key] : []));

test("no English text holds a Chinese mark or bracket", async () => {
  const all = await catalogues();
  expect(all.length).toBeGreaterThan(15);
  expect(all.flatMap(([file, english]) => marked(english).map((key) => `${file}: ${key}`))).toEqual([]);
  expect(marked({ a: "all（1）", b: (count: number) => `all（${count}）`, c: "What 定期 means" })).toEqual(["a", "b"]);
});

// What reads or quotes what notices print and people type, in their own marks; and the shapes of lamps.
const ofMarks = new Set([
  ...["act/fields.ts", "act/finding.ts", "parts/heading-words.ts", "print/headings.ts", "print/pieces.ts"],
  "parts/lamp.tsx",
]);

/** The lines of a file that hold such a mark outside of comments, and are not the Chinese half of a sentence in both languages. */
const markedLines = (text: string): string[] => linesOfCode(text).filter((line) => chineseMark.test(line));

test("words are put together by the marks of the language that is shown", () => {
  const found = filesOfCode().flatMap((name) =>
    ofMarks.has(name)
      ? []
      : markedLines(readFileSync(join(sources, name), "utf8")).map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
  expect(markedLines('const a = names.join("、");\n// 一、二\nconst b = names.join(", ");')).toHaveLength(1);
  for (const name of ofMarks)
    expect([name, markedLines(readFileSync(join(sources, name), "utf8")).length > 0]).toEqual([name, true]);
});

test("whoever looks for one finds it", () => {
  expect(chineseLines('const a = "签收";\n// 签收\n/** 签收 */\nconst b = { zh: "签收", en: "" };')).toEqual([
    'const a = "签收";',
  ]);
});
