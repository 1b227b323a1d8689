// Comparisons over HTTP: what is not the same at two moments, as far as the reader may see it, and the counts over time.
import { type Bearer, endOfDay, plan, streamOf, task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestRegion, testLedger, testRegion } from "../../testing/region.ts";
import { type Serving, serve } from "../../testing/serving.ts";

const [lead, carrier, other] = ["区政务公开办", "区教育局", "区民政局"];
const ledger = testLedger("2021-03-01");
let region: TestRegion;
let stranger: TestRegion;
let serving: Serving;
let planId: string;
let first: string;
let second: string;

// Issued on 1 March; reported on 15 March; the second task is claimed on 1 April and signed off on 2 April; today is 10 April.
beforeAll(async () => {
  region = testRegion(ledger);
  stranger = testRegion(ledger, "500155");
  const issued = await region.issue("任务分解表", [
    {
      text: "公开义务教育招生政策",
      due: "2021-03-20",
      units: [
        [lead, "lead"],
        [carrier, "responsible"],
      ],
    },
    { text: "公开社会救助标准", due: "2021-04-30", units: [[other, "responsible"]] },
  ]);
  planId = issued.planId;
  [first = "", second = ""] = issued.taskIds;
  await stranger.issue("梁平区任务分解表", [{ text: "公开预决算", units: [["区财政局", "responsible"]] }]);
  ledger.clock.setDay("2021-03-15");
  await region.report(carrier, first, "已公开招生简章");
  ledger.clock.setDay("2021-04-01");
  await region.claim(other, second, "全部公开");
  ledger.clock.setDay("2021-04-02");
  const opinion = { text: "同意" };
  await region.give(region.office, task, "signOff", second, { unitId: region.unitId(other), opinion });
  ledger.clock.setDay("2021-04-10");
  serving = await serve({ ledger });
});
afterAll(() => serving?.close());

const at = (day: string) => ({ instant: endOfDay(day) });

interface Told {
  readonly field: string;
  readonly unitId: string | null;
  readonly before: unknown;
  readonly after: unknown;
}

async function diff(of: object, from: object, to: object, as: Bearer = region.office): Promise<readonly Told[]> {
  const document = `query ($of: HistoryOf!, $from: AsOf!, $to: AsOf!) {
    diff(of: $of, from: $from, to: $to) {
      field label { zh en } planId taskId unitId unit { name } plan { title } task { current { text } } partNo itemId before after
    }
  }`;
  const { data, errors } = await serving.ask(document, { of, from, to }, as);
  if (errors) throw new Error(String(errors[0]?.extensions["code"]));
  return Object(data).diff;
}

const named = (told: readonly Told[]) =>
  new Map(told.map(({ field, before, after }) => [field, [before, after]] as const));

describe("the differences of a task", () => {
  test("are told field by field, with labels and the unit", async () => {
    const told = await diff({ taskId: second }, at("2021-03-31"), at("2021-04-02"));
    expect(named(told).get("state")).toEqual(["assigned", "signedOff"]);
    expect(named(told).get("claim.done")).toEqual([null, "全部公开"]);
    expect(told.find(({ field }) => field === "state")).toMatchObject({
      label: { zh: "办理状态", en: "state" },
      unit: { name: other },
      plan: { title: "任务分解表" },
      task: { current: { text: "公开社会救助标准" } },
      ...{ planId, taskId: second, partNo: 1, itemId: null },
    });
  });

  test("go back where the first moment is the later one", async () => {
    const told = await diff({ taskId: second }, at("2021-04-02"), at("2021-03-31"));
    expect(named(told).get("state")).toEqual(["signedOff", "assigned"]);
  });

  test("begin with nothing before it was opened", async () => {
    const told = await diff({ taskId: first }, at("2021-02-28"), at("2021-03-01"));
    expect(named(told).get("text")).toEqual([null, "公开义务教育招生政策"]);
    expect(told.every(({ before }) => before === null)).toBe(true);
  });

  test("show another unit the state alone", async () => {
    const told = await diff({ taskId: second }, at("2021-03-31"), at("2021-04-02"), region.bearer("unit", carrier));
    expect([...named(told).keys()].toSorted()).toEqual(["signOff.lateDays", "state"]);
  });

  test("show the lead what its units handed in", async () => {
    const span = [at("2021-03-14"), at("2021-03-15")] as const;
    const seen = async (unit: string) =>
      named(await diff({ taskId: first }, ...span, region.bearer("unit", unit))).get("reportCount");
    expect(await seen(lead)).toEqual([0, 1]);
    expect(await seen(carrier)).toEqual([0, 1]);
    expect(await seen(other)).toBeUndefined();
  });

  test("are none in another region", async () => {
    expect(await diff({ taskId: second }, at("2021-03-31"), at("2021-04-02"), stranger.office)).toEqual([]);
    expect(await diff({ planId }, at("2021-02-28"), at("2021-04-02"), stranger.office)).toEqual([]);
    const of = { unitId: region.unitId(other) };
    expect(await diff(of, at("2021-02-28"), at("2021-04-02"), stranger.office)).toEqual([]);
  });
});

