// A command from request to receipt, compared with the one append that it needs.
import { randomUUID } from "node:crypto";
import { BACKWARDS, END, type EventStoreDBClient, jsonEvent } from "@eventstore/db-client";
import { z } from "zod";
import { again } from "../again.ts";
import { type Asked, driven } from "../driven.ts";
import { clientOf } from "../event-store.ts";
import type { Rounds } from "../line.ts";
import type { Product } from "../product.ts";

const ledger = `query ($unitId: ID!) {
  unitLedger(unitId: $unitId, states: [ASSIGNED, ACCEPTED], first: 100) { edges { node { taskId } } }
}`;
const owed = z.object({
  unitLedger: z.object({ edges: z.array(z.object({ node: z.object({ taskId: z.string() }) })).min(1) }),
});

const mutation = `mutation ($input: ReportProgressInput!) {
  reportProgress(input: $input) { receipt { outcome stream revision position eventIds } rejection { code } }
}`;
const receipt = z.object({
  data: z.object({
    reportProgress: z.object({ receipt: z.object({ outcome: z.literal("DONE"), stream: z.string() }) }),
  }),
});

/** Reports to a product, one after the other, each on the next part of its unit. */
export async function reporting({ running, unitId, token }: Product): Promise<Asked> {
  const { edges } = owed.parse((await running.ask(ledger, token, { unitId })).data).unitLedger;
  let commands = 0;
  return {
    url: `${running.address}/graphql`,
    headers: { authorization: `Bearer ${token}` },
    connections: 1,
    body() {
      const taskId = edges[commands++ % edges.length]?.node.taskId;
      const progress = `第${commands}次填报：已按要求公开有关信息，并更新目录。`;
      const input = { commandId: randomUUID(), taskId, unitId, reportedOn: "2021-12-01", progress };
      return JSON.stringify({ query: mutation, variables: { input } });
    },
    isRight: (answered) => receipt.safeParse(JSON.parse(answered)).success,
  };
}

export const mutationToReceipt: Rounds = {
  name: "mutation",
  unit: "commands",
  async open(ground) {
    const own = await ground.product();
    const asked = await reporting(own);
    // One command shows how many bytes the append has.
    const response = await fetch(asked.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...asked.headers },
      body: asked.body(),
    });
    const { stream } = receipt.parse(await response.json()).data.reportProgress.receipt;
    const client = clientOf(own.running.eventstoreUrl);
    const same = await lastOf(client, stream);
    return {
      ours: { name: "taizhang", round: () => driven(asked) },
      peers: [
        {
          name: "one append",
          by: "p50",
          wanted: { atMost: 3 },
          // Outside the streams of the ledger, so that it is no work for read models and policies.
          round: () => again(1, () => client.appendToStream("measured-appends", jsonEvent(same))),
        },
      ],
    };
  },
};

const recorded = z.object({ type: z.string(), data: z.looseObject({}), metadata: z.looseObject({}) });

async function lastOf(client: EventStoreDBClient, stream: string): Promise<z.infer<typeof recorded>> {
  for await (const { event } of client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }))
    return recorded.parse(event);
  throw new Error(`${stream} is empty`);
}
