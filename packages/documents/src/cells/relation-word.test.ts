// Heads and labels of units: what each means beside the others.
import { expect, test } from "vitest";
import { relationsOfHeads } from "./relation-word.ts";

test.each([
  ["承办单位 配合单位", ["lead", "responsible"]],
  ["主办单位 协办单位", ["lead", "responsible"]],
  ["主要责任 参加单位", ["lead", "responsible"]],
  ["主责部门 协同单位", ["lead", "responsible"]],
  ["承办单位", ["responsible"]],
  ["主办单位", ["responsible"]],
  ["责任单位", ["responsible"]],
  ["牵头单位", ["lead"]],
  ["牵头单位（部门）", ["lead"]],
  ["牵头单位 承办单位 配合单位", ["lead", "responsible", "responsible"]],
  ["牵头单位 责任单位 督办单位 指导单位", ["lead", "responsible", "supervising", "guiding"]],
  ["承办单位 监督单位", ["responsible", "supervising"]],
  ["责任单位 承办科室", ["responsible", "responsible"]],
  ["主办科室 协办科室", ["lead", "responsible"]],
  ["市级责任单位 县级责任单位", ["responsible", "responsible"]],
  ["第一责任单位 第二责任单位", ["lead", "responsible"]],
  ["承办单位 承办单位", ["responsible", "responsible"]],
  ["责任领导 责任单位 责任人", [undefined, "responsible", undefined]],
  ["牵头领导 牵头单位", [undefined, "lead"]],
  [
    "责任分工 责任主体 责任处室 落实单位 实施主体",
    ["responsible", "responsible", "responsible", "responsible", "responsible"],
  ],
  ["责任单位及责任人", ["responsible"]],
  ["配合/责任单位", ["responsible"]],
  ["工作任务 备注", [undefined, undefined]],
])("%s", (heads, expected) => {
  expect(relationsOfHeads(heads.split(" "))).toEqual(expected);
});
