// One task with its printed text and the part of each unit in it.
import { z } from "zod";
import type { Rounds } from "../line.ts";
import { startHttpPeer } from "../peers/http.ts";
import { asking, sideOf } from "./query.ts";

const first = `query ($unitId: ID!) { unitLedger(unitId: $unitId, first: 1) { edges { node { taskId } } } }`;
const answered = z.object({
  unitLedger: z.object({ edges: z.tuple([z.object({ node: z.object({ taskId: z.string() }) })]) }),
});

const query = `query ($id: ID!) {
  task(id: $id) {
    id planId regionId issuedOn dueOn closed position stale
    lamp { lamp on rule }
    steps { endorsement signOff }
    row { row no section subsection text requirement deadlineText dueOn publicationPaths cadence items { no text } }
    assignments { unit { id name } relations state since sight reportCount reports(first: 50) { edges { node { no reportedOn progress review } } } }
  }
}`;

export const taskById: Rounds = {
  name: "task-by-id",
  unit: "requests",
  async open({ product, after }) {
    const own = await product();
    const { data } = await own.running.ask(first, own.token, { unitId: own.unitId });
    const [{ node }] = answered.parse(data).unitLedger.edges;
    const task = await asking(own, { query, variables: { id: node.taskId } });
    const raw = await startHttpPeer(task.recorded, after);
    return {
      ours: sideOf(own, task),
      peers: [{ ...task.side("raw node:http", raw), wanted: { atLeast: 0.18 } }],
    };
  },
};
