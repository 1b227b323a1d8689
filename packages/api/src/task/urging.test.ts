// An urging over GraphQL: owed in the unit's ledger and on the board until it is answered, and who may read the words.
import type { Bearer } from "@taizhang/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstField } from "../../testing/first-field.ts";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const ledger = testLedger("2021-06-30");
let serving: Serving;
let region: TestRegion;
let taskId: string;
let unitId: string;
let unit: Bearer;

beforeAll(async () => {
  region = testRegion(ledger);
  const units = [
    ["区发改局", "lead"],
    ["区财政局", "responsible"],
    ["区教育局", "responsible"],
  ] as const;
  const issued = await region.issue("任务分解表", [{ text: "公开预决算", due: "2021-11-30", units }]);
  taskId = issued.taskIds[0] ?? "";
  unitId = region.unitId("区财政局");
  unit = region.bearer("unit", "区财政局");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

const ask = (document: string, variables: object, as: Bearer) => firstField(serving, document, variables, as);

const answer = "{ receipt { position } rejection { code detail } }";
const urge = (input: object, as: Bearer) =>
  ask(`mutation ($input: UrgeInput!) { urge(input: $input) ${answer} }`, { input: { taskId, ...input } }, as);

test("the lead urges, the unit owes an answer by its day, and answers; the others see that it was urged", async () => {
  const lead = region.bearer("unit", "区发改局");
  const asked = { commandId: "urge-1", unitIds: [unitId], text: "请说明进展", answerBy: "2021-07-05" };
  expect(await urge(asked, region.bearer("unit", "区教育局"))).toMatchObject({
    rejection: { code: "NOT_LEAD_NOR_OFFICE" },
  });
  const urged = await urge(asked, lead);
  expect(urged).toMatchObject({ rejection: null });
  expect(await urge({ ...asked, commandId: "urge-2" }, region.bearer("office"))).toEqual({
    receipt: null,
    rejection: { code: "URGED_RECENTLY", detail: "区财政局" },
  });

  const lines = async (variables: object, as = unit) =>
    ask(
      `query ($u: ID!, $standings: [Standing!], $asOf: AsOf, $p: Position) { unitLedger(unitId: $u, standings: $standings, asOf: $asOf, atLeast: $p)
        { edges { node { kind standing state urgingNo dueOn answeredOn row lamp { lamp } } } } }`,
      { u: unitId, ...variables },
      as,
    );
  const owed = {
    ...{
      kind: "URGING",
      standing: "OPEN",
      state: "ASSIGNED",
      urgingNo: 1,
      dueOn: "2021-07-05",
      answeredOn: null,
      row: 1,
    },
    lamp: { lamp: "DUE_SOON" },
  };
  const part = expect.objectContaining({ kind: "PART", standing: "OPEN", state: "ASSIGNED", urgingNo: null });
  const p = urged.receipt?.position;
  expect(await lines({ p })).toEqual({ edges: [{ node: owed }, { node: part }] });
  expect(await lines({ p }, region.bearer("unit", "区教育局"))).toEqual({ edges: [{ node: owed }, { node: part }] });

  const board =
    "query ($asOf: AsOf) { deadlineBoard(asOf: $asOf) { edges { node { kind dueOn openUnits { name } } } } }";
  const due = { node: { kind: "URGING", dueOn: "2021-07-05", openUnits: [{ name: "区财政局" }] } };
  expect(await ask(board, {}, unit)).toMatchObject({ edges: [due, { node: { kind: "PART" } }] });

  const said = { commandId: "answer-1", taskId, unitId, urgingNo: 1, text: "月底前完成" };
  const replied = await ask(
    `mutation ($input: AnswerUrgingInput!) { answerUrging(input: $input) ${answer} }`,
    { input: said },
    unit,
  );
  const after = { p: replied.receipt?.position };
  expect(await lines(after)).toEqual({ edges: [{ node: part }] });
  expect(await lines({ ...after, standings: ["DONE"] })).toEqual({
    edges: [{ node: { ...owed, standing: "DONE", answeredOn: "2021-06-30", lamp: { lamp: "DONE" } } }],
  });
  // As of the urging, it was owed; and so says the board of that moment.
  expect(await lines({ asOf: { position: p } })).toMatchObject({ edges: [{ node: owed }, {}] });
  expect(await ask(board, { asOf: { position: p } }, unit)).toMatchObject({ edges: [due, {}] });

  const seen = (as: Bearer) =>
    ask(
      `query ($id: ID!, $u: ID!) { task(id: $id) { assignments(unitId: $u)
        { urgings { urgingNo state text answerBy by { unitName } answer { text answeredOn } } } } }`,
      { id: taskId, u: unitId },
      as,
    );
  const whole = {
    ...{ urgingNo: 1, state: "ANSWERED", text: "请说明进展", answerBy: "2021-07-05", by: { unitName: "区发改局" } },
    answer: { text: "月底前完成", answeredOn: "2021-06-30" },
  };
  expect(await seen(unit)).toEqual({ assignments: [{ urgings: [whole] }] });
  expect(await seen(lead)).toEqual({ assignments: [{ urgings: [whole] }] });
  expect(await seen(region.bearer("unit", "区教育局"))).toEqual({ assignments: [{ urgings: null }] });
});
