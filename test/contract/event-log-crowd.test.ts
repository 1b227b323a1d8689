// The last minute before a due day: everybody reports on one task at once, through two processes' executors.
import { randomUUID } from "node:crypto";
import { type Actor, defaultSettings, task } from "@taizhang/domain";
import { registered } from "@taizhang/domain/testing/people";
import { type EmbeddedEventStore, startEventStore } from "@taizhang/eventstore/test/embedded-event-store";
import { type Executor, executor, identity } from "@taizhang/log";
import { esdbLog } from "@taizhang/log/esdb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inStream, patient } from "./event-log-facts.ts";

const regionId = "420304";
const taskId = randomUUID();
const units = Array.from({ length: 60 }, () => randomUUID());

let store: EmbeddedEventStore;
let logs: ReturnType<typeof esdbLog>[];
beforeAll(async () => {
  store = await startEventStore();
  logs = [1, 2].map(() => esdbLog({ ...patient, url: store.url }));
});
afterAll(async () => {
  for (const log of logs) await log.close();
  await store.stop();
});

function actor(role: "policy" | "unit", unitId: string | null): Actor {
  const at = "2021-11-30T15:59:00.000Z";
  return { subjectId: `${role}-${unitId}`, regionId, unitId, roles: [role], onBehalfOf: null, at };
}

async function openTaskOf(all: readonly string[], by: Executor): Promise<void> {
  const row = {
    row: 1,
    no: "1",
    section: null,
    subsection: null,
    text: "公开本单位年度重点工作。",
    items: [],
    requirement: null,
    deadline: { kind: "date" as const, date: "2021-11-30" },
    deadlineText: "11月30日前",
    deadlinesInText: [],
    publicationPaths: [],
    cadence: [],
    continuesRow: null,
    lines: [],
  };
  const about = { regionId, planId: randomUUID(), taskId, row, issuedOn: "2021-06-01", dueOn: "2021-11-30" };
  const { steps, dueSoonDays } = defaultSettings;
  const how = { actor: actor("policy", null), given: () => ({ units: registered(...all), groups: new Map() }) };
  const assignments = all.map((unitId) => ({
    unitId,
    relations: ["responsible" as const],
    via: null,
    inheritedFromRow: null,
  }));
  const opened = await by.run(
    task,
    "openTask",
    taskId,
    { ...about, dueBeforeIssue: false, dueSoonDays, steps },
    { actor: how.actor, commandId: "open" },
  );
  const assigned = await by.run(
    task,
    "assignUnits",
    taskId,
    { assignments, groups: [], external: [] },
    { ...how, commandId: "assign" },
  );
  expect([opened, assigned]).toMatchObject([{ outcome: "done" }, { outcome: "done" }]);
}

test("sixty units report on one task at the same moment, through two executors, and all succeed", async () => {
  const executors = logs.map((log) => executor({ log, identity, usedCommand: async () => null }));
  const [first] = executors;
  if (!first) throw new Error("there is no executor");
  await openTaskOf(units, first);

  const reports = units.map((unitId, at) => {
    const by = executors[at % executors.length] ?? first;
    const report = { unitId, reportedOn: "2021-11-30", progress: { text: "已公开" }, evidence: [] };
    return by.run(task, "reportProgress", taskId, report, { actor: actor("unit", unitId), commandId: `report-${at}` });
  });
  for (const outcome of await Promise.all(reports)) expect(outcome).toMatchObject({ outcome: "done" });

  const [log] = logs;
  const stored = log ? await inStream(log, `task-${taskId}`) : [];
  expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 62 }, (_, at) => at));
  const reporting = stored.filter(({ fact }) => fact.type === "ProgressReported");
  expect(new Set(reporting.flatMap(({ meta }) => meta.unitIds))).toEqual(new Set(units));
});