test("the differences of a plan are its own, or those of its tasks, too", async () => {
  const span = [at("2021-02-28"), at("2021-03-01")] as const;
  const own = await diff({ planId }, ...span);
  expect(named(own).get("status")).toEqual([null, "issued"]);
  expect(own.every((each) => each.unitId === null)).toBe(true);
  const all = await diff({ planId, withTasks: true }, ...span);
  expect(all.length).toBeGreaterThan(own.length);
  expect(await diff({ planId }, at("2021-03-01"), at("2021-04-10"))).toEqual([]);
  expect(named(await diff({ planId, withTasks: true }, at("2021-04-01"), at("2021-04-10"))).get("state")).toEqual([
    "claimed",
    "signedOff",
  ]);
});

describe("at a moment when a plan was not there yet", () => {
  /** Before everything, as a position at which nothing stands. */
  const before = { position: "1" };

  test("its differences are none, and behind it all that it has come to be", async () => {
    const issued = { day: "2021-03-01" };
    for (const of of [{ planId }, { planId, withTasks: true }, { taskId: first }, { unitId: region.unitId(other) }]) {
      expect(await diff(of, before, { position: "2" })).toEqual([]);
      expect(await diff(of, before, { day: "2021-02-28" })).toEqual([]);
      const told = await diff(of, before, issued);
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((each) => each.before !== null)).toEqual([]);
      expect(await diff(of, { day: "2021-02-28" }, issued)).toEqual(told);
      const back = await diff(of, issued, before);
      expect(back.map((each) => [each.field, each.after])).toEqual(told.map(({ field }) => [field, null]));
    }
  });

  test("while it was a draft, it has no tasks", async () => {
    const events = [];
    for await (const event of ledger.log.read(streamOf(plan, planId))) events.push(event);
    const imported = { position: String(events.find(({ fact }) => fact.type === "PlanImported")?.position) };
    const told = await diff({ planId, withTasks: true }, before, imported);
    expect(named(told).get("status")).toEqual([null, "draft"]);
    expect(told.filter(({ unitId }) => unitId !== null)).toEqual([]);
    expect(told).toEqual(await diff({ planId }, before, imported));
  });

  test("it is compared as nothing, on the first day of its region, and no lamp of today is lit", async () => {
    const document = `query ($planId: ID!, $from: AsOf!, $to: AsOf!) { compare(planId: $planId, from: $from, to: $to) {
      before { on position counts { tasks assignments } } after { on counts { tasks } } lines { edges { node { became } } }
    } }`;
    const { data } = await serving.ask(document, { planId, from: before, to: { day: "2021-03-14" } }, region.office);
    expect(data).toEqual({
      compare: {
        before: { on: "2021-03-01", position: "1", counts: { tasks: 0, assignments: 0 } },
        after: { on: "2021-03-14", counts: { tasks: 2 } },
        lines: { edges: [{ node: { became: "NEW" } }, { node: { became: "NEW" } }] },
      },
    });
  });

  test("nothing else answers with the present", async () => {
    const document = `query ($planId: ID!, $taskId: ID!, $unitId: ID!, $asOf: AsOf!) {
      plan(id: $planId, asOf: $asOf) { id }
      plans(asOf: $asOf) { totalCount edges { node { id } } }
      planBoard(planId: $planId, asOf: $asOf) { on }
      task(id: $taskId, asOf: $asOf) { id }
      tasks(planId: $planId, asOf: $asOf) { totalCount edges { node { id } } }
      assignments(where: { planId: $planId }, asOf: $asOf) { totalCount edges { node { id } } }
      unitLedger(unitId: $unitId, asOf: $asOf) { totalCount edges { node { id } } }
      deadlineBoard(asOf: $asOf) { totalCount edges { node { id } } }
      reviewQueue(of: OFFICE, asOf: $asOf) { totalCount edges { node { id } } }
      completionReport(planId: $planId, unitId: $unitId, asOf: $asOf) { state }
    }`;
    const none = { totalCount: 0, edges: [] };
    const given = { planId, taskId: first, unitId: region.unitId(other) };
    for (const asOf of [before, { day: "2021-02-28" }]) {
      const { data, errors } = await serving.ask(document, { ...given, asOf }, region.office);
      expect(errors).toBeUndefined();
      expect(data).toEqual({
        ...{ plan: null, planBoard: null, task: null, completionReport: null },
        ...{ plans: none, tasks: none, assignments: none, unitLedger: none, deadlineBoard: none, reviewQueue: none },
      });
    }
  });
});

