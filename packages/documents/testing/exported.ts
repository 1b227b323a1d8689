// A draft written as an export of its plan, with columns and a history as the ledger adds them.
import type { PlanDraft } from "@taizhang/domain";
import { HISTORY_TITLE, type Mark, MOMENT_WORDS, STATE_HEAD } from "../src/document/mark.ts";
import { openArchive } from "../src/readers/archive.ts";
import type { Column, OfficeForm, Row, Sheet } from "../src/writers/office-form.ts";
import { printedTable } from "../src/writers/printed-table.ts";

/** The mark of an exported plan. */
export const planMark: Mark = {
  kind: "plan",
  planId: "7a1f5c52-98a0-5e5d-8b0e-1e8d3f5f2d11",
  position: "1234",
  day: "2021-09-30",
};

const under = `${STATE_HEAD}（${planMark.day}）`;
const OWN: readonly Column[] = ["变更后内容", "任务状态", "到期日", "时限灯", "各单位办理状态", "最近填报"].map(
  (head) => ({
    head,
    under,
    width: 10,
  }),
);

/** The export of a draft. `state` are the cells of the ledger's own columns in each row. */
export function exportOf(
  { plan, sections, tasks }: PlanDraft,
  state: readonly string[] = [
    "工作任务：公开财政预算决算",
    "办理中",
    "2021-11-30",
    "临近",
    "区财政局：已签收\n区教育局：待签收",
    "=1+1 第1份",
  ],
): OfficeForm {
  const parts = [...new Set(tasks.map(({ part }) => part))];
  const sheets = parts.map((part, at): Sheet => {
    const within = tasks.filter((task) => task.part === part);
    const table = printedTable(
      within,
      sections.filter((section) => section.part === part),
    );
    return {
      name: at === 0 ? "任务表" : `任务表${at + 1}`,
      title: at === 0 ? plan.title : `第${at + 1}部分任务表`,
      before: at === 0 ? metadata(plan) : [],
      above: [`${MOMENT_WORDS}${planMark.day}`],
      columns: [...table.columns, ...OWN],
      rows: rowsOf(table.rows(), state),
      below: [],
    };
  });
  const history: Sheet = {
    name: "留痕",
    title: HISTORY_TITLE,
    before: [],
    above: [],
    columns: ["时间", "任务", "事项"].map((head) => ({ head, width: 10 })),
    rows: rowsOf([{ cells: ["2021-03-01 12:00", "1", "开立第1项任务：公开财政预算决算。"] }], []),
    below: [],
  };
  return { mark: planMark, title: plan.title, sheets, history };
}

const metadata = ({ noticeTitle, issuer, docNumber, issuedOn }: PlanDraft["plan"]): string[] => [
  ...(noticeTitle === null ? [] : [`标题：${noticeTitle}`]),
  ...(issuer === null ? [] : [`发布机构：${issuer}`]),
  ...(docNumber === null ? [] : [`发文字号：${docNumber}`]),
  ...(issuedOn === null ? [] : [`成文日期：${issuedOn}`]),
];

async function* rowsOf(rows: Iterable<Row>, more: readonly string[]): AsyncGenerator<Row> {
  for (const row of rows) yield "heading" in row ? row : { cells: [...row.cells, ...more] };
}

/** All bytes of a file. */
export async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Everything that the parts of an office file hold, as text. */
export function partsOf(bytes: Uint8Array): string {
  const archive = openArchive(bytes);
  return archive.names.map((name) => new TextDecoder().decode(archive.read(name))).join("\n");
}
