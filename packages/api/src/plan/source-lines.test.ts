// The lines of a notice beside what became of them: who may read them, and how many at once.
import { readNotice } from "@taizhang/documents";
import { plan, planIdOf } from "@taizhang/domain";
import { notice as asRead, draft } from "@taizhang/domain/testing/facts";
import { identity } from "@taizhang/log";
import { memoryViews } from "@taizhang/projections";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { memorySources } from "../import/sources.ts";
import { limits } from "../limits/limits.ts";
import { countShown } from "./kept-reading.ts";

const ledger = testLedger("2021-05-06");
let serving: Serving;
let region: TestRegion;
let planId: string;

const text = [
  "某区人民政府办公室",
  "某政办发〔2021〕9号",
  "2021年政务公开工作任务分解表",
  "工作任务\t工作要求\t责任单位\t完成时限",
  "1.公开财政预算决算。\t按规定时限公开。\t区财政局\t2021年6月底前",
  "以上为重点。",
  "2.公开优化营商环境举措。\t集中公开。\t区发改局\t2021年9月底前",
].join("\n");

/** Which kept things were looked for. */
const found: string[] = [];

beforeAll(async () => {
  region = testRegion(ledger);
  await region.register("区财政局");
  const kept = memorySources();
  const sources = {
    ...kept,
    find(sha256: string) {
      found.push(sha256);
      return kept.find(sha256);
    },
  };
  serving = await serve({ ledger, parts: { sources, readNotice: async (files) => readNotice(files) } });
  planId = await imported(text);
});
afterAll(() => serving.close());

async function imported(body: string): Promise<string> {
  const init = { method: "POST", body, headers: { "content-type": "application/octet-stream" } };
  const answer: unknown = await (await serving.send("/import?name=n.txt", init, region.bearer("office"))).json();
  const { sourceSha256 } = z.object({ sourceSha256: z.string() }).parse(answer);
  const input = { commandId: sourceSha256, regionId: region.regionId, sourceSha256 };
  const document = "mutation ($input: ImportPlanInput!) { importPlan(input: $input) { plan { id } } }";
  const { data } = await serving.ask(document, { input }, region.bearer("office"));
  return z.object({ importPlan: z.object({ plan: z.object({ id: z.string() }) }) }).parse(data).importPlan.plan.id;
}

const ask = (fields: string, as = region.bearer("office"), id = planId) =>
  serving.ask(`query ($id: ID!) { plan(id: $id) { ${fields} } }`, { id }, as);

/** What the lines say of the text: each stretch with what it became. */
const line = "no text uses { as from to row }";
const stretches = z.object({
  no: z.number(),
  text: z.string(),
  uses: z.array(z.object({ as: z.string(), from: z.number(), to: z.number(), row: z.number().nullable() })),
});
const read = ({ text, uses }: z.infer<typeof stretches>) =>
  uses.map(({ as, from, to, row }) => `${as} ${row}: ${text.slice(from, to)}`);

