// Remarks on who leads: which are recognised, whom they name, how far they reach.
import { expect, test } from "vitest";
import { foldWidth } from "../readers/width.ts";
import { readLeadRemark } from "./lead-remark.ts";

test.each([
  ["（列第一位者为牵头单位，下同）", "first", "onward"],
  ["（列第一位的为牵头单位，以下同）", "first", "onward"],
  ["（排名第一的为牵头单位）", "first", "here"],
  ["（排第1位的部门为牵头部门。下同。）", "first", "onward"],
  ["，第一个单位为牵头单位", "first", "here"],
  ["（首位为牵头单位）", "first", "here"],
  ["（位列第一的单位为主办单位）", "first", "here"],
  ["注：各项任务排在首位的责任单位为牵头单位。", "first", "everywhere"],
  ["表中责任单位排第一的为牵头单位", "first", "everywhere"],
  ["（排在前面第一个单位为牵头单位，其余为配合单位）", "first", "here"],
  ["第一家单位牵头", "first", "here"],
  ["（加粗的为牵头单位，下同）", "marked", "onward"],
  ["（黑体字的单位为牵头单位）", "marked", "here"],
  ["（带*号的为牵头单位）", "marked", "here"],
  ["（标★者为牵头单位）", "marked", "here"],
])("%s", (text, leads, reach) => {
  expect(readLeadRemark(foldWidth(text))).toMatchObject({ leads, reach });
});

test.each(["县水利局为牵头单位", "牵头单位：县水利局", "县水利局牵头", "第一责任单位：县水利局", "排名第一的给予奖励"])(
  "%s is no such remark",
  (text) => {
    expect(readLeadRemark(foldWidth(text))).toBeUndefined();
  },
);
