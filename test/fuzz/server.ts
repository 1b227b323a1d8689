// The API as a process of its own, for the fuzzer: its CPU is nobody else's, and its exit is seen. It serves one ledger twice,
// with all queries compiled that may be, and with none. To each message it answers what it has spent since the last one, and what it has logged as a bug. It ends with its parent.
import { testLedger, testRegion } from "@taizhang/api/testing/region";
import { keepingLogger, patient, type Serving, serve } from "@taizhang/api/testing/serving";
import type { Bearer } from "@taizhang/domain";

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
  ids: [planId, ...taskIds, region.unitId("区财政局"), region.regionId],
});