test("the differences of a unit are those of its ledger and its place in the roster", async () => {
  const of = { unitId: region.unitId(other) };
  expect(named(await diff(of, at("2021-02-28"), at("2021-03-01"))).get("name")).toEqual([null, other]);
  const span = [at("2021-03-31"), at("2021-04-02")] as const;
  expect(named(await diff(of, ...span)).get("standing")).toEqual(["open", "done"]);
  const mine = { unitId: region.unitId(carrier) };
  const reported = [at("2021-03-14"), at("2021-03-15")] as const;
  expect(named(await diff(mine, ...reported, region.bearer("unit", carrier))).get("reportCount")).toEqual([0, 1]);
  expect(named(await diff(mine, ...reported, region.bearer("unit", lead))).get("reportCount")).toEqual([0, 1]);
  expect(named(await diff(mine, ...reported, region.bearer("unit", other))).has("reportCount")).toBe(false);
});

test("what has no moments is not compared", async () => {
  for (const of of [{ actor: "somebody" }, { roster: true }, {}, { planId, taskId: first }])
    await expect(diff(of, at("2021-03-01"), at("2021-03-02"))).rejects.toThrow("BAD_USER_INPUT");
  await expect(diff({ planId }, {}, at("2021-03-02"))).rejects.toThrow("BAD_USER_INPUT");
});

