// One task with its printed text and the part of each unit in it.
import { z } from "zod";
import type { After } from "../after.ts";
import type { Contest, Rounds } from "../line.ts";
import { startHttpPeer } from "../peers/http.ts";
import type { Product } from "../product.ts";
import { asking, sideOf } from "./query.ts";

const first = `query ($unitId: ID!) { unitLedger(unitId: $unitId, first: 1) { edges { node { taskId } } } }`;
const answered = z.object({
  unitLedger: z.object({ edges: z.tuple([z.object({ node: z.object({ taskId: z.string() }) })]) }),
});

/** The task's query, by its id. */
export const taskQuery = `query ($id: ID!) {
  task(id: $id) {
    id planId regionId issuedOn dueOn closed position stale
    lamp { lamp on rule }
    steps { endorsement signOff }
    row { row no section subsection text requirement deadlineText dueOn publicationPaths cadence items { no text } }
    assignments { unit { id name } relations state since sight reportCount reports(first: 50) { edges { node { no reportedOn progress review } } } }
  }
}`;

/** A task of the product's unit. */
export async function firstTask({ running, token, unitId }: Product): Promise<string> {
  const { data } = await running.ask(first, token, { unitId });
  const [{ node }] = answered.parse(data).unitLedger.edges;
  return node.taskId;
}

/** The task as it is asked for again while nothing happens: the answer is remembered. */
export const taskById: Rounds = {
  name: "task-by-id",
  unit: "requests",
  open: async ({ product, after }) => beside(await product(), after),
};

/** The task as it is asked for first, made anew each time. */
export const taskByIdAnew: Rounds = {
  name: "task-by-id-anew",
  unit: "requests",
  open: async ({ productAnew, after }) => beside(await productAnew(), after),
};

async function beside(own: Product, after: After): Promise<Contest> {
  const task = await asking(own, { query: taskQuery, variables: { id: await firstTask(own) } });
  const raw = await startHttpPeer(task.recorded, after);
  return {
    ours: sideOf(own, task),
    peers: [{ ...task.side("raw node:http", raw), wanted: { atLeast: 0.18 } }],
  };
}
