// Denied attempts: which refusals are recorded, where, and how often.

import { type AnyAction, type AnyAggregate, aggregates, completion, plan, roster, task, tell } from "@taizhang/domain";
import { assigned, opened, page, words } from "@taizhang/domain/testing/facts";
import {
  actor,
  developmentBureau,
  educationBureau,
  financeBureau,
  now,
  of,
  office,
  otherRegion,
  planId,
  policy,
  region,
  roster as rosterNow,
  stranger,
  taskId,
  today,
  uuid,
} from "@taizhang/domain/testing/people";
import { describe, expect, test } from "vitest";
import { emptyLog, everything, identity, processOn } from "../../testing/shell.ts";
import type { StoredEvent } from "../event-log.ts";
import { LogUnavailable } from "../event-log.ts";
import { executor } from "./execute.ts";

const report = { unitId: financeBureau, reportedOn: today, progress: words("已公开"), evidence: [page] };

/** A task that 区发改局 leads and 区财政局 carries out. */
async function begun() {
  const log = emptyLog();
  const process = processOn(log);
  const given = () => rosterNow;
  const parts = assigned([developmentBureau, "lead"], [financeBureau, "responsible"]).data;
  for (const [n, unitId] of [developmentBureau, financeBureau, educationBureau].entries()) {
    const unit = { regionId: region, unitId, name: `单位${n}`, validFrom: "2021-01-01" };
    await process.run(roster, "registerUnit", region, unit, { actor: office, commandId: `unit-${n}` });
  }
  await process.run(task, "openTask", taskId, opened().data, { actor: policy, commandId: "open" });
  await process.run(task, "assignUnits", taskId, parts, { actor: policy, commandId: "assign", given });
  return { log, process };
}

type Log = ReturnType<typeof emptyLog>;
const denials = async (log: Log) => (await everything(log)).filter(({ fact }) => fact.type === "AttemptDenied");
const told = ({ stream, fact, meta }: StoredEvent) => ({ stream, data: fact.data, meta });

const byEducation = { actor: of(educationBureau), commandId: "try" };

describe("recorded is", () => {
  test("an act on another unit's assignment: what, by whom, at what, why, with the task's envelope", async () => {
    const { log, process } = await begun();
    await process.run(task, "reportProgress", taskId, report, byEducation);
    expect((await denials(log)).map(told)).toMatchObject([
      {
        stream: `denial-${taskId}`,
        data: {
          target: { regionId: region, planId, taskId },
          targetUnitId: financeBureau,
          by: { subjectId: of(educationBureau).subjectId, regionId: region, unitId: educationBureau },
          action: "reportProgress",
          title: { zh: "进展填报", en: "Report progress" },
          reason: "NOT_YOUR_ASSIGNMENT",
          triedOn: today,
        },
        meta: {
          regionId: region,
          actor: { subjectId: "policy:record-denied-attempts", unitId: null },
          onBehalfOf: { subjectId: of(educationBureau).subjectId, unitId: educationBureau },
          planId,
          taskId,
          unitIds: [educationBureau, financeBureau],
          happenedAt: now,
        },
      },
    ]);
  });

  test("a lead's act by a unit that does not lead, and a review by one that does not review", async () => {
    const { log, process } = await begun();
    const by = { ...byEducation, commandId: "review" };
    await process.run(task, "reportProgress", taskId, report, { actor: of(financeBureau), commandId: "report" });
    await process.run(task, "acceptReport", taskId, { unitId: financeBureau, reportNo: 1 }, by);
    const endorse = { unitId: financeBureau, opinion: words("同意") };
    await process.run(task, "endorseCompletion", taskId, endorse, byEducation);
    const reasons = (await denials(log)).map(({ fact }) => fact.type === "AttemptDenied" && fact.data.reason);
    expect(reasons).toEqual(["NOT_THE_REVIEWER", "NOT_THE_LEAD"]);
  });

  test("an act without the role for it, at the task it was aimed at, or at the region if there is no such task", async () => {
    const { log, process } = await begun();
    const auditor = { actor: actor("auditor"), commandId: "sign" };
    const signOff = { unitId: financeBureau, opinion: words("同意") };
    await process.run(task, "signOff", taskId, signOff, auditor);
    await process.run(plan, "confirmPlan", uuid(777), {}, { ...auditor, given: () => expect.fail("was asked") });
    expect((await denials(log)).map(told)).toMatchObject([
      { stream: `denial-${taskId}`, data: { action: "signOff", reason: "FORBIDDEN", targetUnitId: financeBureau } },
      { stream: `denial-${region}`, data: { action: "confirmPlan", reason: "FORBIDDEN" }, meta: { taskId: null } },
    ]);
  });

  test("an act from another region, for the auditors of the target's region", async () => {
    const { log, process } = await begun();
    const away = { ...office, regionId: otherRegion, unitId: stranger };
    const outcome = await process.run(
      plan,
      "closePlan",
      planId,
      { reason: words("完") },
      { actor: away, commandId: "1" },
    );
    expect(outcome).toMatchObject({ rejected: "PLAN_NOT_FOUND" });
    expect((await denials(log)).map(told)).toMatchObject([
      { data: { reason: "NOWHERE" }, meta: { regionId: otherRegion, planId: null } },
    ]);

    const expanding = { groupId: uuid(300), unitIds: [financeBureau], reason: words("增补") };
    const how = { actor: away, commandId: "2", given: () => rosterNow };
    expect(await process.run(task, "expandGroup", taskId, expanding, how)).toMatchObject({
      rejected: "TASK_NOT_FOUND",
    });
    expect((await denials(log)).slice(1).map(told)).toMatchObject([
      {
        data: { reason: "OTHER_REGION", by: { regionId: otherRegion, unitId: stranger } },
        meta: { regionId: region, unitIds: [] },
      },
    ]);
  });
});

