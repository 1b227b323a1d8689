// A command from request to receipt, compared with the one append that it needs.
import { randomUUID } from "node:crypto";
import { BACKWARDS, END, type EventStoreDBClient, jsonEvent } from "@eventstore/db-client";
import { z } from "zod";
import { again } from "../again.ts";
import { driven } from "../driven.ts";
import { clientOf } from "../event-store.ts";
import type { Rounds } from "../line.ts";

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

export const mutationToReceipt: Rounds = {
  name: "mutation",
  unit: "commands",
  async open(ground) {
    const { running, unitId, token } = await ground.product();
    const { edges } = owed.parse((await running.ask(ledger, token, { unitId })).data).unitLedger;
    let commands = 0;
    const body = () => {
      const taskId = edges[commands++ % edges.length]?.node.taskId;
      const progress = `第${commands}次填报：已按要求公开有关信息，并更新目录。`;
      const input = { commandId: randomUUID(), taskId, unitId, reportedOn: "2021-12-01", progress };
      return JSON.stringify({ query: mutation, variables: { input } });
    };
    const headers = { authorization: `Bearer ${token}` };
    const url = `${running.address}/graphql`;
    const isRight = (answered: string) => receipt.safeParse(JSON.parse(answered)).success;

    // One command shows how many bytes the append has.
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: body(),
    });
    const { stream } = receipt.parse(await response.json()).data.reportProgress.receipt;
    const client = clientOf(running.eventstoreUrl);
    const same = await lastOf(client, stream);
    return {
      ours: { name: "taizhang", round: () => driven({ url, headers, connections: 1, body, isRight }) },
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
