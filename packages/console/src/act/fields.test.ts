import { describe, expect, test } from "vitest";
import { evidenceIn, lacksTitle, missingIn, rowCount, rowsIn } from "./fields.ts";

const columns = ["no", "text"].map((name) => ({ name, label: name }));
const items = { name: "items", label: "items", kind: "rows", columns, isRequired: true } as const;

describe("rows in a form", () => {
  test("there is always room for another", () => {
    expect(rowCount({}, "items")).toBe(1);
    expect(rowCount({ "items.2.no": "3" }, "items")).toBe(4);
    // A field whose name begins alike is another one.
    expect(rowCount({ "itemsOf.7.no": "1" }, "items")).toBe(1);
  });

  test("empty ones are left out, and what is held is read again", () => {
    const held = {
      "items.0.no": "1",
      "items.0.text": " 公开清单",
      "items.1.text": " ",
      "items.2.no": "2",
      "items.2.text": "公开结果",
    };
    expect(rowsIn(held, items)).toEqual([
      { no: "1", text: "公开清单" },
      { no: "2", text: "公开结果" },
    ]);
    expect(missingIn([items], held)).toEqual([]);
    expect(missingIn([items], {})).toEqual(["items"]);
  });

  test("a piece of evidence that has anything but a title is not left out unsaid", () => {
    const evidence = { name: "e", label: "佐证材料", kind: "evidence" } as const;
    const half = { "e.0.title": "清单", "e.1.url": "https://a.gov.cn", "e.2.path": " > " };
    expect(missingIn([evidence], half)).toEqual(["佐证材料"]);
    expect([0, 1, 2].map((at) => lacksTitle(half, `e.${at}`))).toEqual([false, true, false]);
    expect(missingIn([evidence], { ...half, "e.1.title": "公告" })).toEqual([]);
    expect(missingIn([evidence], {})).toEqual([]);
  });

  test("evidence without a title is left out", () => {
    expect(evidenceIn({ "e.0.url": "https://a.gov.cn", "e.1.title": "清单", "e.1.path": "首页>公开" }, "e")).toEqual([
      { title: "清单", url: null, path: ["首页", "公开"] },
    ]);
  });
});
