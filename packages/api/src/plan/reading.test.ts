// What a person decides on the warnings of a draft, and where that is seen; and an issue that is corrected.
import { plan, planIdOf } from "@taizhang/domain";
import { draft, named, notice, row } from "@taizhang/domain/testing/facts";
import { identity } from "@taizhang/log";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let planId: string;

const rows = [
  row({ row: 1, units: [named("区财政局", "lead")] }),
  row({ row: 2, units: [named("区卫健局")] }),
  row({ row: 3, units: [named("市财政局", "lead")], deadline: { kind: "date", date: "2021-06-30" } }),
  row({ row: 4, units: [named("市财政局", "lead"), named("区医保局")] }),
];
const warning = (code: string, of: number) => ({
  code,
  severity: "blocking" as const,
  message: code,
  row: of,
  lines: null,
});

beforeAll(async () => {
  region = testRegion(ledger);
  await region.register("区财政局", "区卫健局", "区发改局");
  serving = await serve({ ledger });
  const sourceSha256 = identity.hash("draft");
  planId = planIdOf(identity, region.regionId, sourceSha256);
  const warnings = [warning("BLANK_LEAD_DOUBTFUL", 2), warning("OTHER_LEVEL_UNIT", 3), warning("OTHER_LEVEL_UNIT", 4)];
  const knows = (name: string) => name !== "区医保局";
  const read = notice({ draft: draft({ tasks: rows, warnings }), knows });
  await region.give(office(), plan, "importPlan", planId, { regionId: region.regionId, sourceSha256 }, read);
});
afterAll(() => serving.close());

const office = () => region.bearer("office", "区财政局");