describe("a plan beside itself", () => {
  const counted =
    "on lampRule counts { tasks byState { assigned accepted claimed signedOff } byLamp { overdue done } }";
  async function compared(rest: string, as: Bearer = region.office) {
    const document = `query ($planId: ID!, $from: AsOf!, $to: AsOf!) {
      compare(planId: $planId, from: $from, to: $to ${rest}) {
        plan { title }
        before { ${counted} } after { ${counted} }
        lines { edges { node { became row text task { id current { text } } fields { field } } } }
      }
    }`;
    const variables = { planId, from: at("2021-03-14"), to: at("2021-04-02") };
    const { data, errors } = await serving.ask(document, variables, as);
    expect(errors).toBeUndefined();
    return Object(data).compare;
  }

  test("is counted twice as the board counts, and its tasks are told that are not the same", async () => {
    const found = await compared("");
    const board = `query ($planId: ID!) {
      first: planBoard(planId: $planId, on: "2021-03-14") { ${counted} }
      second: planBoard(planId: $planId, on: "2021-04-02") { ${counted} }
    }`;
    const { data } = await serving.ask(board, { planId }, region.office);
    expect({ first: found.before, second: found.after }).toEqual(data);
    expect(found.plan).toEqual({ title: "任务分解表" });
    expect(found.lines.edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { became: "CHANGED", row: 1, text: "公开义务教育招生政策" },
      {
        ...{ became: "CHANGED", row: 2, text: "公开社会救助标准" },
        task: { id: second, current: { text: "公开社会救助标准" } },
      },
    ]);
  });

  test("shows the tasks of a unit, and those of a heading", async () => {
    const ofUnit = await compared(`where: { unitId: "${region.unitId(other)}" }`);
    expect(ofUnit).toMatchObject({ before: { counts: { tasks: 1 } }, lines: { edges: [{ node: { row: 2 } }] } });
    expect(await compared(`where: { section: "二" }`)).toMatchObject({ after: { counts: { tasks: 0 } } });
    expect(await compared("where: { section: null }")).toMatchObject({ after: { counts: { tasks: 0 } } });
    expect(await compared("where: { subsection: null }")).toMatchObject({ after: { counts: { tasks: 2 } } });
  });

  test("tells tasks as new that were not there, page by page", async () => {
    const pages = async (became: string) => {
      const document = `query ($planId: ID!, $after: String) {
        compare(planId: $planId, from: { instant: "2021-02-01T00:00:00Z" }, to: { instant: "2021-03-02T00:00:00Z" }) {
          lines(first: 1, after: $after, became: [${became}]) { totalCount edges { node { row } } pageInfo { hasNextPage endCursor } }
        }
      }`;
      const rows: number[] = [];
      for (let after: string | null = null; ; ) {
        const { data } = await serving.ask(document, { planId, after }, region.office);
        const { edges, pageInfo, totalCount } = Object(data).compare.lines;
        rows.push(...edges.map(({ node }: { node: { row: number } }) => node.row));
        if (!pageInfo.hasNextPage) {
          expect(totalCount).toBe(rows.length);
          return rows;
        }
        after = pageInfo.endCursor;
      }
    };
    expect(await pages("NEW")).toEqual([1, 2]);
    expect(await pages("GONE, CHANGED")).toEqual([]);
  });

  test("is nothing in another region", async () => {
    expect(await compared("", stranger.office)).toBeNull();
  });
});

describe.each([
  ["compare", () => `planId: "${planId}"`, "planId"],
  ["compare", () => 'planId: "nothing"', "planId"],
  ["diff", () => `of: { planId: "${planId}" }`, "field"],
])("a moment of %s (%#) that is not said in one way", (field, rest, shown) => {
  const right = '{ day: "2021-03-02" }';
  test.each(["{}", '{ day: "2021-03-01", instant: "2021-03-01T00:00:00Z" }'])("is named, as %s is", async (wrong) => {
    for (const name of ["from", "to"]) {
      const moments = name === "from" ? `from: ${wrong}, to: ${right}` : `from: ${right}, to: ${wrong}`;
      const { errors } = await serving.ask(`{ ${field}(${rest()}, ${moments}) { ${shown} } }`, {}, region.office);
      expect(errors).toMatchObject([
        {
          extensions: {
            code: "BAD_USER_INPUT",
            field: name,
            messageZh: `${name} 应恰好给出 position、instant、day 中的一个。`,
            messageEn: `${name} takes exactly one of position, instant and day.`,
          },
        },
      ]);
    }
  });
});

describe("the trend of a plan", () => {
  async function trend(from: string, to: string, every: string, as: Bearer = region.office) {
    const document = `query ($planId: ID!, $from: Day!, $to: Day!, $every: Step!) {
      planTrend(planId: $planId, from: $from, to: $to, every: $every) { on open claimed signedOff overdue counts { tasks } }
    }`;
    const { data, errors } = await serving.ask(document, { planId, from, to, every }, as);
    return errors?.[0]?.extensions["code"] ?? Object(data).planTrend;
  }

  test("has a point for every step, and for the last day", async () => {
    expect(await trend("2021-02-15", "2021-04-02", "MONTH")).toEqual([
      { on: "2021-02-28", open: 0, claimed: 0, signedOff: 0, overdue: 0, counts: { tasks: 0 } },
      { on: "2021-03-31", open: 3, claimed: 0, signedOff: 0, overdue: 1, counts: { tasks: 2 } },
      { on: "2021-04-02", open: 2, claimed: 0, signedOff: 1, overdue: 1, counts: { tasks: 2 } },
    ]);
    const weeks: readonly { on: string }[] = await trend("2021-03-15", "2021-03-28", "WEEK");
    expect(weeks.map(({ on }) => on)).toEqual(["2021-03-21", "2021-03-28"]);
    expect(await trend("2021-04-01", "2021-04-01", "DAY")).toMatchObject([{ on: "2021-04-01", claimed: 1, open: 3 }]);
  });

  test("ends with the last day there is", async () => {
    for (const every of ["DAY", "WEEK", "MONTH"])
      expect(await trend("9999-12-31", "9999-12-31", every)).toMatchObject([{ on: "9999-12-31", open: 2 }]);
    const days = (await trend("9999-11-30", "9999-12-31", "MONTH")).map(({ on }: { on: string }) => on);
    expect(days).toEqual(["9999-11-30", "9999-12-31"]);
  });

  test("ends after it begins, and has a bound", async () => {
    expect(await trend("2021-04-02", "2021-04-01", "DAY")).toBe("BAD_USER_INPUT");
    expect(await trend("2019-01-01", "2021-04-01", "DAY")).toBe("LIMIT_EXCEEDED");
    expect(await trend("2019-01-01", "2021-04-01", "MONTH")).toHaveLength(28);
  });

  test("is empty in another region", async () => {
    expect(await trend("2021-03-01", "2021-03-02", "DAY", stranger.office)).toEqual([]);
  });
});

