// Articles: what is read from them in many layouts, and that texts of other kinds are left alone.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ARTICLES } from "../../testing/article-layouts.ts";
import { LISTS } from "../../testing/labelled-layouts.ts";
import { NO_PLANS } from "../../testing/no-plans.ts";
import { doubtCodes, outline, recordLine, textDocument } from "../../testing/recognised.ts";
import type { Piece } from "../document/cell.ts";
import { foldWidth } from "../readers/width.ts";
import { piecesIn } from "./article/rest.ts";
import { articleReach, recogniseArticle } from "./article.ts";
import { recogniseLabelled } from "./labelled.ts";
import type { Explanation } from "./record.ts";

const read = (lines: readonly string[]) => recogniseArticle(textDocument(lines.join("\n")));
const list = (lines: readonly string[]) => recogniseLabelled(textDocument(lines.join("\n")));

describe("an article", () => {
  test.each(ARTICLES)("is read with $layout", ({ text, sections, records, doubts }) => {
    const [found, ...others] = read(text);
    expect(others).toEqual([]);
    expect(found && outline(found)).toEqual(sections);
    expect(found?.records.map(recordLine)).toEqual(records);
    expect(found && doubtCodes(found)).toEqual(doubts);
    expect(list(text)).toEqual([]);
  });

  test("begins with its first heading and ends before the signature", () => {
    const [found] = read([
      "某县方案",
      "各乡镇：",
      "一、重点任务",
      "1.修路。（县交通局负责）",
      "2.建桥。（县交通局负责）",
      "某县人民政府",
      "2031年3月1日",
    ]);
    expect([found?.from, found?.to]).toEqual([3, 5]);
  });

  test("is one of two where the outermost numbers start again", () => {
    const plan = ["一、任务", "1.修路。（县交通局负责）", "2.建桥。（县交通局负责）"];
    expect(read([...plan, "附件", ...plan]).map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [5, 7],
    ]);
  });

  test("with two tasks that name nobody for one that does is none", () => {
    const tasks = [
      "1.修路。（县交通局负责）",
      "2.建桥。",
      "3.植树。",
      "4.育苗。",
      "5.架线。",
      "6.通水。（县水利局负责）",
    ];
    expect(read(tasks)).toEqual([]);
    expect(articleReach(textDocument(tasks.join("\n")))).toEqual({
      paragraphs: 6,
      withUnits: 2,
      firstLine: 1,
      workDone: false,
      duties: null,
    });
  });
});

describe("a list of labelled blocks", () => {
  test.each(LISTS)("is read with $layout", ({ text, sections, records, doubts }) => {
    const [found, ...others] = list(text);
    expect(others).toEqual([]);
    expect(found && outline(found)).toEqual(sections);
    expect(found?.records.map(recordLine)).toEqual(records);
    expect(found && doubtCodes(found)).toEqual(doubts);
    expect(read(text)).toEqual([]);
  });

  test("holds no contact in any field", () => {
    for (const { text } of LISTS) {
      expect(JSON.stringify(list(text).map(({ records, doubts }) => ({ records, doubts })))).not.toMatch(/[王赵]某/);
    }
  });
});

test.each(NO_PLANS)("$kind is no plan", ({ text }) => {
  expect(read(text)).toEqual([]);
  expect(list(text)).toEqual([]);
});

test("a report says that its work is done", () => {
  const report = NO_PLANS.find(({ kind }) => kind === "report")?.text ?? [];
  expect(articleReach(textDocument(report.join("\n"))).workDone).toBe(true);
});

describe("every character of a stretch", () => {
  const texts = [...ARTICLES, ...LISTS].map(({ layout, text }) => ({ layout, text: text.join("\n") }));

  test.each(texts)("is held once, with $layout", ({ text }) => {
    for (const explanation of explanationsOf(text)) {
      expect(faults(text, explanation)).toEqual([]);
      if (explanation.by === "article") expect(unheld(text, explanation)).toEqual([]);
    }
  });

  test("is held at most once in texts of chance words", () => {
    const words = [
      ..."一、|（一）|1.|2．|（1）|①|。|；|，|、|（|）|【|】|**|\n|\n\n|　|第一章 ".split("|"),
      ..."责任单位：|牵头单位：|完成时限：|责任人：|问题一：|整改措施：|县财政局|县审计局负责|6月底前|甲乙丙|— 3 —".split(
        "|",
      ),
    ];
    const chance = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(chance, (text) => {
        for (const explanation of explanationsOf(text)) expect(faults(text, explanation)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test("is held at most once in texts cut out of the layouts", () => {
    const lines = texts.flatMap(({ text }) => text.split("\n"));
    const mixed = fc.array(fc.nat({ max: lines.length - 1 }), { maxLength: 12 });
    fc.assert(
      fc.property(mixed, (chosen) => {
        const text = chosen.map((at) => lines[at] ?? "").join("\n");
        for (const explanation of explanationsOf(text)) expect(faults(text, explanation)).toEqual([]);
      }),
      { numRuns: 6000 },
    );
  });
});

function explanationsOf(text: string): Explanation[] {
  const document = textDocument(text);
  return [...recogniseArticle(document), ...recogniseLabelled(document)];
}

function held({ records, marks }: Explanation): Piece[] {
  return [...records.flatMap(piecesIn), ...marks];
}

/** Pieces that do not say what stands at their place, or overlap. */
function faults(text: string, explanation: Explanation): string[] {
  const lines = text.split("\n");
  const taken = new Set<string>();
  return held(explanation).flatMap(({ line, from, text: words }) => {
    const wrong = lines[line - 1]?.slice(from, from + words.length) !== words || words === "";
    const outside = line < explanation.from || line > explanation.to;
    const places = [...words].map((_, at) => `${line}:${from + at}`);
    const twice = places.some((place) => taken.has(place));
    for (const place of places) taken.add(place);
    return wrong || outside || twice ? [`${line}:${from} ${words}`] : [];
  });
}

/** The signs of the stretch that nothing holds. */
function unheld(text: string, explanation: Explanation): string[] {
  const taken = new Set(
    held(explanation).flatMap(({ line, from, text: words }) => [...words].map((_, at) => `${line}:${from + at}`)),
  );
  const { from, start = 0 } = explanation;
  const isBefore = (line: number, at: number) => line === from && at < start;
  return text.split("\n").flatMap((words, index) => {
    const line = index + 1;
    if (line < from || line > explanation.to) return [];
    return [...foldWidth(words)].flatMap((sign, at) =>
      /\s/.test(sign) || taken.has(`${line}:${at}`) || isBefore(line, at) ? [] : [`${line}:${at} ${sign}`],
    );
  });
}
