// The write path: one effect and one receipt per command, however many retry it or compete.

import {
  type Actor,
  canonicalJson,
  eventIdOf,
  isRejection,
  roster,
  streamOf,
  type TaskState,
  task,
} from "@taizhang/domain";
import { assigned, opened, page, words } from "@taizhang/domain/testing/facts";
import {
  actor,
  developmentBureau,
  financeBureau,
  healthBureau,
  now,
  of,
  office,
  otherRegion,
  planId,
  policy,
  region,
  registered,
  roster as rosterNow,
  taskId,
  today,
  uuid,
} from "@taizhang/domain/testing/people";
import { describe, expect, test } from "vitest";
import { restorableLog } from "../../testing/restorable-log.ts";
import { emptyLog, everything, identity, processOn } from "../../testing/shell.ts";
import { type EventLog, LogUnavailable, type NewEvent, type ReadFrom } from "../event-log.ts";
import { Abandoned } from "../outage.ts";
import { executor } from "./execute.ts";
import { Contended, type Executor, OutcomeUnknown } from "./executor.ts";
import { inTurn, Overloaded } from "./in-turn.ts";
import { isForbidden, type Outcome, type Receipt } from "./outcome.ts";
import { reportAsItStands } from "./report-as-it-stands.ts";

const report = { unitId: financeBureau, reportedOn: today, progress: words("已公开部门预算"), evidence: [page] };
const otherTask = uuid(201);

function receiptOf(outcome: Outcome): Receipt {
  if (isRejection(outcome) || isForbidden(outcome)) return expect.fail(JSON.stringify(outcome));
  return outcome;
}

/** A task with its units, opened by the policy. */
async function openedTask(process: Executor, id = taskId, units = [financeBureau, healthBureau], at = now) {
  const by: Actor = { ...policy, at };
  await process.run(task, "openTask", id, { ...opened().data, taskId: id }, { actor: by, commandId: `open-${id}` });
  const given = () => ({ ...rosterNow, units: new Map([...rosterNow.units, ...registered(...units)]) });
  const parts = assigned(...units.map((unitId) => [unitId, "responsible"] as const));
  await process.run(task, "assignUnits", id, parts.data, { actor: by, commandId: `assign-${id}`, given });
}

/** The hash of what a command decided, by the events that it stored. */
const decidedHashOf = (stored: readonly NewEvent[]) =>
  identity.hash(
    canonicalJson([stored[0]?.meta.commandHash, stored[0]?.meta.happenedAt, stored.map(({ fact }) => fact)]),
  );

async function begun() {
  const log = emptyLog();
  const process = processOn(log);
  await openedTask(process);
  return { log, process };
}

describe("the same command twice", () => {
  test("has one effect and one receipt", async () => {
    const { log, process } = await begun();
    const how = { actor: of(financeBureau), commandId: "report-1" };
    const first = receiptOf(await process.run(task, "reportProgress", taskId, report, how));
    expect(first).toMatchObject({ outcome: "done", commandId: "report-1", revision: 2 });
    expect(await process.run(task, "reportProgress", taskId, report, how)).toEqual(first);
    expect(await everything(log)).toHaveLength(3);
  });

  test("has the same receipt after a restart, and after later events", async () => {
    const { log, process } = await begun();
    const how = { actor: of(financeBureau), commandId: "report-1" };
    const first = await process.run(task, "reportProgress", taskId, report, how);
    await process.run(task, "reportProgress", taskId, report, { ...how, commandId: "report-2" });
    const later: Actor = { ...of(financeBureau), at: "2021-09-01T00:00:00.000Z" };
    expect(await processOn(log).run(task, "reportProgress", taskId, report, { ...how, actor: later })).toEqual(first);
  });

  test("has one receipt over all events of the command", async () => {
    const log = emptyLog();
    const process = processOn(log);
    const steps = { endorsement: false, signOff: false };
    await process.run(task, "openTask", taskId, opened(steps).data, { actor: policy, commandId: "open" });
    await process.run(task, "assignUnits", taskId, assigned([financeBureau, "responsible"]).data, {
      actor: office,
      commandId: "assign",
      given: () => rosterNow,
    });
    const claim = { unitId: financeBureau, completedOn: today, done: words("已办"), evidence: [page] };
    const how = { actor: of(financeBureau), commandId: "claim" };
    const first = receiptOf(await process.run(task, "claimCompletion", taskId, claim, how));
    const stored = (await everything(log)).slice(-2);
    const decided = decidedHashOf(stored);
    expect(first.eventIds).toEqual(
      [0, 1].map((place) => eventIdOf(identity, `task-${taskId}`, "claim", decided, place)),
    );
    expect(first.revision).toBe(3);
    expect(await processOn(log).run(task, "claimCompletion", taskId, claim, how)).toEqual(first);
  });

  test("is one command even if blanks or the order of fields differ", async () => {
    const { process } = await begun();
    const how = { actor: of(financeBureau), commandId: "report-1" };
    const first = await process.run(task, "reportProgress", taskId, report, how);
    const { evidence, progress, reportedOn, unitId } = report;
    const same = { evidence, progress: words(` ${progress.text} `), reportedOn, unitId };
    expect(await process.run(task, "reportProgress", taskId, same, how)).toEqual(first);
  });

  test("sent at the same moment, has one effect", async () => {
    const { log, process } = await begun();
    const send = () =>
      process.run(task, "reportProgress", taskId, report, { actor: of(financeBureau), commandId: "report-1" });
    const [first, ...others] = await Promise.all([send(), send(), send()]);
    for (const other of others) expect(other).toEqual(first);
    expect(await everything(log)).toHaveLength(3);
  });

  test("sent to two processes at the same moment, has one effect", async () => {
    const { log, process } = await begun();
    const how = { actor: of(financeBureau), commandId: "report-1" };
    const [here, there] = await Promise.all([
      process.run(task, "reportProgress", taskId, report, how),
      processOn(log).run(task, "reportProgress", taskId, report, how),
    ]);
    expect(there).toEqual(here);
    expect(await everything(log)).toHaveLength(3);
  });
});

