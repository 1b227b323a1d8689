// Which words of a unit cell are persons.
import { expect, test } from "vitest";
import { isPerson, isPersonActing, namesPerson } from "./person.ts";

test.each([
  "张某",
  "王某某",
  "李××",
  "欧阳某某",
  "王某某 李某某",
  "赵 某",
  "分管副县长",
  "各股室负责人",
  "县水利局局长",
  "王同志",
])("%s is a person", (words) => {
  expect(isPerson(words)).toBe(true);
});

test.each([
  "县水利局",
  "林业局",
  "文旅",
  "林业",
  "石油公司",
  "高新区",
  "管委会",
  "江苏",
  "各单位",
  "财政",
  "工作领导小组",
  "安监办",
  "",
])("%s is none", (words) => {
  expect(isPerson(words)).toBe(false);
});

test("a person may be named with what the person does, or behind an office", () => {
  expect(["张某某牵头", "王某负责", "文旅牵头", "县财政局负责", "林业配合"].map(isPersonActing)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(["1-3项，张某某", "局长张某某", "责任人：张某某", "1-3项", "城关镇除外", "管网部分"].map(namesPerson)).toEqual(
    [true, true, true, false, false, false],
  );
});