describe("for a unit that came to lead a task", () => {
  const since = testLedger("2021-03-01");
  const newLead = "区司法局";
  let own: TestRegion;
  let shown: Serving;
  let ids: { readonly planId: string; readonly taskId: string };

  // Reported on 15 March; led by another unit from 5 April; today is 10 April.
  beforeAll(async () => {
    own = testRegion(since);
    const { planId: id, taskIds } = await own.issue("任务分解表", [
      { text: "公开义务教育招生政策", due: "2021-04-30", units: [[carrier, "responsible"]] },
    ]);
    ids = { planId: id, taskId: taskIds[0] ?? "" };
    since.clock.setDay("2021-03-15");
    await own.report(carrier, ids.taskId, "已公开招生简章");
    since.clock.setDay("2021-04-05");
    await own.register(newLead);
    const unitId = own.unitId(newLead);
    const assignments = [{ unitId, relations: ["lead" as const], via: null, inheritedFromRow: null }];
    const lists = { units: registered(unitId), groups: new Map() };
    await own.give(own.office, task, "assignUnits", ids.taskId, { assignments, groups: [], external: [] }, lists);
    since.clock.setDay("2021-04-10");
    shown = await serve({ ledger: since });
  });
  afterAll(() => shown?.close());

  const days = ["2021-03-10", "2021-03-31", "2021-04-10"] as const;

  /** What a document answers of a span of days as that unit. */
  async function ofSpan(document: string, given: object, from: string, to: string): Promise<unknown> {
    const variables = { ...given, from: { day: from }, to: { day: to } };
    const { data, errors } = await shown.ask(document, variables, own.bearer("unit", newLead));
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  test.each(["taskId", "planId", "unitId"] as const)(
    "a report from before is told on its days, asked by %s",
    async (by) => {
      const of = { planId: { planId: ids.planId, withTasks: true }, taskId: { taskId: ids.taskId } };
      const asked = by === "unitId" ? { unitId: own.unitId(carrier) } : of[by];
      const document = `query ($of: HistoryOf!, $from: AsOf!, $to: AsOf!) {
      diff(of: $of, from: $from, to: $to) { field before after }
    }`;
      const told = async (from: string, to: string) => {
        const { diff: found } = Object(await ofSpan(document, { of: asked }, from, to));
        return Array.from<Told>(found).filter(({ field }) => field.startsWith("lastReport."));
      };
      const [start, middle, end] = days;
      const whole = await told(start, end);
      expect(whole.length).toBeGreaterThan(0);
      expect(await told(start, middle)).toEqual(whole);
      expect(await told(middle, end)).toEqual([]);
    },
  );

  test("it is among the lines of compare on its days", async () => {
    const document = `query ($planId: ID!, $from: AsOf!, $to: AsOf!) {
      compare(planId: $planId, from: $from, to: $to) { lines { edges { node { fields { field } } } } }
    }`;
    const found = await ofSpan(document, { planId: ids.planId }, days[0], days[1]);
    expect(JSON.stringify(found)).toContain("lastReport.no");
  });
});