describe("the lines of a notice", () => {
  test("are shown with what each stretch became, by their numbers", async () => {
    const { data } = await ask(`source { lineCount lines(from: 5, to: 6) { ${line} length place { file } } }`);
    const { source } = z
      .object({ plan: z.object({ source: z.object({ lineCount: z.number(), lines: z.array(z.any()) }) }) })
      .parse(data).plan;
    expect(source.lineCount).toBe(7);
    const [fifth, sixth] = source.lines;
    expect(read(stretches.parse(fifth))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^TASK 1: .*公开财政预算决算。$/),
        "REQUIREMENT 1: 按规定时限公开。",
        "UNIT 1: 区财政局",
        "DEADLINE 1: 2021年6月底前",
      ]),
    );
    expect(fifth).toMatchObject({ no: 5, length: fifth.text.length, place: null });
    expect(sixth).toMatchObject({ no: 6, text: "以上为重点。", uses: [] });
    expect(source.lines).toHaveLength(2);
    const behind = await ask("source { first: lines(from: 7, to: 506) { no } none: lines(from: 8, to: 9) { no } }");
    expect(behind.data).toEqual({ plan: { source: { first: [{ no: 7 }], none: [] } } });
  });

  test.each([
    ["from: 0, to: 5", "from", /from 1/],
    ["from: 5, to: 4", "to", /before `from`/],
    ["from: 1, to: 501", "to", /500 lines at most .* 501/],
  ])("are refused with the field and the bound: %s", async (range, field, told) => {
    const { errors } = await ask(`source { lines(${range}) { no } }`);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(told), extensions: { code: "BAD_USER_INPUT", field } },
    ]);
  });

  test("are shown beside rows and beside warnings, and the reading is found once for all of them", async () => {
    const other = await imported(text.replace("9号", "10号"));
    found.length = 0;
    const asked = `rows { edges { node { row part place { table } source { no } } } }
      warnings { code lines { from to } source(context: 1) { no text uses { as } } }`;
    const { data } = await ask(asked, region.bearer("auditor"), other);
    expect(data).toMatchObject({
      plan: {
        rows: {
          edges: [
            { node: { row: 1, part: null, place: null, source: [{ no: 5 }] } },
            { node: { row: 2, source: [{ no: 7 }] } },
          ],
        },
        warnings: expect.arrayContaining([
          expect.objectContaining({
            code: "UNREAD_TEXT",
            source: [
              expect.objectContaining({ no: 5 }),
              { no: 6, text: "以上为重点。", uses: [] },
              expect.objectContaining({ no: 7 }),
            ],
          }),
        ]),
      },
    });
    expect(found).toHaveLength(1);
  });

  test("are for those alone who may read the notice itself, and null to all others", async () => {
    const cell = { column: "责任单位", text: "区财政局", lines: null };
    const nothing = {
      plan: {
        source: { lineCount: null, lines: [] },
        row: { source: null, spans: null, printed: expect.arrayContaining([cell]) },
      },
    };
    const asked =
      "source { lineCount lines(from: 1, to: 9) { no } } row(row: 1) { source { no } spans { line } printed { column text lines { from to } } }";
    for (const reader of [region.bearer("analyst"), region.bearer("unit", "区财政局")])
      expect((await ask(asked, reader)).data).toEqual(nothing);
    expect((await ask(asked)).data).not.toEqual(nothing);
  });

  test("are not there for a plan that was imported before they were kept", async () => {
    const sourceSha256 = identity.hash("old");
    const id = planIdOf(identity, region.regionId, sourceSha256);
    const command = { regionId: region.regionId, sourceSha256 };
    await region.give(region.bearer("office"), plan, "importPlan", id, command, asRead({ draft: draft() }));
    const asked = `query ($id: ID!, $at: Position) { plan(id: $id, atLeast: $at) {
      source { name files { name sha256 byteCount } readingSha256 lineCount lines(from: 1, to: 9) { no } } warnings { source { no } } row(row: 1) { spans { line } }
    } }`;
    const at = String(await ledger.log.head());
    expect((await serving.ask(asked, { id, at }, region.bearer("office"))).data).toEqual({
      plan: {
        source: {
          name: "通知.txt",
          files: [{ name: "通知.txt", sha256: sourceSha256, byteCount: 1024 }],
          readingSha256: null,
          lineCount: null,
          lines: [],
        },
        warnings: [],
        row: { spans: null },
      },
    });
  });

  test.each(["rows { edges { node { source(first: 101) { no } } } }", "warnings { source(context: 11) { no } }"])(
    "are bounded: %s",
    async (asked) => {
      const { errors } = await ask(asked);
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    },
  );

  test("are cut where they are long, and say how long they are", async () => {
    const long = await imported(text.replace("按规定时限公开。", "按规定时限公开。".repeat(300)));
    const asked = "source { lines(from: 5, to: 5) { text length uses { as to } } }";
    const { data } = await ask(asked, undefined, long);
    const [shown] = z.object({ plan: z.object({ source: z.object({ lines: z.array(z.any()) }) }) }).parse(data).plan
      .source.lines;
    expect(shown.text).toHaveLength(limits.lineLength);
    expect(shown.length).toBeGreaterThan(2400);
    expect(shown.uses.at(-1)).toEqual({ as: "REQUIREMENT", to: limits.lineLength });
  });

  test("are refused beyond a bound, however often the same long line is asked for", () => {
    const root = { views: serving.parts.views };
    countShown(root, limits.sourceLength);
    expect(() => countShown(root, 1)).toThrow(/take fewer lines/);
    countShown({ views: memoryViews() }, 1);
  });
});
