// Measures what the arithmetic of a year needs, on this machine. Where the machine is shared, CPU times are what to believe.
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { task } from "@taizhang/domain";
import { startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { type EventLog, executor, identity, type LogOfBytes, type StoredEvent } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { everything } from "@taizhang/log/testing/shell";
import { models, redisViews, startRunner } from "@taizhang/projections";
import { startRedis } from "@taizhang/test/support/redis";
import { storyLog } from "@taizhang/test/support/story";
import { Redis } from "ioredis";
import type { After } from "../after.ts";
import type { Ground } from "../ground.ts";
import { keptHistory } from "../history/kept-history.ts";
import { longHistory } from "../history/write-history.ts";
import { mutationToReceipt } from "../lines/mutation.ts";
import { described, machineNow } from "../machine.ts";
import type { Measured } from "./measured.ts";

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const plans = 12;
const warmRounds = 5;
const countedRounds = 10;

export async function measure(ground: Ground, say: (words: string) => void): Promise<Measured> {
  const machine = described(machineNow());
  say("the story of the seeds");
  const story = await storyFigures();
  say("a long history, read and projected");
  const history = await historyFigures(ground.after, say);
  say("commands, from HTTP on");
  const command = await commandFigures(ground);
  return { machine, story, history, command };
}

async function storyFigures(): Promise<Measured["story"]> {
  const log = await storyLog();
  const events = await everything(log);
  const of = (category: string, also: (event: StoredEvent) => boolean = () => true) =>
    events.filter((event) => event.stream.startsWith(`${category}-`) && also(event));
  const count = (type: string) => events.filter(({ fact }) => fact.type === type).length;
  const isNote = ({ fact }: StoredEvent) => fact.type === "DueSoonNoted" || fact.type === "OverdueNoted";
  const isByPolicy = ({ meta }: StoredEvent) => meta.actor.roles.includes("policy");
  const acts = of("task", (event) => !isByPolicy(event));
  const issued = count("PlanIssued");
  const tasks = count("TaskOpened");
  const parts = await partsIn(log, events);
  const imports = of("plan", ({ fact }) => fact.type === "PlanImported");
  const bytes = imports.reduce((sum, { fact }) => sum + Buffer.byteLength(JSON.stringify(fact.data)), 0);
  const rounded = (number: number) => Math.round(number * 100) / 100;
  return {
    events: events.length,
    plans: issued,
    tasks,
    parts,
    eventsAPlan: rounded(of("plan").length / issued),
    eventsATask: rounded(of("task", (event) => isByPolicy(event) && !isNote(event)).length / tasks),
    notesAPart: rounded(of("task", isNote).length / parts),
    eventsACompletion: rounded(of("completion").length / count("CompletionReportDue")),
    eventsAnAct: rounded(acts.length / new Set(acts.map(({ meta }) => meta.commandId)).size),
    importKb: Math.round(bytes / imports.length / 1000),
  };
}

/** How many units have, or had, a part in a task of the story. */
async function partsIn(log: EventLog, events: readonly StoredEvent[]): Promise<number> {
  const { load } = executor({ log, identity, usedCommand: async () => null });
  const taskIds = new Set(events.flatMap(({ meta }) => meta.taskId ?? []));
  const states = await Promise.all([...taskIds].map((taskId) => load(task, taskId)));
  return states.reduce((sum, { state }) => sum + Object.keys(state.assignments).length, 0);
}

async function historyFigures(after: After, say: (words: string) => void): Promise<Measured["history"]> {
  const { dataDir } = await keptHistory(longHistory(plans), after, say);
  const directory = join(dataDir, "eventstore");
  // The index is made anew, as large as it has to be.
  await rm(join(directory, "index.mdb"));
  const store = await startEventStore({ dataDir: directory });
  after(store.stop);
  const log = esdbLog({ url: store.url });
  after(log.close);
  const jsonSizes = await sizesIn(log);
  const events = jsonSizes.length;

  const reading = await cpuOf(() => everything(log));
  const redis = await startRedis();
  after(redis.stop);
  const asking = new Redis(redis.url);
  after(async () => asking.disconnect());
  const usedBefore = await usedMemory(asking);
  const building = await cpuOf(() => built(log, redis.url));
  const used = (await usedMemory(asking)) - usedBefore;
  return {
    events,
    jsonBytes: Math.round(jsonSizes.reduce((sum, size) => sum + size, 0) / events),
    // A position is a place in the file.
    logBytes: Math.round(Number((await log.head()) ?? 0n) / events),
    indexBytes: Math.round((await stat(join(directory, "index.mdb"))).size / events),
    redisBytes: Math.round(used / events),
    readingCpu: Math.round(reading.cpu / events),
    rebuildCpu: Math.round(building.cpu / events),
    rebuildRate: Math.round(events / building.seconds),
  };
}

async function sizesIn(log: LogOfBytes): Promise<number[]> {
  const sizes: number[] = [];
  for await (const { data, metadata } of log.bytes(null)) sizes.push(data.length + metadata.length);
  return sizes;
}

/** Builds all read models in a Redis that is empty. */
async function built(log: EventLog, url: string): Promise<void> {
  const views = await redisViews({ url, logger: silent });
  const runner = startRunner({ log, views, models, logger: silent });
  await runner.caughtUp;
  await runner.stop();
  await views.close();
}

const usedMemory = async (redis: Redis): Promise<number> =>
  Number(/used_memory_dataset:(\d+)/.exec(await redis.info("memory"))?.[1]);

/** The CPU that this process takes for a piece of work, in µs, and how long it takes by the clock. */
async function cpuOf(work: () => Promise<unknown>): Promise<{ readonly cpu: number; readonly seconds: number }> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: user + system, seconds: (performance.now() - began) / 1000 };
}

async function commandFigures(ground: Ground): Promise<Measured["command"]> {
  const { ours } = await mutationToReceipt.open(ground);
  const { running } = await ground.product();
  const storePort = new URL(running.eventstoreUrl).port;
  const spent = () => Promise.all([cpuSecondsAt(running.address), cpuSecondsAt(`http://127.0.0.1:${storePort}`)]);
  for (let round = 0; round < warmRounds; round++) await ours.round();
  const before = await spent();
  let done = 0;
  for (let round = 0; round < countedRounds; round++) done += (await ours.round()).done;
  const [ledgerCpu = 0, storeCpu = 0] = (await spent()).map((now, at) => ((now - (before[at] ?? 0)) * 1e6) / done);
  return { ledgerCpu: Math.round(ledgerCpu), storeCpu: Math.round(storeCpu) };
}

/** The CPU that a process has taken so far, in seconds, as it says itself. */
async function cpuSecondsAt(address: string): Promise<number> {
  const told = await (await fetch(`${address}/metrics`)).text();
  const seconds = Number(/^process_cpu_seconds_total ([\d.e-]+)/m.exec(told)?.[1]);
  if (Number.isNaN(seconds)) throw new Error(`${address}/metrics does not say what CPU its process has taken`);
  return seconds;
}
