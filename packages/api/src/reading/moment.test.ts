// One answer is of one moment: states and lamps, lists and boards, now, as of a position, an instant or a day.
import "reflect-metadata";
import { task } from "@taizhang/domain";
import { getNamedType, isLeafType, isRequiredArgument } from "graphql";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";
import { makeSchema } from "../schema/schema.ts";

const ledger = testLedger("2021-06-01");
let serving: Serving;
let region: TestRegion;
let planId: string;
let first: string;
let issued: bigint;
let signedOff: bigint;

// Issued on 1 June; the first task is signed off on 10 June, the second never; today is 10 July.
beforeAll(async () => {
  region = testRegion(ledger);
  const units = [["区财政局", "responsible"]] as const;
  const plan = await region.issue("任务分解表", [
    { text: "公开预算", due: "2021-06-30", units },
    { text: "公开决算", due: "2021-06-30", units },
  ]);
  planId = plan.planId;
  first = plan.taskIds[0] ?? "";
  issued = (await ledger.log.head()) ?? 0n;
  ledger.clock.setDay("2021-06-10");
  await region.claim("区财政局", first, "全部公开");
  const opinion = { text: "同意" };
  const unitId = region.unitId("区财政局");
  signedOff = (await region.give(region.office, task, "signOff", first, { unitId, opinion })).position ?? 0n;
  ledger.clock.setDay("2021-07-10");
  serving = await serve({ ledger });
});

afterAll(() => serving.close());

async function ask(document: string, variables: object = {}) {
  const { data, errors } = await serving.ask(document, { planId, first, ...variables }, region.bearer("office"));
  return errors?.[0]?.extensions["code"] ?? data;
}

const at = (position: bigint) => `asOf: { position: "${position}" }`;

/** What a board says of its day, and how many tasks are ahead, due soon, overdue and done. */
async function board(moment: string) {
  const answer = await ask(
    `query ($planId: ID!) { planBoard(planId: $planId ${moment}) {
      on counts { byLamp { ahead dueSoon overdue done } byState { assigned signedOff } }
    } }`,
  );
  if (typeof answer === "string") return answer;
  const { on, counts } = Object(answer).planBoard;
  const { ahead, dueSoon, overdue, done } = counts.byLamp;
  expect(counts.byState.signedOff).toBe(done);
  return { on, lamps: [ahead, dueSoon, overdue, done] };
}

describe("a board", () => {
  test("of a past day shows states and lamps as they were at its end", async () => {
    expect(await board('on: "2021-06-09"')).toEqual({ on: "2021-06-09", lamps: [2, 0, 0, 0] });
    expect(await board('on: "2021-06-10"')).toEqual({ on: "2021-06-10", lamps: [1, 0, 0, 1] });
    expect(await board('on: "2021-06-29"')).toEqual({ on: "2021-06-29", lamps: [0, 1, 0, 1] });
  });

  test("of today is the present, and a later day judges the present states", async () => {
    expect(await board("")).toEqual({ on: "2021-07-10", lamps: [0, 0, 1, 1] });
    expect(await board('on: "2021-07-10"')).toEqual({ on: "2021-07-10", lamps: [0, 0, 1, 1] });
    expect(await board('on: "2022-01-01"')).toEqual({ on: "2022-01-01", lamps: [0, 0, 1, 1] });
  });

  test("as of a position is lit for the day on which that happened", async () => {
    expect(await board(at(issued))).toEqual({ on: "2021-06-01", lamps: [2, 0, 0, 0] });
    expect(await board(at(signedOff))).toEqual({ on: "2021-06-10", lamps: [1, 0, 0, 1] });
  });

  test("as of a position at which nothing stands is lit for the day of what stands before it", async () => {
    expect(await ledger.log.eventAt(issued + 1n)).toBeNull();
    expect(await board(at(issued + 1n))).toEqual({ on: "2021-06-01", lamps: [2, 0, 0, 0] });
    // The first task is claimed, and not signed off yet.
    expect(await board(at(signedOff - 1n))).toEqual({ on: "2021-06-10", lamps: [1, 0, 0, 0] });
  });

  test("there is none before the plan", async () => {
    const asked = `query ($planId: ID!) { planBoard(planId: $planId, on: "2021-05-31") { on } }`;
    expect(await ask(asked)).toEqual({ planBoard: null });
  });

  test("takes a day or a moment, not both", async () => {
    expect(await board(`on: "2021-06-09", ${at(issued)}`)).toBe("BAD_USER_INPUT");
  });
});

test("the deadline board of a past day lists what was open then", async () => {
  const due = async (moment: string) => {
    const { deadlineBoard } = Object(
      await ask(`{ deadlineBoard(first: 5 ${moment}) { position edges { node { row lamp { lamp on } } } } }`),
    );
    return deadlineBoard.edges.map(({ node }: { node: { row: number; lamp: object } }) => [node.row, node.lamp]);
  };
  const lit = (lamp: string, on: string) => ({ lamp, on });
  expect(await due('on: "2021-06-09"')).toEqual([
    [1, lit("AHEAD", "2021-06-09")],
    [2, lit("AHEAD", "2021-06-09")],
  ]);
  expect(await due('on: "2021-06-29"')).toEqual([[2, lit("DUE_SOON", "2021-06-29")]]);
  expect(await due(at(issued))).toHaveLength(2);
  expect(await due("")).toEqual([[2, lit("OVERDUE", "2021-07-10")]]);
  expect(await due('on: "2021-06-09", due: { to: "2021-06-29" }')).toEqual([]);
});

