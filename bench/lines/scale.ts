// Every query of a reader on a million events with 60,000 open parts, compared with the same query on nine thousand.
import { unitOf } from "@taizhang/test/support/taizhang";
import { figureOf, ratioOf } from "../figures.ts";
import { keptHistory } from "../history/kept-history.ts";
import { longHistory, regionId } from "../history/write-history.ts";
import type { Finding, Trial } from "../line.ts";
import { oneByOne } from "../one-by-one.ts";
import { madeAnew, startProductOn } from "../product.ts";
import { interleaved } from "../rounds.ts";
import { ledgerQuery } from "./ledger-page.ts";

const page = "pageInfo { hasNextPage endCursor }";
const task = "id planId dueOn closed position stale row { row no text } assignments { unit { id name } state since }";

/** What is asked, by name. Each uses some of the variables `unitId`, `planId`, `taskId`, `name`. */
const queries: Readonly<Record<string, string>> = {
  me: "query { me { subjectId roles } }",
  readModels: "query { readModels { name position } }",
  unitLedger: ledgerQuery,
  unitCounts:
    "query ($unitId: ID!) { unitCounts(unitId: $unitId) { position stale byLamp { __typename } open { __typename } } }",
  task: `query ($taskId: ID!) { task(id: $taskId) { ${task} } }`,
  tasks: `query ($planId: ID!) { tasks(planId: $planId, first: 20) { ${page} edges { node { ${task} } } } }`,
  plan: "query ($planId: ID!) { plan(id: $planId) { id title status position stale } }",
  plans: `query { plans(first: 1) { ${page} edges { node { id title status } } } }`,
  planBoard:
    "query ($planId: ID!) { planBoard(planId: $planId) { position stale units { __typename } sections { __typename } } }",
  deadlineBoard: `query { deadlineBoard(first: 20) { ${page} edges { node { __typename } } } }`,
  reviewCounts: "query { reviewCounts(of: OFFICE) { position waiting } }",
  reviewQueue: `query { reviewQueue(of: OFFICE, first: 20) { ${page} edges { node { __typename } } } }`,
  history: `query ($taskId: ID!) { history(of: { taskId: $taskId }, first: 20) { ${page} edges { node { type happenedAt } } } }`,
  node: "query ($taskId: ID!) { node(id: $taskId) { id } }",
  nodes: "query ($taskId: ID!, $planId: ID!) { nodes(ids: [$taskId, $planId]) { id } }",
  unit: "query ($unitId: ID!) { unit(id: $unitId) { id name } }",
  units: `query ($name: String) { units(name: $name, first: 20) { ${page} edges { node { id name } } } }`,
  dayEnds: `query { dayEnds(first: 20) { ${page} edges { node { day } } } }`,
  completionReport:
    "query ($planId: ID!, $unitId: ID!) { completionReport(planId: $planId, unitId: $unitId) { position } }",
};

const bound = { atMost: 1.3 };
const rounds = 5;
const mostWarmUps = 10;

export const scale: Trial = {
  name: "scale",
  isLong: true,
  async make({ after }, say) {
    const sideOf = async (name: string, plans: number) => {
      const history = await keptHistory(longHistory(plans), after, say);
      say(`${name}: writing it took ${history.seconds} s; starting the product on it`);
      const began = performance.now();
      const { running, token } = await startProductOn(history.dataDir, regionId, after, {
        // The same question is asked again and again here, and remembering its answer would tell nothing of what it takes.
        ...madeAnew,
        // A million events are more than Node takes by itself.
        NODE_OPTIONS: "--max-old-space-size=12000",
      });
      say(`${name}: it started in ${Math.round((performance.now() - began) / 1000)} s`);
      const [plan] = history.plans;
      const unit = "第002单位";
      const variables = { planId: plan?.planId, taskId: plan?.taskIds[0], unitId: unitOf(regionId, unit), name: unit };
      const to = { url: `${running.address}/graphql`, headers: { authorization: `Bearer ${token}` } };
      const isRight = (body: string) => body.startsWith('{"data":{') && !body.includes('"errors"');
      return (query: string) => {
        const body = JSON.stringify({ query, variables: named(variables, query) });
        return { name, round: () => oneByOne({ ...to, isRight, body: () => body }) };
      };
    };
    const large = await sideOf("1,000,000 events", 120);
    const small = await sideOf("9,000 events", 1);
    const findings: Finding[] = [];
    for (const [name, query] of Object.entries(queries)) {
      say(name);
      const options = {
        rounds,
        mostWarmUps,
        clock: () => performance.now(),
        onRound: () => {},
        signal: neverCalledOff,
      };
      const { measured } = await interleaved([large(query), small(query)], options);
      const [many, few] = measured;
      if (!many || !few) throw new Error(`${name} was not measured`);
      const middle = [many, few].map((side) => `${figureOf(name, side).p50?.toFixed(2)} ms`).join(" and ");
      const what = `${name}, p50 on 1,000,000 events and on 9,000: ${middle}`;
      findings.push({ what, value: ratioOf(many, few, "p50"), unit: "×", wanted: bound });
    }
    return findings;
  },
};

const neverCalledOff = new AbortController().signal;

/** Those of the variables that a query names: others would be refused. */
const named = (variables: Readonly<Record<string, unknown>>, query: string) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}`)));
