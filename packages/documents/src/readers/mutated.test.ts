// Changed files of every format: each is a sound document or a refusal, and nothing is thrown.
import { readFileSync } from "node:fs";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { exportOf, whole } from "../../testing/exported.ts";
import { toGb18030 } from "../../testing/gb18030.ts";
import { draftOf, printed as notice } from "../../testing/notice.ts";
import { zipOf } from "../../testing/office-files.ts";
import { faults } from "../../testing/printed.ts";
import { writeDocx } from "../writers/docx.ts";
import { writeXlsx } from "../writers/xlsx.ts";
import { PROBLEM_CODES } from "./problem.ts";
import { readDocument } from "./read-document.ts";

/** How many changed files of each kind are read; more on demand. */
// biome-ignore lint/style/noProcessEnv: the number of files is given by whoever runs the test.
const FILES = Number(process.env["DOCUMENTS_TEST_FILES"] ?? 200);

const file = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../testing/files/${name}`, import.meta.url)));

const TEXT = "示例县任务分解表\n序号\t任务\t责任单位\n1\t清淤\t县水利局\n";
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>清淤任务分解表</title></head><body><div class="nav"><ul><li><a>首页</a></ul></div>
<h1>题</h1><ol><li>甲<li>乙</ol><table><caption>表</caption><thead><tr><th rowspan=2>序号<th colspan=2>任务</thead><tbody><tr><td rowspan="0">1<td><p>甲</p><p>乙</p><td>县水利局<br>县公安局<tr><td>2<td><table><tr><td>丙<td>丁</table></table>
<form><select><option>无</select><pre>行
 行</pre></form><p style="display:none">隐</p></body></html>`;

/** A generator of numbers below a bound, the same for a seed each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(1, below);
  };
}

/** Bytes with one to eight stretches flipped, cut out, doubled, or copied elsewhere. */
function mutated(bytes: Uint8Array, next: (below: number) => number): Uint8Array {
  let now = bytes;
  for (let times = 1 + next(8); times > 0; times--) {
    const at = next(now.length);
    const end = Math.min(now.length, at + 1 + next(next(4) === 0 ? 400 : 12));
    const piece = now.slice(at, end);
    const kind = next(4);
    if (kind === 0) {
      now = now.slice();
      now[at] = (now[at] ?? 0) ^ (1 << next(8));
    } else if (kind === 1) now = Uint8Array.from([...now.subarray(0, at), ...now.subarray(end)]);
    else {
      const to = kind === 2 ? end : next(now.length);
      now = Uint8Array.from([...now.subarray(0, to), ...piece, ...now.subarray(to)]);
    }
  }
  return now;
}

/** An office file one of whose parts is changed within, so that the change is not caught by the archive. */
function mutatedWithin(parts: Readonly<Record<string, Uint8Array>>, next: (below: number) => number): Uint8Array {
  const names = Object.keys(parts).filter((name) => /^(?:word|xl|docProps)\//.test(name));
  const name = names[next(names.length)] ?? "";
  return zipOf({ ...parts, [name]: mutated(parts[name] ?? new Uint8Array(), next) }, { level: 1 });
}

function expectSound(bytes: Uint8Array, what: string): void {
  const read = readDocument(bytes);
  if ("problem" in read) expect(PROBLEM_CODES, what).toContain(read.problem.code);
  else expect(faults(read), what).toEqual([]);
}

/** The parts of files that the ledger has written. */
const draft = draftOf(notice("shaxian"));
const ownDocx = unzipSync(await whole(writeDocx(exportOf(draft))));
const ownXlsx = unzipSync(await whole(writeXlsx(exportOf(draft))));

describe("a changed file is read soundly or refused", () => {
  const docx = file("numbered-table.docx");
  const xlsx = file("dated-sheets.xlsx");
  test.each<[string, (next: (below: number) => number) => Uint8Array]>([
    ["txt", (next) => mutated(next(2) ? new TextEncoder().encode(TEXT) : toGb18030(TEXT), next)],
    ["html", (next) => mutated(next(2) ? new TextEncoder().encode(PAGE) : toGb18030(PAGE), next)],
    ["docx", (next) => mutated(docx, next)],
    ["docx, changed within", (next) => mutatedWithin(unzipSync(docx), next)],
    ["xlsx", (next) => mutated(xlsx, next)],
    ["xlsx, changed within", (next) => mutatedWithin(unzipSync(xlsx), next)],
    ["an export of ours as docx, changed within", (next) => mutatedWithin(ownDocx, next)],
    ["an export of ours as xlsx, changed within", (next) => mutatedWithin(ownXlsx, next)],
  ])("%s", (_, make) => {
    for (let seed = 1; seed <= FILES; seed++) expectSound(make(numbers(seed)), `seed ${seed}`);
  });

  test("and so is one whose markup is put together anew", () => {
    const parts = unzipSync(docx);
    const markup = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
    const start = markup.indexOf("<w:body>") + 8;
    const tags = markup.slice(start, markup.indexOf("<w:sectPr")).match(/<[^>]+>|[^<]+/g) ?? [];
    for (let seed = 1; seed <= FILES; seed++) {
      const next = numbers(seed);
      const open: string[] = [];
      let body = "";
      for (let count = 0; count < 120; count++) {
        const tag = tags[next(tags.length)] ?? "";
        if (tag.startsWith("</")) {
          const name = open.pop();
          body += name === undefined ? "" : `</${name}>`;
          continue;
        }
        body += tag;
        if (tag.startsWith("<") && !tag.endsWith("/>")) open.push(/^<([^\s>]+)/.exec(tag)?.[1] ?? "");
      }
      for (const name of open.reverse()) body += `</${name}>`;
      expectSound(
        zipOf({ ...parts, "word/document.xml": `${markup.slice(0, start)}${body}</w:body></w:document>` }),
        `seed ${seed}`,
      );
    }
  });
});