test("a task, a ledger and a plan's tasks as of a position are lit for that day and say that position", async () => {
  const asked = `query ($planId: ID!, $first: ID!, $unitId: ID!) {
    task(id: $first, ${at(issued)}) { lamp { lamp on } }
    unitLedger(unitId: $unitId, first: 1, ${at(issued)}) { position edges { node { lamp { lamp on } plan { position } } } }
    plan(id: $planId, ${at(issued)}) {
      rows(first: 1) { position }
      tasks(first: 2) { position edges { node { position lamp { on } } } }
    }
  }`;
  const answer = Object(await ask(asked, { unitId: region.unitId("区财政局") }));
  const lit = { lamp: "AHEAD", on: "2021-06-01" };
  expect(answer.task).toEqual({ lamp: lit });
  expect(answer.unitLedger).toMatchObject({ position: `${issued}`, edges: [{ node: { lamp: lit } }] });
  expect(answer.plan.tasks).toMatchObject({
    position: `${issued}`,
    edges: [{ node: { lamp: { on: "2021-06-01" } } }, {}],
  });
  const positions = [
    answer.unitLedger.edges[0].node.plan.position,
    answer.plan.rows.position,
    ...answer.plan.tasks.edges.map(({ node }: { node: { position: string } }) => node.position),
  ];
  for (const position of positions) expect(BigInt(position)).toBeLessThanOrEqual(issued);
});

test("as of an instant, positions are those of the last event until then", async () => {
  const instant = 'asOf: { instant: "2021-06-05T00:00:00.000Z" }';
  const asked = `query ($planId: ID!, $unitId: ID!) {
    unitLedger(unitId: $unitId, first: 2, ${instant}) { position }
    plan(id: $planId, ${instant}) { tasks(first: 2) { position } }
    planBoard(planId: $planId, ${instant}) { position on }
  }`;
  const answer = Object(await ask(asked, { unitId: region.unitId("区财政局") }));
  const { position } = answer.plan.tasks;
  expect(BigInt(position)).toBeLessThanOrEqual(issued);
  expect(answer).toMatchObject({ unitLedger: { position }, planBoard: { position, on: "2021-06-05" } });
});

test("the same moment is said as a day, and as an instant with any offset", async () => {
  const said = [
    'asOf: { day: "2021-06-10" }',
    'asOf: { instant: "2021-06-10T23:59:59+08:00" }',
    'asOf: { instant: "2021-06-10T10:59:59-05:00" }',
    'on: "2021-06-10"',
  ];
  for (const moment of said) expect(await board(moment)).toEqual({ on: "2021-06-10", lamps: [1, 0, 0, 1] });
  expect(await board('asOf: { day: "2021-06-09" }')).toEqual({ on: "2021-06-09", lamps: [2, 0, 0, 0] });
  expect(await board('asOf: { day: "2021-06-09", instant: "2021-06-10T23:59:59+08:00" }')).toBe("BAD_USER_INPUT");
  expect(await board("asOf: {}")).toBe("BAD_USER_INPUT");
});

describe("a position that the log has not come to", () => {
  /** How arguments say a position, by their type, and the place in the argument that says it. */
  const sayings: Readonly<Record<string, { say(position: bigint): string; readonly within: string }>> = {
    AsOf: { say: (position) => `{ position: "${position}" }`, within: ".position" },
    Position: { say: (position) => `"${position}"`, within: "" },
  };
  // A proof is asked of what stands at a position: nothing does at one to come.
  const isRead = ({ name }: { readonly name: string }) => name !== "inclusionProof";
  const positions = Object.values(makeSchema().getQueryType()?.getFields() ?? {})
    .filter(isRead)
    .flatMap((field) =>
      field.args.flatMap((arg) => {
        const saying = sayings[getNamedType(arg.type).name];
        return saying ? [{ field, arg, ...saying }] : [];
      }),
    );
  const given: Readonly<Record<string, string>> = {
    id: '"1"',
    ids: '["1"]',
    text: '"预算"',
    every: "MONTH",
    planId: "$planId",
    unitId: '"1"',
    of: "{ planId: $planId }",
    where: "{ planId: $planId }",
  };

  test("may be said in many places", () => {
    const places = positions.map(({ field, arg }) => `${field.name}.${arg.name}`);
    const some = ["plan.asOf", "unitLedger.asOf", "compare.from", "diff.to", "node.atLeast", "search.atLeast"];
    expect(places).toEqual(expect.arrayContaining(some));
  });

  test.each(positions)("is refused by $field.name($arg.name), which says where the log ends", async (place) => {
    const { field, arg, say, within } = place;
    const head = (await ledger.log.head()) ?? 0n;
    const document = (position: bigint) => {
      const others = field.args
        .filter((each) => each !== arg && isRequiredArgument(each))
        .map(
          ({ name, type }) =>
            `${name}: ${given[name] ?? sayings[getNamedType(type).name]?.say(head) ?? '"2021-06-05"'}`,
        );
      const said = [...others, `${arg.name}: ${say(position)}`].join(", ");
      const used = said.includes("$planId") ? "query ($planId: ID!)" : "query";
      const fields = isLeafType(getNamedType(field.type)) ? "" : " { __typename }";
      return `${used} { ${field.name}(${said})${fields} }`;
    };
    const answer = (position: bigint) => serving.ask(document(position), { planId }, region.bearer("office"));
    expect((await answer(head)).errors?.map(({ extensions }) => extensions["field"]) ?? []).not.toContain(
      `${arg.name}${within}`,
    );
    const [refused, ...more] = (await answer(head + 1n)).errors ?? [];
    expect(more).toEqual([]);
    expect(refused?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field: `${arg.name}${within}`,
      position: String(head),
      messageZh: expect.stringContaining(`目前只到位置 ${head}，没有到过位置 ${head + 1n}`),
    });
  });
});