test("an attempt at what exists nowhere leaves as much of a trace as one at another region, however often it is made", async () => {
  const { log, process } = await begun();
  const away = { ...office, regionId: otherRegion, unitId: null };
  const signOff = { unitId: financeBureau, opinion: words("同意") };
  const forbidden = { ...away, roles: ["unit" as const] };
  const traces = async (id: string, who: typeof away | typeof forbidden) => {
    const before = (await everything(log)).length;
    for (const nth of [1, 2]) {
      const how = { actor: who, commandId: `try-${nth}-${id}` };
      expect(await process.run(task, "signOff", id, signOff, how)).not.toMatchObject({ outcome: "done" });
    }
    return (await everything(log)).length - before;
  };
  for (const who of [away, forbidden]) {
    expect([await traces(taskId, who), await traces(uuid(771), who), await traces(uuid(772), who)]).toEqual([1, 1, 1]);
  }
  expect((await denials(log)).map(({ meta, fact }) => [meta.regionId, fact.data])).toMatchObject([
    [region, { reason: "OTHER_REGION" }],
    [otherRegion, { reason: "NOWHERE" }],
    [otherRegion, { reason: "NOWHERE" }],
    [region, { reason: "FORBIDDEN" }],
    [otherRegion, { reason: "FORBIDDEN" }],
    [otherRegion, { reason: "FORBIDDEN" }],
  ]);
});

test("a refusal that is about the state of things is no denial", async () => {
  const { log, process } = await begun();
  const mine = { actor: of(financeBureau), commandId: "withdraw" };
  const outcome = await process.run(
    task,
    "withdrawClaim",
    taskId,
    { unitId: financeBureau, reason: words("误报") },
    mine,
  );
  expect(outcome).toMatchObject({ rejected: "NOT_CLAIMED" });
  expect(await denials(log)).toEqual([]);
});

test("each act of units is recorded if somebody tries it who is nothing to its target, in whatever state that is", async () => {
  const { log, process } = await begun();
  const byPolicy = (commandId: string) => ({ actor: policy, commandId });
  const ids: Readonly<Record<string, string>> = { task: taskId, completion: uuid(400) };
  const ofUnits = Object.values<AnyAggregate>(aggregates).flatMap((target) =>
    Object.entries<AnyAction>(target.actions).flatMap(([name, { by, example }]) =>
      by.includes("unit") ? [{ target, name, example }] : [],
    ),
  );
  const tried = async (at: string) => {
    const before = (await denials(log)).length;
    for (const { target, name, example } of ofUnits) {
      const command = "unitId" in example ? { ...example, unitId: financeBureau } : example;
      const how = { actor: of(educationBureau, at), commandId: `${name}-${at.slice(0, 10)}`, given: () => undefined };
      await process.run(target, name, ids[target.name] ?? expect.fail(`no ${target.name}`), command, how);
    }
    const recorded = (await denials(log)).slice(before);
    return recorded.map(({ fact }) => (fact.type === "AttemptDenied" ? [fact.data.action, fact.data.reason] : null));
  };

  const { oweCompletionReport } = completion.actions;
  const owed = { ...oweCompletionReport.example, regionId: region, planId, unitId: financeBureau };
  const items = { ...task.actions.adoptItems.example, unitId: financeBureau };
  await process.run(task, "adoptItems", taskId, items, { actor: of(financeBureau), commandId: "adopt" });
  const given = () => ({ isReopened: false });
  await process.run(completion, "oweCompletionReport", uuid(400), owed, { ...byPolicy("owe"), given });
  const running = await tried("2021-06-30T02:00:00.000Z");
  expect(running.map((each) => each?.[0])).toEqual(ofUnits.map(({ name }) => name));

  await process.run(task, "closeTask", taskId, { cause: "planClosed" }, byPolicy("close"));
  const end = { unitId: financeBureau, cause: "planClosed" as const };
  await process.run(completion, "endCompletionReport", uuid(400), end, byPolicy("end"));
  expect(await tried("2021-07-02T02:00:00.000Z")).toEqual(running);
});

