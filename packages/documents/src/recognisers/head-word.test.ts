// Head words: the kind of each column, beside the others, and the columns of persons.
import { describe, expect, test } from "vitest";
import { isHeader, readingsOf } from "./columns.ts";
import { headKinds, isContact, wordKind } from "./head-word.ts";

test.each([
  ["序号", "number"],
  ["项目编号", "number"],
  ["民生实事项目", "taskWord"],
  ["重点任务", "taskWord"],
  ["主要举措", "taskWord"],
  ["具体任务", "taskWord"],
  ["存在问题", "taskWord"],
  ["巡察反馈问题", "taskWord"],
  ["整改措施", "taskWord"],
  ["工作要求", "requirement"],
  ["建设规模", "requirement"],
  ["工作目标", "heading"],
  ["任务类别", "heading"],
  ["整改时限", "deadline"],
  ["计划完成时间", "deadline"],
  ["进度安排", "deadline"],
  ["实际完成时间", "other"],
  ["备注", "other"],
  ["总投资（万元）", "other"],
  ["资金来源", "other"],
  ["牵 头 单 位", "lead"],
  ["责任分工", "responsible"],
  ["督查单位", "supervising"],
  ["指导单位", "guiding"],
  ["责任领导", "other"],
  ["分管县领导", "other"],
  ["甲乙丙", undefined],
  ["县水利局负责，县林业局配合", undefined],
])("the head %s", (word, kind) => {
  expect(wordKind(word)).toBe(kind);
});

describe("a head beside others", () => {
  test.each([
    ["序号|工作内容|承办单位|配合单位", "number taskWord lead responsible"],
    ["问题|整改措施|整改目标|责任单位|整改时限", "task requirement requirement responsible deadline"],
    ["项目名称|建设内容|建设规模|总投资|责任单位", "task requirement requirement other responsible"],
    ["建设内容|责任单位", "taskWord responsible"],
    ["工作目标|重点任务|责任单位", "heading taskWord responsible"],
    ["重点任务|工作目标|责任单位", "taskWord requirement responsible"],
    ["民生实事项目|年度目标|主责部门|协同单位", "taskWord requirement lead responsible"],
  ])("%s", (header, kinds) => {
    const words = header.split("|");
    expect(headKinds(words).join(" ")).toBe(kinds);
    expect(isHeader(words)).toBe(true);
  });
});

test("with a problem or a project in the header there is one reading of what the task is", () => {
  const tasks = readingsOf(["问题", "整改措施", "责任单位"]).map(
    (schema) => schema.find(({ kind }) => kind === "task")?.word,
  );
  expect(new Set(tasks)).toEqual(new Set(["问题"]));
});

test.each([
  "责任人",
  "责任领导",
  "包联领导",
  "联系人",
  "联系方式",
  "联系电话",
  "手机号码",
  "姓名",
  "姓名及职务",
  "市级领导",
  "责任人（电话）",
])("%s is a column of persons", (word) => {
  expect(isContact(word)).toBe(true);
  expect(readingsOf(["任务", "责任单位", word])[0]?.[2]).toMatchObject({ kind: "other", contact: true });
});

test.each(["责任单位", "责任单位及责任人", "责任主体", "牵头单位", "备注", "领导小组"])("%s is none", (word) => {
  expect(isContact(word)).toBe(false);
});
