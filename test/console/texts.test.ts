// The texts of the console: all of them stand in catalogues, so that each is there in both languages.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sources = join(import.meta.dirname, "../../packages/console/src");

/** The lines of a file that hold a Chinese word outside of comments, and are not the Chinese half of a sentence in both languages. */
function chineseLines(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/(^|[^:"'])\/\/.*$/gm, "$1");
  return code.split("\n").filter((line) => /[\u4e00-\u9fff]/u.test(line) && !/\bzh: /.test(line));
}

test("no Chinese word stands in the code outside of the catalogues", () => {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.tsx?$/.test(name) && !/(^|\/)texts\.ts$|words\.ts$|\.test\.ts$|generated\//.test(name),
  );
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((name) =>
    chineseLines(readFileSync(join(sources, name), "utf8")).map((line) => `${name}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test("whoever looks for one finds it", () => {
  expect(chineseLines('const a = "签收";\n// 签收\n/** 签收 */\nconst b = { zh: "签收", en: "" };')).toEqual([
    'const a = "签收";',
  ]);
});
