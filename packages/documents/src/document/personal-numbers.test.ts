// Numbers of persons are hidden where they stand, and nothing else is.
import { describe, expect, test } from "vitest";
import { textDocument } from "../../testing/recognised.ts";
import { readDocument } from "../readers/read-document.ts";
import { withoutPersonalNumbers } from "./personal-numbers.ts";

function hidden(text: string): string {
  return withoutPersonalNumbers(textDocument(text))
    .document.lines.map((line) => line.text)
    .join("\n");
}

describe("a line", () => {
  test.each<[string, string, string]>([
    ["keeps the day behind a number", "电话13900000000，2031年6月底前完成", "电话×××××××××××，2031年6月底前完成"],
    ["hides each of several numbers", "13900000000、13900000001", "×××××××××××、×××××××××××"],
    ["hides a number in full width", "电话１３９００００００００。", "电话×××××××××××。"],
    ["hides a parted number and keeps its signs", "0999-20000000转办", "××××-××××××××转办"],
    ["keeps amounts and days", "投资13900000000元，2031-06-30前完成", "投资13900000000元，2031-06-30前完成"],
    ["keeps the numbers of documents", "某政办发〔2031〕12号", "某政办发〔2031〕12号"],
  ])("%s", (_, text, right) => {
    expect(hidden(text)).toBe(right);
  });
});

test("a cell of a table is hidden as its line is", () => {
  const html = "<table><tr><td>县财政局</td><td>张某某 13900000000</td></tr></table>";
  const read = readDocument(new TextEncoder().encode(`<!DOCTYPE html><html><body>${html}</body></html>`));
  if ("problem" in read) throw new Error(read.problem.message);
  const { document, hiddenIn } = withoutPersonalNumbers(read);
  expect(JSON.stringify(document.blocks)).toContain("张某某 ×××××××××××");
  expect(JSON.stringify(document)).not.toContain("139");
  expect(hiddenIn).toEqual([2]);
});

test("a document without such numbers stays as it is", () => {
  const document = textDocument("1.修路。（县交通局负责）");
  expect(withoutPersonalNumbers(document).document).toBe(document);
});
