// How long the API is at work on one query that asks for as much as the guard lets pass, on the demonstration: `node --import tsx bench/costly.ts`.
//
// Of some rounds of each query: the CPU of the main thread, which is what others wait for on a quiet machine; the longest delay of the event
// loop, by the process's own monitor; and the time until the answer. The last two count what others take of a busy machine, too.
import { readFile } from "node:fs/promises";
import { tokenFor } from "@taizhang/test/support/taizhang";
import { z } from "zod";
import { openGround } from "./ground.ts";
import { loopDelay } from "./loop-delay.ts";
import { madeAnew, type Product, startProduct } from "./product.ts";

const region = "420304";
const rounds = 7;

const page = (fields: string) => `{ edges { node { ${fields} } } }`;
const fifteen = (make: (at: number) => string) => Array.from({ length: 15 }, (_, at) => make(at)).join(" ");
const row = "row { row no text section subsection deadlineText dueOn }";
const part = "id state relations lamp { lamp on } unit { id name }";
const change =
  "eventId type happenedAt sentence { zh en } units { id name } fields { field label { zh en } before after }";
const task = `id ${row} lamp { lamp on } assignments { ${part} }`;
const owed = `taskId row text dueOn lamp { lamp on } plan { id title } task { ${task} }`;
const line = `id row no text dueOn state lamp { lamp on } plan { id title } task { ${task} }`;

/** What is asked, by its name: each of them something that somebody may want, as large as may be. */
const queries: Readonly<Record<string, string>> = {
  "plans with their tasks and parts": `plans(first: 11) ${page(`id title status year tasks ${page(task)}`)}`,
  "tasks of a plan with parts and reports": `tasks(planId: $planId) ${page(`${task} assignments { reports ${page("no reportedOn progress review")} }`)}`,
  "tasks of a plan with their acts": `tasks(planId: $planId, first: 90) ${page(`id ${row} acts { name title { zh en } refusal { code } }`)}`,
  "tasks of a plan with the acts of their parts": `tasks(planId: $planId, first: 60) ${page("id assignments { id acts { name refusal { code } } }")}`,
  "what the groups of tasks were filled with elsewhere": `tasks(planId: $planId, first: 90) ${page("groups { namedElsewhere { units { id } } }")}`,
  "a ledger with tasks and parts": `unitLedger(unitId: $unitId, first: 100) ${page(line)}`,
  "a ledger as of a day": `unitLedger(unitId: $unitId, first: 100, on: "2021-09-30") ${page(line)}`,
  "deadlines with tasks and parts": `deadlineBoard(first: 100) ${page(owed)}`,
  "deadlines as of a day": `deadlineBoard(first: 100, on: "2021-09-30") ${page(owed)}`,
  "the history of a plan with its tasks": `history(of: { planId: $planId, withTasks: true }, first: 100) ${page(change)}`,
  "fifteen histories of a region": fifteen((at) => `a${at}: history(of: { region: true }, first: 25) ${page(change)}`),
  "fifteen searches": fifteen((at) => `a${at}: search(text: "公开", first: 100) { edges { cursor } }`),
  "a board as of fifteen days": fifteen(
    (at) => `a${at}: planBoard(planId: $planId, on: "2021-09-${10 + at}") { units { unit { name } } }`,
  ),
  "fifteen trends": fifteen(
    (at) => `a${at}: planTrend(planId: $planId, every: DAY, from: "2021-05-${10 + at}", to: "2021-12-31") { on }`,
  ),
  "a plan compared fifteen times": fifteen(
    (at) =>
      `a${at}: compare(planId: $planId, from: { day: "2021-06-${10 + at}" }, to: { day: "2021-12-31" }) { lines(first: 5) { edges { cursor } } }`,
  ),
  "all tasks of all plans, by their ids alone": `plans(first: 100) ${page(`tasks(first: 32) ${page("id")}`)}`,
};

const answered = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

async function ask({ running }: Product, token: string, query: string, variables: object): Promise<unknown> {
  const { data, errors } = answered.parse(await running.ask(query, token, variables));
  if (errors) throw new Error(errors.map(({ message }) => message).join("; "));
  return data;
}

/** How long the main thread of a process has had the CPU, in milliseconds. */
async function cpuOf(pid: number): Promise<number> {
  const [taken = "0"] = (await readFile(`/proc/${pid}/task/${pid}/schedstat`, "utf8")).split(" ");
  return Number(taken) / 1e6;
}

const plansAnswer = z.object({ plans: z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) }) });

const shown = (name: string, values: readonly number[]) =>
  `${name} ${Math.min(...values).toFixed(0)} to ${Math.max(...values).toFixed(0)} ms`;

const ground = openGround();
try {
  const own = await startProduct(ground.after, madeAnew);
  const { address, pid } = own.running;
  // Only auditors may ask for as much as twice.
  const token = await tokenFor(own.dataDir, region, process.argv.includes("--auditor") ? "auditor" : "office");
  const found = plansAnswer.parse(await ask(own, token, "{ plans(first: 1) { edges { node { id } } } }", {}));
  const variables = { planId: found.plans.edges[0]?.node.id, unitId: own.unitId };
  for (const [name, asked] of Object.entries(queries)) {
    const used = (["planId", "unitId"] as const).filter((each) => asked.includes(`$${each}`));
    const said = used.length === 0 ? "" : `(${used.map((each) => `$${each}: ID!`).join(", ")})`;
    const [cpus, delays, times]: number[][] = [[], [], []];
    try {
      for (let round = 0; round < rounds; round++) {
        await loopDelay(address);
        const [cpu, began] = [await cpuOf(pid), performance.now()];
        await ask(own, token, `query${said} { ${asked} }`, variables);
        times?.push(performance.now() - began);
        cpus?.push((await cpuOf(pid)) - cpu);
        delays?.push((await loopDelay(address)).max);
      }
      const figures = [shown("CPU", cpus ?? []), shown("loop delay", delays ?? []), shown("answer", times ?? [])];
      process.stdout.write(`${name}: ${figures.join(", ")}\n`);
    } catch (error) {
      process.stdout.write(`${name}: ${error instanceof Error ? error.message : error}\n`);
    }
  }
} finally {
  await ground.close();
}