describe("a command id is used for one act only", () => {
  const how = { actor: of(financeBureau), commandId: "report-1" };
  const reused = { rejected: "COMMAND_ID_REUSED" };

  test("not for another payload, another person or another action", async () => {
    const { process } = await begun();
    await process.run(task, "reportProgress", taskId, report, how);
    const other = { ...report, progress: words("另一件事") };
    expect(await process.run(task, "reportProgress", taskId, other, how)).toMatchObject(reused);
    const colleague = { ...of(financeBureau), subjectId: "somebody-else" };
    expect(await process.run(task, "reportProgress", taskId, report, { ...how, actor: colleague })).toMatchObject(
      reused,
    );
    const moved = { ...of(financeBureau), unitId: healthBureau };
    expect(await process.run(task, "reportProgress", taskId, report, { ...how, actor: moved })).toMatchObject(reused);
    const accept = await process.run(task, "acceptAssignment", taskId, { unitId: financeBureau }, how);
    expect(accept).toMatchObject(reused);
  });

  test("not for another target: the process remembers", async () => {
    const log = emptyLog();
    const process = executor({ log, identity, usedCommand: async () => null });
    await openedTask(process);
    await openedTask(process, otherTask);
    await process.run(task, "reportProgress", taskId, report, how);
    expect(await process.run(task, "reportProgress", otherTask, report, how)).toMatchObject(reused);
  });

  test("not for another target: after a restart the log is asked", async () => {
    const { log, process } = await begun();
    await openedTask(process, otherTask);
    await process.run(task, "reportProgress", taskId, report, how);
    expect(await processOn(log).run(task, "reportProgress", otherTask, report, how)).toMatchObject(reused);
  });

  test("but in another region it is another command, and there it finds nothing of this one", async () => {
    const { process } = await begun();
    await process.run(task, "reportProgress", taskId, report, how);
    const away: Actor = { ...office, regionId: otherRegion };
    const unit = { regionId: otherRegion, unitId: financeBureau, name: "区财政局", validFrom: "2021-01-01" };
    const signOff = { unitId: financeBureau, opinion: words("同意") };
    const asked = { ...how, actor: away };
    expect(await process.run(task, "signOff", taskId, signOff, asked)).toMatchObject({ rejected: "TASK_NOT_FOUND" });
    expect(await process.run(roster, "registerUnit", otherRegion, unit, asked)).toMatchObject({ outcome: "done" });
  });

  test("not for another target at the same moment", async () => {
    const { log, process } = await begun();
    await openedTask(process, otherTask);
    const outcomes = await Promise.all([
      process.run(task, "reportProgress", taskId, report, how),
      process.run(task, "reportProgress", otherTask, report, how),
    ]);
    expect(outcomes.map(isRejection)).toEqual([false, true]);
    expect((await everything(log)).filter(({ meta }) => meta.commandId === how.commandId)).toHaveLength(1);
  });
});

