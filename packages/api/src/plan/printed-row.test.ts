// A row beside what its notice prints: its cells, the characters its fields were read from, and its names; from text and from a file with cells.
import { readNotice } from "@taizhang/documents";
import { plan, planIdOf, taskIdOf } from "@taizhang/domain";
import { notice as asRead, draft, named, row } from "@taizhang/domain/testing/facts";
import { identity } from "@taizhang/log";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-05-06");
let serving: Serving;
let region: TestRegion;

beforeAll(async () => {
  region = testRegion(ledger);
  await region.register("区财政局", "区发改局", "区卫健局");
  serving = await serve({ ledger, parts: { readNotice: async (files) => readNotice(files) } });
});
afterAll(() => serving.close());

const office = () => region.bearer("office");

async function imported(body: string): Promise<string> {
  const init = { method: "POST", body, headers: { "content-type": "application/octet-stream" } };
  const answer: unknown = await (await serving.send("/import?name=n", init, office())).json();
  const { sourceSha256 } = z.object({ sourceSha256: z.string() }).parse(answer);
  const input = { commandId: sourceSha256, regionId: region.regionId, sourceSha256 };
  const document = "mutation ($input: ImportPlanInput!) { importPlan(input: $input) { plan { id } } }";
  const told = await firstField<unknown>(serving, document, { input }, office());
  return z.object({ plan: z.object({ id: z.string() }) }).parse(told).plan.id;
}

const rowShown = z.object({
  printed: z.array(z.object({ column: z.string(), text: z.string(), lines: z.any() })),
  spans: z.array(z.object({ field: z.string(), line: z.number(), from: z.number(), to: z.number(), place: z.any() })),
});
async function shown(planId: string, no: number) {
  const asked = `query ($id: ID!, $no: Int!) { plan(id: $id) { row(row: $no) {
    printed { column text lines { from to } } spans { field line from to place { table row column } }
  } } }`;
  const told = await firstField<unknown>(serving, asked, { id: planId, no }, office());
  return z.object({ row: rowShown.nullable() }).parse(told).row;
}

const lines = [
  "2021年政务公开工作任务分解表",
  "工作任务\t工作要求\t责任单位\t完成时限",
  "1.公开财政预算决算。\t按规定时限公开。\t区财政局、\t2021年6月底前",
  "2.公开优化营商环境举措。\t集中公开。\t区发改局\t2021年9月底前",
];

test("each field of a row says which characters of which line it was read from, and each cell its lines", async () => {
  const planId = await imported(lines.join("\n"));
  const second = await shown(planId, 2);
  const read = second?.spans.map(({ field, line, from, to }) => [field, line, lines[line - 1]?.slice(from, to)]);
  expect(read).toEqual([
    ["TASK", 4, "2.公开优化营商环境举措。"],
    ["REQUIREMENT", 4, "集中公开。"],
    ["UNIT", 4, "区发改局"],
    ["DEADLINE", 4, "2021年9月底前"],
  ]);
  expect(second?.spans.every(({ place }) => place === null)).toBe(true);
  const at = [{ from: 4, to: 4 }];
  expect(second?.printed).toEqual([
    { column: "工作任务", text: "2.公开优化营商环境举措。", lines: at },
    { column: "工作要求", text: "集中公开。", lines: at },
    { column: "责任单位", text: "区发改局", lines: at },
    { column: "完成时限", text: "2021年9月底前", lines: at },
  ]);
  expect(await shown(planId, 3)).toBeNull();
});

test("in a file that has no lines of its own, a field says its table, row and column", async () => {
  const cells = lines.slice(1).map(
    (line) =>
      `<tr>${line
        .split("\t")
        .map((cell) => `<td>${cell}</td>`)
        .join("")}</tr>`,
  );
  const page = `<html><body><p>${lines[0]}</p><table>${cells.join("")}</table></body></html>`;
  const second = await shown(await imported(page), 2);
  expect(second?.spans.map(({ field, place }) => [field, place])).toEqual([
    ["TASK", { table: 1, row: 3, column: 1 }],
    ["REQUIREMENT", { table: 1, row: 3, column: 2 }],
    ["UNIT", { table: 1, row: 3, column: 3 }],
    ["DEADLINE", { table: 1, row: 3, column: 4 }],
  ]);
});

test("a task shows the names in its unit cells as printed and as they were read", async () => {
  const sourceSha256 = identity.hash("read");
  const planId = planIdOf(identity, region.regionId, sourceSha256);
  const warnings = [{ code: "OTHER_LEVEL_UNIT", severity: "blocking" as const, message: "", row: 1, lines: null }];
  const tasks = [row({ row: 1, units: [named("市财政局", "lead"), named("区卫健局")] })];
  const { regionId } = region;
  const read = asRead({ draft: draft({ tasks, warnings }) });
  await region.give(office(), plan, "importPlan", planId, { regionId, sourceSha256 }, read);
  const give = (name: string, input: object) =>
    firstField(
      serving,
      `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { receipt { position } } }`,
      { input: { commandId: name, planId, ...input } },
      office(),
    );
  const decision = { kind: "READ_AS", name: "市财政局", as: "区财政局", scope: "ROW" };
  await give("resolveImportWarning", { warningNo: 1, decision, note: "区级文件" });
  await give("confirmPlan", {});
  await give("issuePlan", {});
  const id = taskIdOf(identity, planId, 1);
  const asked =
    "query ($id: ID!) { task(id: $id) { printedUnits { name printed readAs decidedIn relation } row { printed { column } } } }";
  const ask = async (as = office()) => (await serving.ask(asked, { id }, as)).data;
  await expect
    .poll(() => ask(), { timeout: 30_000 })
    .toEqual({
      task: {
        printedUnits: [
          { name: "市财政局", printed: "市财政局", readAs: "区财政局", decidedIn: 1, relation: "LEAD" },
          { name: "区卫健局", printed: "区卫健局", readAs: "区卫健局", decidedIn: null, relation: "RESPONSIBLE" },
        ],
        row: { printed: [{ column: "任务" }] },
      },
    });
  expect(await ask({ ...office(), regionId: "500155" })).toEqual({ task: null });
});
