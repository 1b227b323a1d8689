// The API as a process of its own, for the fuzzer: its CPU is nobody else's, and its exit is seen. It serves one ledger twice,
// with all queries compiled that may be, and with none. To each message it answers what it has spent since the last one, and what it has logged as a bug. It ends with its parent.
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { keepingLogger, patient, type Serving, serve } from "@taizhang/api/testing/serving";
import type { Bearer } from "@taizhang/domain";
import { z } from "zod";

const manySeconds = 1_000_000;

const ledger = testLedger();
const region = testRegion(ledger);
const { planId, taskIds } = await region.issue("任务分解表", [
  { text: "公开预决算", due: "2021-11-30", units: [["区财政局", "responsible"]] },
]);
await region.report("区财政局", taskIds[0] ?? "", "已公开");

const { logger, lines } = keepingLogger();
const parts = {
  logger,
  bounds: {
    ...patient,
    atLeastMs: 0,
    socket: { ...patient.socket, messagesPerSecond: manySeconds, perSubject: 100, waitingPerAddress: 100 },
  },
};
const servings = {
  compiling: await serve({ ledger, parts, settings: { compileFrom: 1 } }),
  executing: await serve({ ledger, parts, settings: { compileFrom: 0 } }),
};
const people: readonly Bearer[] = [
  region.bearer("office"),
  region.bearer("unit", "区财政局"),
  region.bearer("auditor"),
];

/** The control: a server that compares each value of the lists that it is sent with each. */
const careless = createServer(async (request, response) => {
  const { variables }: { variables: Record<string, unknown[]> } = JSON.parse(await text(request));
  const known: unknown[] = [];
  for (const value of Object.values(variables).flat()) if (!known.includes(value)) known.push(value);
  response.end(JSON.stringify({ data: { known: known.length } }));
});
careless.listen(0, "127.0.0.1");
await once(careless, "listening");
const { port } = z.object({ port: z.number() }).parse(careless.address());

let before = process.cpuUsage();
process.on("message", () => {
  const { user, system } = process.cpuUsage(before);
  const bugs = lines.splice(0).filter((line) => JSON.parse(line).level === "error");
  before = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000, bugs });
});
process.once("disconnect", () => process.exit());
const told = async ({ address, token }: Serving) => ({
  address,
  tokens: await Promise.all(people.map((bearer) => token(bearer, manySeconds))),
});
process.send?.({
  compiling: await told(servings.compiling),
  executing: await told(servings.executing),
  careless: { address: `http://127.0.0.1:${port}`, tokens: [] },
  ids: [planId, ...taskIds, region.unitId("区财政局"), region.regionId],
});