describe("a command without effect stores nothing and is decided anew", () => {
  test("if it is refused", async () => {
    const { log, process } = await begun();
    const correction = {
      unitId: financeBureau,
      reportNo: 1,
      progress: words("更正"),
      evidence: [],
      reason: words("误"),
    };
    const given = reportAsItStands(log, taskId, correction);
    const how = { actor: of(financeBureau), commandId: "correct-1", given };
    expect(await process.run(task, "correctReport", taskId, correction, how)).toMatchObject({
      rejected: "REPORT_NOT_FOUND",
    });
    expect(await everything(log)).toHaveLength(2);
    await process.run(task, "reportProgress", taskId, report, { actor: how.actor, commandId: "report-1" });
    expect(await process.run(task, "correctReport", taskId, correction, how)).toMatchObject({ outcome: "done" });
  });

  test("if what it asks for is already true: the receipt has the stream's last revision", async () => {
    const { log, process } = await begun();
    const accept = { unitId: financeBureau };
    const first = receiptOf(
      await process.run(task, "acceptAssignment", taskId, accept, { actor: of(financeBureau), commandId: "accept-1" }),
    );
    const again = await process.run(task, "acceptAssignment", taskId, accept, {
      actor: of(financeBureau),
      commandId: "accept-2",
    });
    expect(again).toEqual({ ...first, outcome: "unchanged", commandId: "accept-2", eventIds: [] });
    expect(await everything(log)).toHaveLength(3);
  });

  test("if it is refused for one target, it can be sent to the right one", async () => {
    const { process } = await begun();
    const how = { actor: of(financeBureau), commandId: "report-1" };
    expect(await process.run(task, "reportProgress", otherTask, report, how)).toMatchObject({
      rejected: "TASK_NOT_FOUND",
    });
    expect(await process.run(task, "reportProgress", taskId, report, how)).toMatchObject({ outcome: "done" });
  });
});