test("it is said of which instant an answer is", async () => {
  const shownAt = async (moment: string) => {
    const answer = await ask(`{ shownAt${moment === "" ? "" : `(${moment})`} }`);
    return typeof answer === "string" ? answer : Object(answer).shownAt;
  };
  const now = "2021-07-10T04:00:00.000Z";
  expect(await shownAt("")).toBe(now);
  expect(await shownAt('on: "2022-01-01"')).toBe(now);
  expect(await shownAt('asOf: { day: "2021-07-10" }')).toBe(now);
  expect(await shownAt('on: "2021-06-09"')).toBe("2021-06-09T15:59:59.999Z");
  expect(await shownAt('asOf: { day: "2021-06-09" }')).toBe("2021-06-09T15:59:59.999Z");
  expect(await shownAt('asOf: { instant: "2021-06-05T08:30:00+08:00" }')).toBe("2021-06-05T00:30:00.000Z");
  expect(await shownAt(at(signedOff))).toBe("2021-06-10T04:00:00.000Z");
  // What stands there of the region is nothing; the last before it is.
  expect(await shownAt(at(issued + 1n))).toBe("2021-06-01T04:00:00.000Z");
  expect(await shownAt(`on: "2021-06-09", ${at(issued)}`)).toBe("BAD_USER_INPUT");
});

describe("a region of a ledger that keeps several", () => {
  let earlier: bigint;
  let elsewhere: bigint;
  let own: bigint;

  // Another region acts on 3 May, this one on 7 May, the other again on 20 May.
  const shared = testLedger("2021-05-03");
  const [here, other] = [testRegion(shared), testRegion(shared, "500155")];
  let plan: string;
  let both: Serving;
  const head = async () => (await shared.log.head()) ?? 0n;

  beforeAll(async () => {
    await other.register("区教育局");
    earlier = await head();
    shared.clock.setDay("2021-05-07");
    const rows = [{ text: "公开预算", due: "2021-05-31", units: [["区财政局", "responsible"]] }] as const;
    plan = (await here.issue("任务分解表", rows)).planId;
    own = await head();
    shared.clock.setDay("2021-05-20");
    await other.register("区水利局");
    elsewhere = await head();
    shared.clock.setDay("2021-05-25");
    both = await serve({ ledger: shared });
  });
  afterAll(() => both.close());

  /** What a reader is told of the moment of a position: its instant, and the day that boards are lit for. */
  async function told(position: bigint, reader: TestRegion) {
    const asked = `query ($planId: ID!) { shownAt(${at(position)}) planBoard(planId: $planId, ${at(position)}) { on } }`;
    const { data, errors } = await both.ask(asked, { planId: plan }, reader.bearer("office"));
    expect(errors).toBeUndefined();
    return data;
  }

  test("what stands in another one is nothing: it answers as the position before it", async () => {
    expect((await shared.log.eventAt(elsewhere))?.regionId).toBe("500155");
    expect(await shared.log.eventAt(elsewhere - 1n)).toBeNull();
    const since = await told(own, here);
    expect(since).toEqual({ shownAt: "2021-05-07T04:00:00.000Z", planBoard: { on: "2021-05-07" } });
    for (const position of [own + 1n, elsewhere - 1n, elsewhere]) expect(await told(position, here)).toEqual(since);
    expect(await told(elsewhere, other)).toEqual({ shownAt: "2021-05-20T04:00:00.000Z", planBoard: null });
  });

  test("before its first event none of it happened, whatever stands there of others", async () => {
    expect(await told(earlier, here)).toEqual({ shownAt: null, planBoard: null });
    expect(await told(earlier, other)).toEqual({ shownAt: "2021-05-03T04:00:00.000Z", planBoard: null });
  });
});
