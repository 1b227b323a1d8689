// What is exported and imported again has the same rows, whatever the ledger wrote beside them.
import type { DraftTask, PlanDraft } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { ARTICLES } from "../../testing/article-layouts.ts";
import { exportOf, planMark, whole } from "../../testing/exported.ts";
import { LISTS } from "../../testing/labelled-layouts.ts";
import { draftOf, NOTICES, printed } from "../../testing/notice.ts";
import { FILES } from "../../testing/table-files.ts";
import { RULED } from "../../testing/table-inputs.ts";
import { readAs } from "../../testing/told.ts";
import { readNotice } from "../read-notice.ts";
import { openArchive } from "../readers/archive.ts";
import { readMark } from "../readers/own-export.ts";
import { writeCsv } from "./csv.ts";
import { writeDocx } from "./docx.ts";
import { writeXlsx } from "./xlsx.ts";

const WRITERS = [
  ["xlsx", writeXlsx],
  ["docx", writeDocx],
] as const;

/** Everything a row says, but for the cells as they are printed and where they stand in the file. */
const rowsOf = ({ tasks }: Pick<PlanDraft, "tasks">) =>
  tasks.map(({ printed: _, lines: __, place: ___, ...row }: DraftTask) => row);

async function again(draft: PlanDraft, write: (typeof WRITERS)[number][1], state?: readonly string[]) {
  const read = readAs(await whole(write(exportOf(draft, state))));
  if (typeof read === "string") throw new Error(read);
  return read;
}

describe.each(WRITERS)("as %s", (_format, write) => {
  test.each(NOTICES)("the rows, headings and head of %s are the same", async (notice) => {
    const draft = draftOf(printed(notice));
    const read = await again(draft, write);
    expect(rowsOf(read)).toEqual(rowsOf(draft));
    expect(read.sections).toEqual(draft.sections);
    expect(read.plan).toEqual(draft.plan);
    expect(read.unread).toEqual([]);
    expect(read.coverage.attributed).toBe(read.coverage.characters);
    expect(read.warnings.filter(({ code }) => code === "OWN_EXPORT")).toHaveLength(1);
  });

  test("what the ledger says of a task becomes neither task nor requirement, whatever it says", async () => {
    const draft = draftOf(printed("yunyang"));
    // Words as notices print them, in every column of the ledger.
    const state = [
      "一、任务",
      "2022年1月31日前",
      "牵头单位：区审计局",
      "1.另一项任务。\n责任单位：区税务局",
      "区统计局",
    ];
    expect(rowsOf(await again(draft, write, state))).toEqual(rowsOf(draft));
  });

  test("tables of every layout keep their rows", async () => {
    for (const { layout, parts } of RULED) {
      const draft = readAs(FILES.docx(...parts));
      if (typeof draft === "string") throw new Error(`${layout}: ${draft}`);
      const read = await again(draft, write);
      expect([layout, rowsOf(read), read.sections]).toEqual([layout, rowsOf(draft), draft.sections]);
    }
  });

  // Chapters 第一章 are headings of articles and not of tables.
  const prose = [...ARTICLES, ...LISTS].filter(({ layout }) => layout !== "chapters and provisions");

  test("articles and lists become tables with the same rows", async () => {
    for (const { layout, text } of prose) {
      const draft = draftOf(text.join("\n"));
      const read = await again(draft, write);
      expect([layout, rowsOf(read), read.sections]).toEqual([layout, rowsOf(draft), draft.sections]);
    }
  });

  test("the properties say that it is ours", async () => {
    const archive = openArchive(await whole(write(exportOf(draftOf(printed("shaxian"))))));
    expect(readMark(archive)).toEqual(planMark);
  });

  test.each(["ledger", "queue", "form"] as const)("a %s is no plan, and says so", async (kind) => {
    const form = { ...exportOf(draftOf(printed("shaxian"))), mark: { ...planMark, kind } };
    const result = readNotice([{ bytes: await whole(write(form)), name: "台账" }]);
    expect(result).toMatchObject({ error: { code: "NOT_A_PLAN" } });
    expect("error" in result && result.error.messageZh).toContain(planMark.day);
  });

  test("the same moment gives the same bytes", async () => {
    const form = () => exportOf(draftOf(printed("shaxian")));
    expect(Buffer.compare(await whole(write(form())), await whole(write(form())))).toBe(0);
  });
});

test("a csv says in every row what is merged elsewhere, and is not read again", async () => {
  const bytes = await whole(writeCsv(exportOf(draftOf(printed("yunyang")))));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const lines = new TextDecoder().decode(bytes).split("\r\n");
  expect(lines[0]).toBe(
    "一级目标,二级目标,序号,重点任务,责任部门,完成时限,变更后内容,任务状态,到期日,时限灯,各单位办理状态,最近填报",
  );
  expect(lines[2]).toMatch(/^一、围绕“十四五”规划深化政务公开,（一）做好各类规划主动公开。,2,归集整理/);
  expect(lines[2]).toContain("'=1+1 第1份");
  expect(lines).not.toContain(expect.stringContaining("留痕"));
});
