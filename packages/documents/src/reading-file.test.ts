// A kept reading is read as it was written, and one from before cells were kept says that it has none.
import { expect, test } from "vitest";
import { readNotice } from "./read-notice.ts";
import { decodeReading } from "./reading-file.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

test("a reading says on which lines each cell of a row is printed", () => {
  const lines = [
    "2021年政务公开工作任务分解表",
    "工作任务\t工作要求\t责任单位\t完成时限",
    "1.公开财政预算决算。\t按规定时限公开。\t区财政局\t2021年6月底前",
    "2.公开优化营商环境举措。\t\t区发改局\t2021年9月底前",
  ];
  const read = readNotice([{ bytes: utf8(lines.join("\n")), name: "通知.txt" }]);
  const { cells } = decodeReading("reading" in read ? read.reading : utf8("{}"));
  expect(cells?.filter(({ row }) => row === 2)).toEqual([
    { row: 2, column: "工作任务", lines: [[4, 4]] },
    { row: 2, column: "工作要求", lines: [] },
    { row: 2, column: "责任单位", lines: [[4, 4]] },
    { row: 2, column: "完成时限", lines: [[4, 4]] },
  ]);
});

test("a reading from before cells were kept has its lines, and no cells", () => {
  const lines = [{ text: "公开财政预算决算。", uses: [{ from: 0, to: 9, as: "task", row: 1 }] }];
  expect(decodeReading(utf8(JSON.stringify({ version: 1, lines })))).toEqual({ version: 1, lines });
  expect(() => decodeReading(utf8('{"version":2,"lines":[]}'))).toThrow();
});
