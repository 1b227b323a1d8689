// Tables in text as offices send them: every layout with what is right, written by hand.
import { expect, test } from "vitest";
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