test("the same attempt is recorded once a day, whatever its command id, and again the next day", async () => {
  const { log, process } = await begun();
  const tried = (commandId: string, at: string) =>
    process.run(task, "reportProgress", taskId, report, { actor: of(educationBureau, at), commandId });
  await tried("1", "2021-06-30T02:00:00.000Z");
  await tried("2", "2021-06-30T15:59:59.999Z");
  await Promise.all([tried("3", "2021-06-30T16:00:00.000Z"), tried("4", "2021-06-30T16:00:00.000Z")]);
  const days = (await denials(log)).map(({ fact }) => fact.type === "AttemptDenied" && fact.data.triedOn);
  expect(days).toEqual(["2021-06-30", "2021-07-01"]);
});

test("made-up units do not make endless records", async () => {
  const { log, process } = await begun();
  for (const n of [901, 902, 903]) {
    const how = { ...byEducation, commandId: `try-${n}` };
    await process.run(task, "reportProgress", taskId, { ...report, unitId: uuid(n) }, how);
  }
  expect((await denials(log)).map(told)).toMatchObject([{ data: { targetUnitId: null } }]);
});

test("a denied command stores nothing under its own id, which stays free for the right act", async () => {
  const { process } = await begun();
  await process.run(task, "reportProgress", taskId, report, byEducation);
  const right = { ...byEducation, actor: of(financeBureau) };
  expect(await process.run(task, "reportProgress", taskId, report, right)).toMatchObject({ outcome: "done" });
});

test("if the record cannot be stored, the attempt fails and gets no answer", async () => {
  const { log } = await begun();
  const deaf = {
    ...log,
    append: () => Promise.reject(new LogUnavailable("the store is away")),
  };
  const process = executor({ log: deaf, identity, usedCommand: async () => null });
  await expect(process.run(task, "reportProgress", taskId, report, byEducation)).rejects.toThrow(LogUnavailable);
});

test("an attempt is told with the unit, the act and the reason in both languages", async () => {
  const { log, process } = await begun();
  await process.run(task, "reportProgress", taskId, report, byEducation);
  const [denied] = await denials(log);
  expect(denied && tell(denied.fact, () => "区教育局")).toEqual({
    zh: "记录被拒的操作：420304 “区教育局”试图“进展填报”。只能办理本单位的分工。",
    en: "recorded a denied attempt: “区教育局” of 420304 tried “Report progress”. You can act on your own unit's assignment only.",
  });
});

test("neither a missing right nor a state that is not open costs a look-up, and none that fails hides it", async () => {
  const { log, process } = await begun();
  let asked = 0;
  const given = () => {
    asked += 1;
    throw new LogUnavailable("the look-up fails");
  };
  const { disputeAssignment, correctReport } = task.actions;
  const dispute = { ...disputeAssignment.example, unitId: financeBureau };
  const correct = { ...correctReport.example, unitId: financeBureau };
  const tried = (name: "disputeAssignment" | "correctReport", command: object, who = of(financeBureau)) =>
    process.run(task, name, taskId, task.actions[name].command.parse(command), {
      ...{ actor: who, commandId: `${name}-${who.subjectId}-${asked}` },
      given,
    });
  expect(await tried("disputeAssignment", dispute, of(educationBureau))).toMatchObject({
    rejected: "NOT_YOUR_ASSIGNMENT",
  });
  expect(await denials(log)).toHaveLength(1);
  expect(await tried("correctReport", correct)).toMatchObject({ rejected: "REPORT_NOT_FOUND" });
  expect(asked).toBe(0);
  await expect(tried("disputeAssignment", dispute)).rejects.toThrow(LogUnavailable);
  expect(asked).toBe(1);
});