describe("many at once", () => {
  const units = Array.from({ length: 60 }, (_, at) => uuid(1000 + at));

  test("sixty units report on one task at the last minute, over two processes, and all succeed", async () => {
    const log = emptyLog();
    const [here, there] = [processOn(log), processOn(log)];
    await openedTask(here, taskId, units);
    const outcomes = await Promise.all(
      units.map((unitId, at) =>
        (at % 2 ? here : there).run(
          task,
          "reportProgress",
          taskId,
          { ...report, unitId },
          { actor: of(unitId), commandId: `report-${at}` },
        ),
      ),
    );
    expect(outcomes.map((outcome) => receiptOf(outcome).outcome)).toEqual(units.map(() => "done"));
    const events = await everything(log);
    expect(events.map((event) => event.revision)).toEqual(events.map((_, at) => at));
    const { state } = await processOn(log).load(task, taskId);
    expect(Object.values(state.assignments).map((part) => part.reportCount)).toEqual(units.map(() => 1));
  });

  test("a decision is made anew after a conflict: of two units under one name only the first is registered", async () => {
    const log = emptyLog();
    const register = (process: Executor, unit: number) =>
      process.run(
        roster,
        "registerUnit",
        region,
        { regionId: region, unitId: uuid(unit), name: "区财政局", validFrom: "2021-01-01" },
        { actor: office, commandId: `register-${unit}` },
      );
    const outcomes = await Promise.all([register(processOn(log), 1), register(processOn(log), 2)]);
    expect(outcomes.filter(isRejection)).toMatchObject([{ rejected: "NAME_TAKEN" }]);
    expect(await everything(log)).toHaveLength(1);
  });

  test("a command too large for the store is refused, and can be sent again in parts", async () => {
    const log: EventLog = { ...emptyLog(), append: async () => "tooLarge" };
    const process = executor({ log, identity, usedCommand: async () => null });
    const unit = { regionId: region, unitId: financeBureau, name: "区财政局", validFrom: "2021-01-01" };
    const how = { actor: office, commandId: "c" };
    expect(await process.run(roster, "registerUnit", region, unit, how)).toEqual({
      rejected: "TOO_LARGE_TO_STORE",
      detail: null,
    });
  });

  test("a command that never wins fails with the advice to send it again", async () => {
    const log: EventLog = { ...emptyLog(), append: async () => "conflict" };
    const process = executor({ log, identity, usedCommand: async () => null });
    const run = process.run(task, "openTask", taskId, opened().data, { actor: policy, commandId: "open" });
    await expect(run).rejects.toThrow(Contended);
    await expect(run).rejects.toThrow(/send it again/);
  });

  test("the commands that wait for one stream are limited in number, and other streams go on", async () => {
    const process = executor({ log: emptyLog(), identity, usedCommand: async () => null });
    await openedTask(process);
    await openedTask(process, otherTask);
    const send = (id: string, at: number) =>
      process.run(task, "reportProgress", id, report, { actor: of(financeBureau), commandId: `${id}-${at}` });
    const all = Array.from({ length: 1001 }, (_, at) => send(taskId, at));
    const other = send(otherTask, 0);
    const settled = await Promise.allSettled(all);
    const refused = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(Overloaded);
    expect(receiptOf(await other).outcome).toBe("done");
    expect(receiptOf(await send(taskId, 1001)).outcome).toBe("done");
  });

  test("work under one key is done one after the other, and a failure does not hold up the next", async () => {
    const queued = inTurn(3);
    const order: string[] = [];
    const step = (name: string) => async () => {
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      if (name === "first") throw new Error("broken");
    };
    const settled = await Promise.allSettled([queued("a", step("first")), queued("a", step("second"))]);
    expect(settled.map((each) => each.status)).toEqual(["rejected", "fulfilled"]);
    expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  test("what nobody waits for any more leaves its line, and is never begun", async () => {
    const { begun, begin, end } = work();
    const queued = inTurn(3);
    const leaving = new AbortController();
    const first = queued("a", begin("first"));
    const second = queued("a", begin("second"), leaving.signal);
    const third = queued("a", begin("third"));
    leaving.abort(new Abandoned("the client has left"));
    await expect(second).rejects.toThrow("the client has left");
    // Its place is free at once.
    const fourth = queued("a", begin("fourth"));
    end();
    await Promise.all([first, third, fourth]);
    expect(begun).toEqual(["first", "third", "fourth"]);
    await expect(queued("a", begin("fifth"), leaving.signal)).rejects.toThrow("the client has left");
    expect(begun).toHaveLength(3);
  });

  test("where the log does not answer the first, all behind it are told so, and the next one is begun at once", async () => {
    const { begun, begin, end } = work();
    const queued = inTurn(3);
    const away = new LogUnavailable("the store is away");
    const first = queued("a", begin("first", away));
    const waiting = [queued("a", begin("second")), queued("a", begin("third"))];
    const other = queued("b", begin("other"));
    end();
    await expect(first).rejects.toBe(away);
    for (const each of waiting) await expect(each).rejects.toThrow(LogUnavailable);
    await other;
    await queued("a", begin("fourth"));
    expect(begun).toEqual(["first", "other", "fourth"]);
  });

  /** Work that goes on until the test ends it, and then fails if it is told with what. */
  function work() {
    const begun: string[] = [];
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const begin = (name: string, failure?: Error) => async () => {
      begun.push(name);
      await ended;
      if (failure) throw failure;
    };
    return { begun, begin, end };
  }
});

describe("where the log does not answer, or nobody waits", () => {
  test("an append that is not answered is told as unknown; a reading that is not, as unavailable", async () => {
    const { log } = await begun();
    const away = () => Promise.reject(new LogUnavailable("the store is away"));
    const give = (over: EventLog) =>
      processOn(over).run(task, "reportProgress", taskId, report, { actor: of(financeBureau), commandId: "c-1" });
    await expect(give({ ...log, append: away })).rejects.toThrow(OutcomeUnknown);
    const unread = give({ ...log, read: () => ({ [Symbol.asyncIterator]: () => ({ next: away }) }) });
    await expect(unread).rejects.toThrow(LogUnavailable);
    await expect(unread).rejects.not.toThrow(OutcomeUnknown);
    expect(receiptOf(await give(log)).outcome).toBe("done");
  });

  test("a command whose client leaves while it is decided is not stored; one that is at the store is", async () => {
    const { log, process } = await begun();
    const before = (await everything(log)).length;
    const leaving = new AbortController();
    const left = process.run(task, "assignUnits", taskId, assigned([developmentBureau, "lead"]).data, {
      actor: office,
      commandId: "assign-lead",
      signal: leaving.signal,
      given() {
        leaving.abort(new Abandoned("the client has left"));
        return rosterNow;
      },
    });
    await expect(left).rejects.toThrow("the client has left");
    expect(await everything(log)).toHaveLength(before);

    const late = new AbortController();
    const storing: EventLog = {
      ...log,
      append(...order) {
        late.abort(new Abandoned("the client has left"));
        return log.append(...order);
      },
    };
    const how = { actor: of(financeBureau), commandId: "c-1", signal: late.signal };
    const stored = await processOn(storing).run(task, "reportProgress", taskId, report, how);
    expect(receiptOf(stored).outcome).toBe("done");
  });
});

describe("who may, and where", () => {
  test("without the role for it, the answer names the roles that the action needs, and nothing changes", async () => {
    const { log, process } = await begun();
    for (const role of ["office", "auditor", "analyst", "admin", "developer"] as const) {
      const outcome = await process.run(task, "reportProgress", taskId, report, {
        actor: actor(role, financeBureau),
        commandId: `as-${role}`,
      });
      expect(outcome).toEqual({ forbidden: ["unit"] });
    }
    const stored = (await everything(log)).filter(({ stream }) => stream === streamOf(task, taskId));
    expect(stored).toHaveLength(2);
  });

  test("a target in another region is answered as if it did not exist", async () => {
    const { process } = await begun();
    const away: Actor = { ...of(financeBureau), regionId: otherRegion };
    const outcome = await process.run(task, "reportProgress", taskId, report, { actor: away, commandId: "c" });
    const nothing = await process.run(task, "reportProgress", uuid(9), report, { actor: away, commandId: "c" });
    expect(outcome).toEqual({ rejected: "TASK_NOT_FOUND", detail: null });
    expect(nothing).toEqual(outcome);
    const another = { ...report, unitId: healthBureau };
    expect(await process.run(task, "reportProgress", taskId, another, { actor: away, commandId: "c" })).toEqual(
      await process.run(task, "reportProgress", uuid(9), another, { actor: away, commandId: "c" }),
    );
  });

  test.each([
    ["a unit of another region into one's own roster", region, office, otherRegion],
    ["a unit into another region's roster", otherRegion, office, otherRegion],
    ["a unit of one's own region into another's roster", otherRegion, office, region],
  ])("nobody enters %s", async (_what, rosterId, who, regionId) => {
    const log = emptyLog();
    const outcome = await processOn(log).run(
      roster,
      "registerUnit",
      rosterId,
      { regionId, unitId: financeBureau, name: "区财政局", validFrom: "2021-01-01" },
      { actor: who, commandId: "register" },
    );
    expect(outcome).toMatchObject({ rejected: "ROSTER_NOT_FOUND" });
    expect((await everything(log)).filter(({ stream }) => stream.startsWith("roster-"))).toEqual([]);
  });

  test("a command that does not fit its shape is an error, not a refusal, whatever the actor's roles", async () => {
    const { log, process } = await begun();
    const said = { ...report, reportedOn: "2021-02-30" };
    for (const who of [of(financeBureau), actor("auditor")]) {
      const run = process.run(task, "reportProgress", taskId, said, { actor: who, commandId: "c" });
      await expect(run).rejects.toThrow(/reportedOn/);
      await expect(run).rejects.toMatchObject({
        name: "Malformed",
        said,
        faults: { issues: [{ path: ["reportedOn"] }] },
      });
    }
    expect(await everything(log)).toHaveLength(2);
  });
});

describe("personal data", () => {
  test("is refused with the field that holds it, and nothing is stored", async () => {
    const { log, process } = await begun();
    const outcome = await process.run(
      task,
      "reportProgress",
      taskId,
      { ...report, progress: words("联系人电话138 1234 5678") },
      { actor: of(financeBureau), commandId: "c" },
    );
    expect(outcome).toEqual({
      rejected: "PERSONAL_DATA_IN_TEXT",
      detail: expect.stringMatching(/^progress\.text：第\d+字/),
    });
    expect(await everything(log)).toHaveLength(2);
  });
});

describe("time", () => {
  test("never goes back within a stream, and the decision sees the time that is stored", async () => {
    const { log, process } = await begun();
    const behind = of(financeBureau, "2021-06-29T02:00:00.000Z");
    const outcome = await process.run(task, "reportProgress", taskId, report, { actor: behind, commandId: "c" });
    expect(outcome).toMatchObject({ outcome: "done" });
    const times = (await everything(log)).map(({ meta }) => meta.happenedAt);
    expect(times).toEqual([now, now, now]);
  });

  test("is kept in one form, so that it sorts as text", async () => {
    const { log, process } = await begun();
    const at = "2021-06-30T02:00:01Z";
    await process.run(task, "reportProgress", taskId, report, { actor: of(financeBureau, at), commandId: "c1" });
    await process.run(task, "reportProgress", taskId, report, {
      actor: of(financeBureau, "2021-06-30T02:00:01.500Z"),
      commandId: "c2",
    });
    const times = (await everything(log)).map(({ meta }) => meta.happenedAt);
    expect(times.slice(2)).toEqual(["2021-06-30T02:00:01.000Z", "2021-06-30T02:00:01.500Z"]);
  });
});

test("the envelope says who, when, why and about what", async () => {
  const { log, process } = await begun();
  const both: Actor = { ...of(financeBureau), roles: ["auditor", "unit"] };
  await process.run(task, "reportProgress", taskId, report, { actor: both, commandId: "report-1" });
  const stored = (await everything(log)).at(-1);
  // SHA-256 of the command in canonical form. If it changed, no stored command would be recognised again.
  const commandHash = "0be6b786cf40fe779881cd3164aa26feadf37c3ae899bdf6eb9599d6c349b287";
  expect(stored).toEqual({
    id: eventIdOf(identity, `task-${taskId}`, "report-1", decidedHashOf(stored ? [stored] : []), 0),
    fact: { type: "ProgressReported", data: { ...report, reportNo: 1 } },
    stream: streamOf(task, taskId),
    revision: 2,
    position: 300n,
    recordedAt: now,
    meta: {
      schemaVersion: 1,
      regionId: region,
      actor: { subjectId: both.subjectId, unitId: financeBureau, roles: ["unit"] },
      onBehalfOf: null,
      happenedAt: now,
      action: "reportProgress",
      commandId: "report-1",
      commandHash,
      causationId: "report-1",
      correlationId: "report-1",
      planId,
      taskId,
      unitIds: [financeBureau],
      changed: [
        { unitIds: [financeBureau], fields: { state: ["assigned", "accepted"], "reports.1.review": [null, "open"] } },
      ],
    },
  });
});

test("a state that was given to a caller does not change", async () => {
  const { process } = await begun();
  const before = await process.load(task, taskId);
  await process.run(task, "reportProgress", taskId, report, { actor: of(financeBureau), commandId: "c" });
  expect(before.state.assignments[financeBureau]?.state).toBe("assigned");
  expect(before.revision).toBe(1);
  expect((await process.load(task, taskId)).state.assignments[financeBureau]?.state).toBe("accepted");
});

test("a stream that is read twice at once is not folded twice", async () => {
  const { log, process } = await begun();
  await process.load(task, taskId);
  const how = { actor: of(financeBureau), commandId: "report-1" };
  const elsewhere = receiptOf(await processOn(log).run(task, "reportProgress", taskId, report, how));
  await Promise.all([process.load(task, taskId), process.load(task, taskId)]);
  expect(await process.run(task, "reportProgress", taskId, report, how)).toEqual(elsewhere);
});

describe("a stream that grows while it is read", () => {
  /** How a stream is read: how many of its events, and how the reading ends. */
  interface Reading {
    count: number;
    ending?: () => Promise<void>;
  }

  function readAs(reading: Reading, log: EventLog): EventLog {
    async function* read(stream: string, where?: ReadFrom) {
      const { count, ending } = reading;
      for await (const event of log.read(stream, where)) if (event.revision < count) yield event;
      await ending?.();
    }
    return { ...log, read };
  }

  async function claimed() {
    const log = emptyLog();
    const process = processOn(log);
    const steps = { endorsement: false, signOff: false };
    await process.run(task, "openTask", taskId, opened(steps).data, { actor: policy, commandId: "open" });
    const parts = assigned([financeBureau, "responsible"]).data;
    await process.run(task, "assignUnits", taskId, parts, {
      actor: policy,
      commandId: "assign",
      given: () => rosterNow,
    });
    const claim = { unitId: financeBureau, completedOn: today, done: words("已办"), evidence: [page] };
    const how = { actor: of(financeBureau), commandId: "claim" };
    const first = receiptOf(await process.run(task, "claimCompletion", taskId, claim, how));
    expect(first.eventIds).toHaveLength(2);
    const again = (other: Executor) => other.run(task, "claimCompletion", taskId, claim, how);
    return { log, first, again };
  }

  test("a command whose events come in two readings has one receipt for both", async () => {
    const { log, first, again } = await claimed();
    const reading: Reading = { count: 3 };
    const other = processOn(readAs(reading, log));
    expect((await other.load(task, taskId)).revision).toBe(2);
    reading.count = 4;
    expect(await again(other)).toEqual(first);
  });

  test("after a reading that breaks off, the next one counts nothing twice", async () => {
    const { log, first, again } = await claimed();
    const reading: Reading = { count: 3, ending: () => Promise.reject(new LogUnavailable("broken off")) };
    const other = processOn(readAs(reading, log));
    await expect(other.load(task, taskId)).rejects.toThrow(LogUnavailable);
    delete reading.ending;
    reading.count = 4;
    expect(await again(other)).toEqual(first);
  });

  test("a reading that sees less than another but ends later undoes nothing and counts nothing twice", async () => {
    const { log, first, again } = await claimed();
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const reading: Reading = { count: 3, ending: () => ended };
    const other = processOn(readAs(reading, log));
    const late = other.load(task, taskId);
    delete reading.ending;
    reading.count = 4;
    expect((await other.load(task, taskId)).revision).toBe(3);
    end();
    expect((await late).revision).toBe(3);
    expect(await again(other)).toEqual(first);
  });
});

describe("on a stream that is remembered", () => {
  /** A log that counts the readings and appends of streams, and whose session the test ends. */
  async function counted() {
    const { log } = await begun();
    let session = {};
    const asked: string[] = [];
    const over: EventLog = {
      ...log,
      read(...order) {
        asked.push("read");
        return log.read(...order);
      },
      append(stream, revision, events, limits) {
        asked.push("append");
        const isElsewhere = limits?.session !== undefined && limits.session !== session;
        return isElsewhere ? Promise.resolve("unknown") : log.append(stream, revision, events);
      },
      session: () => session,
    };
    const endSession = () => {
      session = {};
    };
    return { log: over, asked, endSession, process: processOn(over) };
  }

  const reportBy = (by: Executor, commandId: string, said = report) =>
    by.run(task, "reportProgress", taskId, said, { actor: of(said.unitId), commandId });
  const claim = { unitId: financeBureau, completedOn: today, done: words("已办"), evidence: [page] };

  test("a command is decided without a reading, with its own events in its mind, and has its receipt when it comes again", async () => {
    const { asked, process } = await counted();
    const receipts = [];
    for (const commandId of ["r-1", "r-2", "r-3"]) receipts.push(receiptOf(await reportBy(process, commandId)));
    expect(receipts.map(({ revision }) => revision)).toEqual([2, 3, 4]);
    expect(await reportBy(process, "r-2")).toEqual(receipts[1]);
    expect(asked).toEqual(["read", "append", "append", "append", "read"]);
    // What is read afterwards is the same.
    expect((await process.load(task, taskId)).revision).toBe(4);
    expect(await reportBy(process, "r-3")).toEqual(receipts[2]);
  });

  test("what somebody else has appended meanwhile is read before a command is decided again", async () => {
    const { log, asked, process } = await counted();
    await reportBy(process, "r-1");
    await reportBy(processOn(log), "r-2");
    asked.length = 0;
    expect(receiptOf(await reportBy(process, "r-3")).revision).toBe(4);
    expect(asked).toEqual(["append", "read", "append"]);
    const numbers = (await everything(log)).flatMap(({ fact }) =>
      fact.type === "ProgressReported" ? [fact.data.reportNo] : [],
    );
    expect(numbers).toEqual([1, 2, 3]);
  });

  test("nothing is refused that the log would not refuse", async () => {
    const { log, process } = await counted();
    const other = processOn(log);
    const how = { actor: of(financeBureau), commandId: "claim" };
    await reportBy(process, "r-1");
    await other.run(task, "claimCompletion", taskId, claim, how);
    expect(await process.run(task, "claimCompletion", taskId, claim, how)).toMatchObject({ outcome: "done" });
    const withdraw = { unitId: financeBureau, reason: words("材料有误") };
    await other.run(task, "withdrawClaim", taskId, withdraw, { actor: of(financeBureau), commandId: "withdraw" });
    const again = { actor: of(financeBureau), commandId: "claim-2" };
    expect(await process.run(task, "claimCompletion", taskId, claim, again)).toMatchObject({ outcome: "done" });
  });

  test("a command id that another process has used is told, and not acknowledged for another command", async () => {
    const { log, process } = await counted();
    await reportBy(process, "r-1");
    await reportBy(processOn(log), "r-2");
    const other = { ...report, progress: words("另一句话") };
    expect(await reportBy(process, "r-2", other)).toMatchObject({ rejected: "COMMAND_ID_REUSED" });
  });

  test("where another process has decided the same command otherwise, what is stored is told, and what follows is decided on it", async () => {
    const { log, process } = await counted();
    await reportBy(process, "r-1");
    const at = (time: string): Actor => ({ ...of(financeBureau), at: time });
    const send = (by: Executor, commandId: string, time: string) =>
      by.run(task, "reportProgress", taskId, report, { actor: at(time), commandId });
    const stored = receiptOf(await send(processOn(log), "r-2", "2021-06-30T15:59:59.000Z"));
    expect(await send(process, "r-2", "2021-06-30T16:00:01.000Z")).toEqual(stored);
    // A fact is not dated before the last one of its stream, which is that of the other process.
    await send(process, "r-3", "2021-06-30T16:00:00.000Z");
    const times = (await everything(log)).slice(-2).map(({ meta }) => meta.happenedAt);
    expect(times).toEqual(["2021-06-30T15:59:59.000Z", "2021-06-30T16:00:00.000Z"]);
  });

  test("in another session it is read again", async () => {
    const { asked, endSession, process } = await counted();
    await reportBy(process, "r-1");
    endSession();
    asked.length = 0;
    expect(receiptOf(await reportBy(process, "r-2")).revision).toBe(3);
    expect(asked).toEqual(["read", "append"]);
  });

  test("where the session ends during the append, it is read whether that was stored", async () => {
    const { log, endSession } = await counted();
    const cut = { isStored: false };
    const cutting: EventLog = {
      ...log,
      async append(stream, revision, events, limits) {
        if (limits?.session === undefined) return log.append(stream, revision, events);
        if (cut.isStored) await log.append(stream, revision, events);
        endSession();
        return "unknown";
      },
    };
    const process = processOn(cutting);
    await reportBy(process, "r-1");
    cut.isStored = true;
    expect(receiptOf(await reportBy(process, "r-2")).revision).toBe(3);
    cut.isStored = false;
    expect(receiptOf(await reportBy(process, "r-3")).revision).toBe(4);
    expect(await everything(log)).toHaveLength(5);

    const away = () => Promise.reject(new LogUnavailable("the store is away"));
    let isAway = false;
    const leaving: EventLog = {
      ...cutting,
      read: (...order) => (isAway ? { [Symbol.asyncIterator]: () => ({ next: away }) } : cutting.read(...order)),
    };
    const left = processOn(leaving);
    await reportBy(left, "r-4");
    isAway = true;
    await expect(reportBy(left, "r-5")).rejects.toThrow(OutcomeUnknown);
  });
});

test("the shell looks up only if there is something to decide, with the current state", async () => {
  const { process } = await begun();
  const asked: boolean[] = [];
  const lead = assigned([developmentBureau, "lead"]).data;
  const how = {
    actor: office,
    commandId: "assign-lead",
    given(state: TaskState) {
      asked.push(developmentBureau in state.assignments);
      return rosterNow;
    },
  };
  await process.run(task, "assignUnits", taskId, lead, how);
  await process.run(task, "assignUnits", taskId, lead, how);
  await process.run(task, "assignUnits", taskId, lead, { ...how, commandId: "assign-lead-again" });
  // That nothing would change is decided once more, on what is read for it.
  expect(asked).toEqual([false, true, true]);
});

test("what the shell looks up is no part of the command", async () => {
  const { process } = await begun();
  const lead = assigned([developmentBureau, "lead"]).data;
  const how = { actor: office, commandId: "assign-lead" };
  const first = await process.run(task, "assignUnits", taskId, lead, { ...how, given: () => rosterNow });
  const later = await process.run(task, "assignUnits", taskId, lead, {
    ...how,
    given: () => ({ units: registered(), groups: new Map() }),
  });
  expect(later).toEqual(first);
});

test("after a restore commands are decided on what the log holds, and not on what it held", async () => {
  const restorable = restorableLog(() => now);
  const { log } = restorable;
  const [process, another] = [processOn(log), processOn(log)];
  await openedTask(process);
  const backup = (await everything(log)).at(-1)?.position ?? null;
  const reportBy = (by: Executor, commandId: string) =>
    by.run(task, "reportProgress", taskId, report, { actor: of(financeBureau), commandId });
  expect(receiptOf(await reportBy(process, "report-1"))).toMatchObject({ revision: 2 });
  expect(receiptOf(await reportBy(process, "report-2"))).toMatchObject({ revision: 3 });
  await restorable.restore(backup);
  // Another process takes the place that was free again.
  expect(receiptOf(await reportBy(another, "report-3"))).toMatchObject({ revision: 2 });
  expect(receiptOf(await reportBy(process, "report-4"))).toMatchObject({ revision: 3 });
  // What was lost is done again, and what is there is not.
  expect(receiptOf(await reportBy(process, "report-1"))).toMatchObject({ revision: 4 });
  expect(receiptOf(await reportBy(process, "report-3"))).toMatchObject({ revision: 2 });
  const reportNumbers = (await everything(log)).flatMap(({ fact }) =>
    fact.type === "ProgressReported" ? [fact.data.reportNo] : [],
  );
  expect(reportNumbers).toEqual([1, 2, 3]);
});