let commands = 0;
async function give(mutation: string, input: object, as = office()) {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { rejection { code detail } receipt { outcome position } } }`;
  commands += 1;
  const { data } = await serving.ask(document, { input: { commandId: `c-${commands}`, ...input } }, as);
  return data;
}
const settle = (warningNo: number, decision: object) =>
  give("resolveImportWarning", { planId, warningNo, decision, note: "与起草单位核实" });
const done = { rejection: null, receipt: { outcome: "DONE", position: expect.any(String) } };

/** What the plan shows once everything that was done is shown. */
async function shown(fields: string, as = office()) {
  const { data } = await serving.ask(
    `query ($id: ID!, $atLeast: Position) { plan(id: $id, atLeast: $atLeast) { ${fields} } }`,
    { id: planId, atLeast: String(await ledger.log.head()) },
    as,
  );
  return data;
}

describe("the warnings of a draft", () => {
  test("are settled for their row, and the row shows what is printed and what was decided", async () => {
    expect(await settle(3, { kind: "READ_AS", name: "市财政局", as: "区发改局" })).toEqual({
      resolveImportWarning: done,
    });
    expect(await settle(1, { kind: "AS_ABOVE" })).toEqual({ resolveImportWarning: done });
    const units = "rows { edges { node { row units { name relation inheritedFromRow readAs decidedIn } } } }";
    const printed = { inheritedFromRow: null, decidedIn: null };
    const cell = (name: string, relation: string, over = {}) => ({ name, relation, readAs: name, ...printed, ...over });
    expect(await shown(units)).toEqual({
      plan: {
        rows: {
          edges: [
            [cell("区财政局", "LEAD")],
            [cell("区财政局", "LEAD", { inheritedFromRow: 1, decidedIn: 1 }), cell("区卫健局", "RESPONSIBLE")],
            [cell("市财政局", "LEAD")],
            [cell("市财政局", "LEAD", { readAs: "区发改局", decidedIn: 3 }), cell("区医保局", "RESPONSIBLE")],
          ].map((all, at) => ({ node: { row: at + 1, units: all } })),
        },
      },
    });
  });

  test("show how they stand, what was decided, when and by whom, if the reader may see persons", async () => {
    await settle(2, { kind: "EXTERNAL", name: "市财政局", scope: "EVERYWHERE" });
    const fields =
      "warnings { code state decision name readAs scope note settledAt settledBy { subjectId unitId unitName } }";
    const by = { subjectId: office().sub, unitId: region.unitId("区财政局"), unitName: "区财政局" };
    const settled = { state: "SETTLED", note: "与起草单位核实", settledAt: ledger.clock.now(), settledBy: by };
    const nothing = { decision: null, name: null, readAs: null, scope: null, note: null, settledAt: null };
    expect(await shown(fields)).toEqual({
      plan: {
        warnings: [
          {
            ...{ code: "BLANK_LEAD_DOUBTFUL", decision: "AS_ABOVE", name: null, readAs: null, scope: null },
            ...settled,
          },
          {
            ...{ code: "OTHER_LEVEL_UNIT", decision: "EXTERNAL", name: "市财政局", readAs: null, scope: "EVERYWHERE" },
            ...settled,
          },
          {
            ...{ code: "OTHER_LEVEL_UNIT", decision: "READ_AS", name: "市财政局", readAs: "区发改局", scope: "ROW" },
            ...settled,
          },
          { code: "UNIT_UNKNOWN", state: "OPEN", ...nothing, settledBy: null },
        ],
      },
    });
    const asAnalyst = await shown("warnings { settledBy { subjectId unitName } }", region.bearer("analyst"));
    expect(asAnalyst).toMatchObject({
      plan: { warnings: [{ settledBy: { subjectId: null, unitName: "区财政局" } }, {}, {}, {}] },
    });
  });

  test("do not look open once the name they are about is registered, and looked so before", async () => {
    const standing = async (asOf = "") => {
      const asked = `query ($id: ID!) { plan(id: $id${asOf}) { warnings { state } } }`;
      return (await serving.ask(asked, { id: planId }, office())).data;
    };
    const head = String(await ledger.log.head());
    const states = (last: string) => ({
      plan: { warnings: ["SETTLED", "SETTLED", "SETTLED", last].map((state) => ({ state })) },
    });
    expect(await standing()).toEqual(states("OPEN"));
    const { regionId } = region;
    await give("registerUnit", { regionId, name: "区医保局", validFrom: "2021-07-15" });
    expect(await standing()).toEqual(states("OPEN"));
    // Of a day to come it is told what has happened so far, and who is there today.
    expect(await standing(', asOf: { day: "2021-08-01" }')).toEqual(states("OPEN"));
    expect(await give("confirmPlan", { planId })).toMatchObject({
      confirmPlan: { rejection: { code: "NOT_VALID_YET", detail: "区医保局 2021-07-15 > 2021-06-30" } },
    });
    const unitId = region.unitId("区医保局");
    const correction = { regionId, unitId, name: "区医保局", validFrom: "2019-03-01", reason: "登记有误" };
    expect(await give("correctValidity", correction)).toEqual({ correctValidity: done });
    expect(await standing()).toEqual(states("OVERTAKEN"));
    expect(await standing(`, asOf: { position: "${head}" }`)).toEqual(states("OPEN"));
  });
});

describe("a draft says before it is confirmed", () => {
  const importing = async (of: string, names: readonly string[]) => {
    const sourceSha256 = identity.hash(of);
    const id = planIdOf(identity, region.regionId, sourceSha256);
    const sentence = { zh: "单位名单未列尽。", en: "The list of units is open." };
    const said = { message: "单位名单未列尽。 / The list of units is open.", sentence };
    const tasks = names.map((name, at) => row({ row: at + 1, units: [named(name, "lead")] }));
    const warnings = [{ code: "OPEN_LIST", severity: "notice" as const, row: 1, lines: null, ...said }];
    const knows = (name: string) => name === "区财政局";
    const command = { regionId: region.regionId, sourceSha256 };
    const read = notice({ draft: draft({ tasks, warnings }), knows });
    await region.give(office(), plan, "importPlan", id, command, read);
    return async (fields: string, as = office(), asOf = "") => {
      const asked = `query ($id: ID!, $atLeast: Position) { plan(id: $id, atLeast: $atLeast${asOf}) { ${fields} } }`;
      return (await serving.ask(asked, { id, atLeast: String(await ledger.log.head()) }, as)).data;
    };
  };

  test("which names the roster does not know, where they are printed, and whom they may be meant for", async () => {
    const of = await importing("unknown", ["区财政局", "区财证局", "区财证局", "区水利局"]);
    const asked = "unknownNames { name printed rows near { id name } }";
    const near = [{ id: region.unitId("区财政局"), name: "区财政局" }];
    const unknown = [
      { name: "区财证局", printed: ["区财证局"], rows: [2, 3], near },
      { name: "区水利局", printed: ["区水利局"], rows: [4], near: [] },
    ];
    expect(await of(asked)).toEqual({ plan: { unknownNames: unknown } });
    const before = String(await ledger.log.head());
    await region.register("区水利局");
    expect(await of(asked)).toEqual({ plan: { unknownNames: unknown.slice(0, 1) } });
    expect(await of(asked, office(), `, asOf: { position: "${before}" }`)).toEqual({ plan: { unknownNames: unknown } });
    expect(await of(asked, { ...office(), regionId: "500155" })).toEqual({ plan: null });
    const planId = planIdOf(identity, region.regionId, identity.hash("unknown"));
    expect(await give("discardDraft", { planId, reason: "文件有误" })).toEqual({ discardDraft: done });
    expect(await of(asked)).toEqual({ plan: { unknownNames: [] } });
  });

  test("what may be decided on a warning, to those who may, and what it says in each language", async () => {
    const of = await importing("decisions", ["区财政局", "区财证局"]);
    const fields =
      "warnings { code message sentence { zh en } decisions { kind name reaches { scope rows } effect { en } } }";
    const reaches = (at: number) => [
      { scope: "ROW", rows: [at] },
      { scope: "EVERYWHERE", rows: [at] },
    ];
    const decisions = (name: string, at: number) => [
      { kind: "KEEP", name: null, reaches: [], effect: { en: expect.any(String) } },
      { kind: "READ_AS", name, reaches: reaches(at), effect: { en: expect.stringContaining(name) } },
      { kind: "EXTERNAL", name, reaches: reaches(at), effect: { en: expect.stringContaining(name) } },
    ];
    expect(await of(fields)).toEqual({
      plan: {
        warnings: [
          {
            code: "OPEN_LIST",
            message: "单位名单未列尽。 / The list of units is open.",
            sentence: { zh: "单位名单未列尽。", en: "The list of units is open." },
            decisions: decisions("区财政局", 1),
          },
          {
            code: "UNIT_UNKNOWN",
            message: "名录中没有“区财证局” / the roster does not know “区财证局”",
            sentence: { zh: "名录中没有“区财证局”", en: "the roster does not know “区财证局”" },
            decisions: decisions("区财证局", 2),
          },
        ],
      },
    });
    const none = { plan: { warnings: [{ decisions: [] }, { decisions: [] }] } };
    expect(await of("warnings { decisions { kind } }", region.bearer("auditor"))).toEqual(none);
    const head = String(await ledger.log.head());
    expect(await of("warnings { decisions { kind } }", office(), `, asOf: { position: "${head}" }`)).toEqual(none);
  });
});

describe("an issue", () => {
  test("is that of the paper, and what follows from its correction is seen in the tasks and on the boards", async () => {
    await give("confirmPlan", { planId });
    expect(await give("issuePlan", { planId, issuedOn: "2021-05-01" })).toMatchObject({
      issuePlan: { rejection: { code: "ISSUED_TOO_EARLY", detail: "2021-05-01; 2021-05-28 – 2021-06-30" } },
    });
    await give("issuePlan", { planId, issuedOn: "2021-06-30" });
    const tasks = `tasks { edges { node { issuedOn dueBeforeIssue steps { signOff } lamp { lamp } assignments { unit { id } } } } }`;
    const node = (over = {}) => ({
      node: expect.objectContaining({ issuedOn: "2021-06-30", dueBeforeIssue: false, ...over }),
    });
    await expect
      .poll(() => shown(`opening { of } ${tasks}`), { timeout: 30_000 })
      .toMatchObject({
        plan: {
          opening: null,
          tasks: {
            edges: [node(), node(), node({ dueBeforeIssue: true, lamp: { lamp: "FLAGGED" }, assignments: [] }), node()],
          },
        },
      });

    const correction = {
      planId,
      issuedOn: "2021-06-01",
      steps: { signOff: false },
      reportingOn: "2021-12-31",
      reason: "纸质文件6月1日印发",
    };
    expect(await give("correctIssue", correction)).toEqual({ correctIssue: done });
    const corrected = node({ issuedOn: "2021-06-01", steps: { signOff: false } });
    const dueToday = node({ issuedOn: "2021-06-01", steps: { signOff: false }, lamp: { lamp: "DUE_SOON" } });
    await expect
      .poll(() => shown(tasks), { timeout: 30_000 })
      .toMatchObject({ plan: { tasks: { edges: [corrected, corrected, dueToday, corrected] } } });

    const terms = "{ issuedOn settings { reportingOn steps { signOff endorsement } } }";
    const fields = `issuedOn issueCorrections { before ${terms} after ${terms} reason correctedAt correctedBy { unitName } }`;
    expect(await shown(fields)).toEqual({
      plan: {
        issuedOn: "2021-06-01",
        issueCorrections: [
          {
            before: {
              issuedOn: "2021-06-30",
              settings: { reportingOn: null, steps: { signOff: true, endorsement: true } },
            },
            after: {
              issuedOn: "2021-06-01",
              settings: { reportingOn: "2021-12-31", steps: { signOff: false, endorsement: true } },
            },
            reason: correction.reason,
            correctedAt: ledger.clock.now(),
            correctedBy: { unitName: "区财政局" },
          },
        ],
      },
    });
    const { data } = await serving.ask(
      'query ($id: ID!) { planBoard(planId: $id, on: "2021-06-30") { counts { byLamp { flagged dueSoon } } } }',
      { id: planId },
      office(),
    );
    expect(data).toEqual({ planBoard: { counts: { byLamp: { flagged: 0, dueSoon: 1 } } } });
  });

  test("loses its reporting day only if that is said", async () => {
    const both = { planId, reportingOn: "2021-12-30", withoutReportingDay: true, reason: "更正" };
    const refused = await serving.ask(
      "mutation ($input: CorrectIssueInput!) { correctIssue(input: $input) { receipt { outcome } } }",
      { input: { commandId: "both", ...both } },
      office(),
    );
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "reportingOn" });
    await give("correctIssue", { planId, reportingOn: null, dueSoonDays: 3, reason: "更正" });
    expect(await shown("settings { reportingOn dueSoonDays }")).toEqual({
      plan: { settings: { reportingOn: "2021-12-31", dueSoonDays: 3 } },
    });
    await give("correctIssue", { planId, withoutReportingDay: true, reason: "更正" });
    expect(await shown("settings { reportingOn dueSoonDays }")).toEqual({
      plan: { settings: { reportingOn: null, dueSoonDays: 3 } },
    });
  });
});
