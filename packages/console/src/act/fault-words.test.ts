// Faults in the words of a form: whole fields, cells of rows, pieces of evidence, and what the form has no field for.
import { expect, test } from "vitest";
import { faultWords } from "./fault-words.ts";
import type { FieldSpec } from "./fields.ts";

const specs: readonly FieldSpec[] = [
  { name: "amount", label: "本次数量", kind: "line" },
  { name: "items", label: "条目", kind: "rows", columns: [{ name: "target", label: "数量目标" }] },
  { name: "evidence", label: "佐证材料", kind: "evidence" },
];
const sentence = { zh: "不对", en: "is wrong" };
const said = (...fields: readonly string[]) =>
  faultWords(
    fields.map((field) => ({ field, sentence })),
    specs,
    [{ name: "url", label: "网址" }],
  );

test("a fault is told after the label of its field, and in rows with its place", () => {
  expect(said("amount", "items.1.target")).toEqual({
    zh: "本次数量：不对；条目 2 数量目标：不对。",
    en: "本次数量: is wrong; 条目 2 数量目标: is wrong.",
  });
  expect(said("evidence.0.url")?.zh).toBe("佐证材料 1 网址：不对。");
  expect(said("evidence")?.zh).toBe("佐证材料：不对。");
});

test("what the form has no field for is told as the server does", () => {
  expect(said("amounts", "")?.zh).toBe("amounts：不对；不对。");
  expect(said()).toBe(null);
});
