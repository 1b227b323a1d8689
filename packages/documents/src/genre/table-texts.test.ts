// Tables in text as offices send them: every layout with what is right, written by hand.
import { describe, expect, test } from "vitest";
import { blocking, draftOf } from "../../testing/notice.ts";
import { REFUSED, TEXTS } from "../../testing/table-texts.ts";
import { sectionsOf, told } from "../../testing/told.ts";
import { readNotice } from "../read-notice.ts";

test.each(TEXTS.map((input) => [input.layout, input] as const))("%s", (_, input) => {
  const draft = draftOf(input.text);
  expect({
    title: draft.plan.title,
    tasks: told(draft),
    sections: sectionsOf(draft),
    blocking: blocking(draft),
    says: (input.says ?? []).filter((each) => !draft.warnings.some(({ code, row }) => each === `${code} ${row}`)),
  }).toEqual({
    title: input.title ?? "云岭县2027年任务分解表",
    tasks: input.tasks,
    sections: input.sections ?? [],
    blocking: input.blocking ?? [],
    says: [],
  });
});

test.each(REFUSED.map((input) => [input.kind, input] as const))(
  "%s is refused with the reason",
  (_, { text, code, says }) => {
    const result = readNotice([{ bytes: new TextEncoder().encode(text), name: "notice.txt" }]);
    expect(result).toMatchObject({ error: { code, messageZh: expect.stringMatching(says) } });
  },
);

test("no person of a table of tasks or beside one is in the draft", () => {
  const persons = TEXTS.filter(({ text }) => text.includes("甲某"));
  expect(persons.length).toBeGreaterThan(0);
  for (const { text } of persons) expect(JSON.stringify(draftOf(text))).not.toMatch(/甲某|内线/);
});

test("a table with one cell a line is not passed over for one with tabs below it", () => {
  const draft = draftOf(
    [
      "云岭县2031年重点任务分解表\n序号\n工作任务\n责任单位\n1\n推进甲事。\n县财政局\n2\n推进乙事。\n县水利局",
      "附件2\n云岭县2031年民生实事清单\n序号\t项目\t责任单位\n1\t新建公园。\t县住房城乡建设局\n2\t新建学校。\t县教育局",
    ].join("\n"),
  );
  expect(draft.tasks.map(({ text, part }) => [text, part])).toEqual([
    ["推进甲事。", undefined],
    ["推进乙事。", undefined],
    ["新建公园。", 2],
    ["新建学校。", 2],
  ]);
});

describe("marks under units", () => {
  const MARKED = "序号\t工作任务\t县教育局\t县水利局\t完成时限";
  const table = (...rows: readonly string[]) => `云岭县2031年任务分解表\n${[MARKED, ...rows].join("\n")}\n`;
  const read = (text: string) => {
    const draft = draftOf(text);
    return [...told(draft), ...blocking(draft)];
  };

  test.each([
    [
      "a legend below",
      table("1\t推进甲事。\t●\t▲\t6月底前", "2\t推进乙事。\t▲\t\t9月底前", "注：▲牵头单位　●配合单位"),
    ],
    [
      "a legend above",
      table("1\t推进甲事。\t○\t√\t6月底前", "2\t推进乙事。\t√\t\t9月底前").replace(
        "\n",
        "\n（√为牵头单位，○为配合单位）\n",
      ),
    ],
    ["words", table("1\t推进甲事。\t配合\t牵头\t6月底前", "2\t推进乙事。\t牵头\t\t9月底前")],
    [
      "bars",
      table("1\t推进甲事。\t●\t▲\t6月底前", "2\t推进乙事。\t▲\t\t9月底前", "（▲：牵头，●：配合）").replaceAll(
        "\t",
        "|",
      ),
    ],
  ])("are read by %s", (_, text) => {
    expect(read(text)).toEqual([
      "1 推进甲事。 ｜ 牵 县水利局 ｜ 责 县教育局 ｜ 2031-06-30",
      "2 推进乙事。 ｜ 牵 县教育局 ｜ 2031-09-30",
    ]);
  });

  test("ask what they mean where nothing says it", () => {
    expect(read(table("1\t推进甲事。\t●\t▲\t6月底前", "2\t推进乙事。\t▲\t\t9月底前"))).toEqual([
      "1 推进甲事。 ｜ 责 县教育局、县水利局 ｜ 2031-06-30",
      "2 推进乙事。 ｜ 责 县教育局 ｜ 2031-09-30",
      "TICKS_UNEXPLAINED null",
    ]);
  });

  test("are none where other words stand among them", () => {
    const result = readNotice([
      { bytes: new TextEncoder().encode(table("1\t推进甲事。\t●\t见附件\t6月底前")), name: "notice.txt" },
    ]);
    expect(result).toMatchObject({ error: { code: "NO_TASK_TABLE" } });
  });
});

describe("columns that only blanks part", () => {
  const HEAD = "序号  工作任务          牵头单位      配合单位    完成时限";
  const FIRST = "1     推进甲事。        县住房城乡局  县财政局    6月底前";
  const text = (...rows: readonly string[]) => `云岭县2031年任务分解表\n\n${[HEAD, ...rows].join("\n")}\n`;

  test("are read where every line keeps to them", () => {
    const draft = draftOf(
      text(
        FIRST,
        "2     推进乙事，        县水利局                  9月底前",
        "      做好丙事。                      县公安局",
      ),
    );
    expect([...told(draft), ...blocking(draft)]).toEqual([
      "1 推进甲事。 ｜ 牵 县住房城乡局 ｜ 责 县财政局 ｜ 2031-06-30",
      "2 推进乙事， 做好丙事。 ｜ 牵 县水利局 ｜ 责 县公安局 ｜ 2031-09-30",
      "TASK_SPANS_ROWS 2",
    ]);
  });

  test("are refused for what they are where one does not", () => {
    const bytes = new TextEncoder().encode(text(FIRST, "2  推进乙事。  县水利局    9月底前"));
    expect(readNotice([{ bytes, name: "notice.txt" }])).toMatchObject({
      error: { code: "TABLE_NOT_READABLE", messageZh: expect.stringContaining("只用空格隔开") },
    });
  });
});

test("semicolons between cells are read like commas", () => {
  const draft = draftOf(
    '云岭县2031年任务分解表\n序号;工作任务;牵头单位;配合单位\n1;推进甲事。;县财政局;县民政局、县司法局\n2;"推进乙事;推进丙事。";县水利局;县公安局\n',
  );
  expect([...told(draft), ...blocking(draft)]).toEqual([
    "1 推进甲事。 ｜ 牵 县财政局 ｜ 责 县民政局、县司法局 ｜ 无期",
    "2 推进乙事;推进丙事。 ｜ 牵 县水利局 ｜ 责 县公安局 ｜ 无期",
  ]);
});
