// A store that is there and does not answer (SIGSTOP): commands fail, those that wait with them, and once it answers again
// the next one succeeds. Nothing that was given up is stored later.
import { randomUUID } from "node:crypto";
import { type Actor, roster, streamOf } from "@taizhang/domain";
import { type EmbeddedEventStore, startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { type EventLog, executor, identity, LogUnavailable, Outage, OutcomeUnknown } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { untilItWorks } from "@taizhang/process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { inStream, patient } from "./event-log-facts.ts";

// Long enough for a busy machine to answer in time while the store is awake.
const silenceMs = 3000;
const regionId = "420304";
const stream = streamOf(roster, regionId);
const office: Actor = {
  subjectId: "person-1",
  regionId,
  unitId: null,
  roles: ["office"],
  onBehalfOf: null,
  at: "2021-05-17T01:02:03.004Z",
};

let store: EmbeddedEventStore;
let log: ReturnType<typeof esdbLog>;
let other: ReturnType<typeof esdbLog>;

beforeEach(async () => {
  store = await startEventStore();
  log = esdbLog({ ...patient, url: store.url });
  other = esdbLog({ url: store.url });
});
afterEach(async () => {
  sends("SIGCONT");
  await Promise.all([log.close(), other.close()]);
  await store.stop();
});

const sends = (signal: NodeJS.Signals) => process.kill(store.pid, signal);

/** Lets the store go on, and waits until it answers somebody else. */
async function wakes(): Promise<void> {
  sends("SIGCONT");
  const passes = (error: unknown) => error instanceof Outage;
  await untilItWorks(() => other.head(), { passes, onFailure: () => {}, signal: new AbortController().signal });
}

/** A process that registers units, on a log that may be another than the real one. */
function registering(over: Partial<EventLog> = {}) {
  const process = executor({ log: { ...log, ...over }, identity, usedCommand: async () => null, silenceMs });
  return (name: string, commandId: string = randomUUID()) => {
    const command = { regionId, unitId: identity.uuid(name), name, validFrom: "2021-01-01" };
    return process.run(roster, "registerUnit", regionId, command, { actor: office, commandId });
  };
}

const names = async () =>
  (await inStream(other, stream)).map(({ fact }) => ("name" in fact.data ? fact.data.name : fact.type));

test("commands that wait fail with the one before them, and the next one after the silence is stored at once", async () => {
  let readings = 0;
  const register = registering({
    read(...asked) {
      readings += 1;
      return log.read(...asked);
    },
  });
  await register("区财政局");
  sends("SIGSTOP");
  readings = 0;
  const failed = await Promise.allSettled(Array.from({ length: 40 }, (_none, at) => register(`第${at}局`)));
  for (const each of failed) expect(each).toMatchObject({ status: "rejected", reason: expect.any(LogUnavailable) });
  // One has asked the store; nobody else had to find out for themselves.
  expect(readings).toBe(1);
  await wakes();
  expect(await register("区民政局")).toMatchObject({ outcome: "done", revision: 1 });
  expect(await names()).toEqual(["区财政局", "区民政局"]);
});

test("a command that was at the store is told as unknown, and sent again it is stored once", async () => {
  let isAwake = true;
  const register = registering({
    append(...asked) {
      if (isAwake) sends("SIGSTOP");
      isAwake = false;
      return log.append(...asked);
    },
  });
  const commandId = randomUUID();
  await expect(register("区财政局", commandId)).rejects.toThrow(OutcomeUnknown);
  await wakes();
  const again = await register("区财政局", commandId);
  expect(again).toMatchObject({ outcome: "done", commandId, revision: 0 });
  expect(await register("区财政局", commandId)).toEqual(again);
  expect(await names()).toEqual(["区财政局"]);
});
