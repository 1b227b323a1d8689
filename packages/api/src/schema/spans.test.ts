// Reversed spans: whatever takes a span of days refuses one that ends before it begins, and names both days.
import { type GraphQLInputType, getNamedType, isInputObjectType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { makeSchema } from "./schema.ts";

const ledger = testLedger("2021-03-01");
const [late, early] = ["2021-12-31", "2021-01-01"];
let region: TestRegion;
let serving: Serving;
let planId: string;

beforeAll(async () => {
  region = testRegion(ledger);
  ({ planId } = await region.issue("任务分解表", [
    { text: "公开预算", due: "2021-06-30", units: [["区财政局", "lead"]] },
  ]));
  serving = await serve({ ledger });
});
afterAll(() => serving?.close());

/** Where spans are taken, each with a query, the argument that takes it and the rest of its arguments. */
const takers: readonly (readonly [where: string, field: string, rest: () => string])[] = [
  ["assignments.where.due", "assignments", () => `planId: "${planId}"`],
  ["tasks.where.due", "tasks", () => `planId: "${planId}"`],
  ["deadlineBoard.due", "deadlineBoard", () => ""],
  ["history.between", "history", () => `of: { planId: "${planId}" }`],
  ["unitLedger.due", "unitLedger", () => `unitId: "${region.unitId("区财政局")}"`],
  ["unitLedger.where.due", "unitLedger", () => `unitId: "${region.unitId("区财政局")}"`],
  ["planTrend", "planTrend", () => `planId: "${planId}", every: MONTH`],
];

/** A query with a span where it takes one; the days are written as GraphQL writes values. */
function querying(where: string, field: string, rest: string, from: string, to: string): string {
  const [, first, second] = where.split(".");
  const days = `from: ${from}, to: ${to}`;
  const span = second ? `${second}: { ${days} }` : days;
  const isPlanInWhere = second !== undefined && field !== "unitLedger";
  const args = isPlanInWhere ? `where: { ${rest}, ${span} }` : `${rest} ${first ? `${first}: { ${span} }` : span}`;
  return `{ ${field}(${args}) { ${field === "planTrend" ? "on" : "position"} } }`;
}

/** The same with the days as variables: the server compiles it when it is first asked. */
const compilable = (where: string, field: string, rest: string): string =>
  `query ($from: Day!, $to: Day!) ${querying(where, field, rest, "$from", "$to")}`;

describe.each(takers)("the span of %s", (where, field, rest) => {
  const path = where.split(".").slice(1);
  const at = (name: string) => [...path, name].join(".");

  test.each([
    ["as it stands in the text", () => querying(where, field, rest(), `"${late}"`, `"${early}"`), {}],
    ["as variables of a query that was compiled", () => compilable(where, field, rest()), { from: late, to: early }],
  ])(
    "is refused where it ends before it begins, %s, with both days as they were said",
    async (_how, document, said) => {
      const isByVariables = Object.keys(said).length > 0;
      if (isByVariables) {
        const good = await serving.ask(document(), { from: early, to: late }, region.office);
        expect(good.errors).toBeUndefined();
      }
      // Asked once more, an answer may be a remembered one.
      for (const _time of [1, 2]) {
        const { errors } = await serving.ask(document(), said, region.office);
        expect(errors).toMatchObject([
          {
            extensions: {
              code: "BAD_USER_INPUT",
              field: at("to"),
              messageZh: `${at("to")}（${early}）不应早于 ${at("from")}（${late}）：请核对是否写反。`,
              messageEn: `${at("to")} (${early}) must not lie before ${at("from")} (${late}); they may be the wrong way round.`,
            },
          },
        ]);
      }
    },
  );

  test.each([
    [early, late],
    [early, early],
  ])("is taken from %s to %s", async (from, to) => {
    const { data, errors } = await serving.ask(
      querying(where, field, rest(), `"${from}"`, `"${to}"`),
      {},
      region.office,
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ [field]: expect.anything() });
  });
});

test("the queries above are all that take a span", () => {
  const schema = makeSchema();
  const fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()));
  const spans = fields.flatMap(({ name, args }) => args.flatMap((arg) => spansBelow(arg.type, [name, arg.name])));
  expect([...new Set(spans)].sort()).toEqual(
    takers
      .map(([where]) => where)
      .filter((where) => where !== "planTrend")
      .sort(),
  );
});

/** The paths to the spans within an input. */
function spansBelow(type: GraphQLInputType, path: readonly string[]): string[] {
  const named = getNamedType(type);
  if (!isInputObjectType(named)) return [];
  if (named.name === "Days") return [path.join(".")];
  return Object.values(named.getFields()).flatMap((field) => spansBelow(field.type, [...path, field.name]));
}
