// The policies carried out: issuing a plan opens its tasks and assigns their units; closing it drops what is open.

import {
  type Actor,
  type DraftTask,
  defaultSettings,
  isRejection,
  type PlanSettings,
  plan,
  planIdOf,
  roster,
  task,
  taskIdOf,
} from "@taizhang/domain";
import { draft, named, notice, row, sourceSha256, words } from "@taizhang/domain/testing/facts";
import {
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  region,
  registered,
  relevantDepartments,
} from "@taizhang/domain/testing/people";
import { describe, expect, test } from "vitest";
import { emptyLog, everything, identity, letPoliciesAct, processOn } from "../../testing/shell.ts";
import { isForbidden, type Outcome } from "../write/outcome.ts";
import { carryOutPolicies } from "./carry-out.ts";

const planId = planIdOf(identity, region, sourceSha256);
const first = taskIdOf(identity, planId, 1);
const issuedAt: Actor = { ...office, subjectId: "director", at: "2021-06-01T01:00:00.000Z" };
const validFrom = "2021-01-01";

/** A region whose roster knows four units and two groups, and a plan with these rows, confirmed. */
async function confirmedPlan(rows: readonly Partial<DraftTask>[]) {
  const log = emptyLog();
  const process = processOn(log);
  let count = 0;
  const how = () => ({ actor: { ...issuedAt, at: "2021-05-30T01:00:00.000Z" }, commandId: `c${++count}` });
  const done = async (running: Promise<Outcome>) => {
    const outcome = await running;
    if (isRejection(outcome) || isForbidden(outcome)) expect.fail(JSON.stringify(outcome));
  };
  const names = {
    区发改局: developmentBureau,
    区财政局: financeBureau,
    区卫健局: healthBureau,
    区教育局: educationBureau,
  };
  for (const [name, unitId] of Object.entries(names)) {
    await done(process.run(roster, "registerUnit", region, { regionId: region, unitId, name, validFrom }, how()));
  }
  const group = { regionId: region, validFrom, members: [] };
  const list = { ...group, groupId: allDepartments, name: "区政府各部门", kind: "list" } as const;
  const predicate = { ...group, groupId: relevantDepartments, name: "相关部门", kind: "predicate" } as const;
  await done(process.run(roster, "defineGroup", region, { ...list, members: [financeBureau, healthBureau] }, how()));
  await done(process.run(roster, "defineGroup", region, predicate, how()));
  const tasks = rows.map((over, at) => row({ row: at + 1, ...over }));
  const given = () => notice({ draft: draft({ tasks }) });
  await done(process.run(plan, "importPlan", planId, { regionId: region, sourceSha256 }, { ...how(), given }));
  const known = async () => ({ roster: (await process.load(roster, region)).state });
  await done(process.run(plan, "confirmPlan", planId, {}, { ...how(), given: known }));
  const issue = (settings: PlanSettings = defaultSettings) =>
    done(process.run(plan, "issuePlan", planId, { settings }, { actor: issuedAt, commandId: "issue", given: known }));
  return { log, process, how, issue };
}

async function issuedPlan(rows: readonly Partial<DraftTask>[], settings: PlanSettings = defaultSettings) {
  const begun = await confirmedPlan(rows);
  await begun.issue(settings);
  await letPoliciesAct(begun.log, begun.process);
  return begun;
}

const partsOf = async ({ process }: Awaited<ReturnType<typeof confirmedPlan>>, taskId = first) =>
  Object.fromEntries(
    Object.entries((await process.load(task, taskId)).state.assignments).map(([unitId, part]) => [
      unitId,
      part.relations,
    ]),
  );

const group = (name: string, relation: "lead" | "responsible" = "responsible") =>
  named(name, relation, { kind: "group" });

describe("issuing a plan", () => {
  test("opens every row as a task and assigns the units it prints", async () => {
    const begun = await issuedPlan([
      { units: [named("区发改局", "lead"), named("区财政局"), named("区卫健局", "supervising")] },
      { units: [named("区教育局")] },
    ]);
    expect(await partsOf(begun)).toEqual({
      [developmentBureau]: ["lead"],
      [financeBureau]: ["responsible"],
      [healthBureau]: ["supervising"],
    });
    expect(await partsOf(begun, taskIdOf(identity, planId, 2))).toEqual({ [educationBureau]: ["responsible"] });
  });

  test("nothing is opened before", async () => {
    const begun = await confirmedPlan([{ units: [named("区财政局")] }]);
    await letPoliciesAct(begun.log, begun.process);
    expect(await partsOf(begun)).toEqual({});
  });

  test("acts in the policy's name, on behalf of the person who issued, at that time, caused by the issue", async () => {
    const { log } = await issuedPlan([{ units: [named("区财政局")] }]);
    const events = await everything(log);
    const issue = events.find(({ fact }) => fact.type === "PlanIssued") ?? expect.fail("not issued");
    for (const event of events.filter(({ meta }) => meta.taskId !== null)) {
      expect(event.meta).toMatchObject({
        actor: { subjectId: "policy:open-tasks", unitId: null, roles: ["policy"] },
        onBehalfOf: { subjectId: "director", unitId: null },
        happenedAt: issuedAt.at,
        causationId: issue.id,
        correlationId: "issue",
        planId,
        taskId: first,
        regionId: region,
      });
    }
  });

  test("twice, also in another process, changes nothing", async () => {
    const begun = await issuedPlan([{ units: [group("区政府各部门"), group("相关部门"), named("区发改局", "lead")] }]);
    const before = await everything(begun.log);
    await letPoliciesAct(begun.log, begun.process);
    await letPoliciesAct(begun.log, processOn(begun.log));
    expect(await everything(begun.log)).toEqual(before);
  });

  test("cut off in the middle, is finished by the next run", async () => {
    const begun = await confirmedPlan([{ units: [named("区财政局")] }, { units: [named("区卫健局")] }]);
    const { log } = begun;
    await begun.issue();
    const dying = { ...log, append: cutAfter(1, log.append) };
    await expect(letPoliciesAct(dying, processOn(dying))).rejects.toThrow("power cut");
    expect(await partsOf(begun)).toEqual({});
    await letPoliciesAct(log, processOn(log));
    expect(await partsOf(begun)).toEqual({ [financeBureau]: ["responsible"] });
    expect(await partsOf(begun, taskIdOf(identity, planId, 2))).toEqual({ [healthBureau]: ["responsible"] });
  });
});

describe("groups", () => {
  const assignedIn = async ({ log }: Awaited<ReturnType<typeof confirmedPlan>>) =>
    (await everything(log)).flatMap(({ fact }) => (fact.type === "UnitsAssigned" ? [fact.data] : []));

  test("later members do not join on their own", async () => {
    const begun = await issuedPlan([{ units: [group("区政府各部门")] }]);
    const joined = { groupId: allDepartments, joined: [educationBureau], left: [], effectiveOn: "2021-03-01" };
    await begun.process.run(roster, "changeMembership", region, joined, begun.how());
    await letPoliciesAct(begun.log, processOn(begun.log));
    expect(Object.keys(await partsOf(begun))).not.toContain(educationBureau);
  });

  test("a predicate group stays unfilled, and no unit owes anything through it", async () => {
    const begun = await issuedPlan([{ units: [group("相关部门")] }]);
    expect(await partsOf(begun)).toEqual({});
    expect(await assignedIn(begun)).toMatchObject([
      { assignments: [], groups: [{ groupId: relevantDepartments, kind: "predicate", members: [] }] },
    ]);
  });

  test("the units named for a predicate group printed as lead and as responsible become both", async () => {
    const begun = await issuedPlan([{ units: [group("相关部门", "lead"), group("相关部门")] }]);
    await begun.process.run(
      task,
      "expandGroup",
      first,
      { groupId: relevantDepartments, unitIds: [financeBureau], reason: words("按职能") },
      { ...begun.how(), given: () => ({ units: registered(financeBureau) }) },
    );
    expect(await partsOf(begun)).toEqual({ [financeBureau]: ["lead", "responsible"] });
  });

  test("a unit printed twice, or under two names, has one part", async () => {
    const begun = await issuedPlan([{ units: [named("区财政局"), named("区财政局"), named("区财政局", "lead")] }]);
    expect(await partsOf(begun)).toEqual({ [financeBureau]: ["lead", "responsible"] });
  });
});

describe("closing a plan", () => {
  const reason = words("年度结束");

  test("drops what is open in every task, with the cause; twice changes nothing", async () => {
    const { log, process } = await issuedPlan([{ units: [named("区财政局")] }, { units: [named("区卫健局")] }]);
    await process.run(plan, "closePlan", planId, { reason }, { actor: office, commandId: "close" });
    await letPoliciesAct(log, process);
    const events = await everything(log);
    const closed = events.filter(({ fact }) => fact.type === "TaskClosed");
    expect(closed.map(({ fact }) => fact.data)).toEqual([
      { cause: "planClosed", dropped: [financeBureau] },
      { cause: "planClosed", dropped: [healthBureau] },
    ]);
    for (const { meta } of closed) expect(meta).toMatchObject({ correlationId: "close", onBehalfOf: { unitId: null } });
    await letPoliciesAct(log, processOn(log));
    expect(await everything(log)).toEqual(events);
  });

  test("nobody acts on a dropped assignment", async () => {
    const { log, process } = await issuedPlan([{ units: [named("区财政局")] }]);
    await process.run(plan, "closePlan", planId, { reason }, { actor: office, commandId: "close" });
    await letPoliciesAct(log, process);
    const outcome = await process.run(
      task,
      "acceptAssignment",
      first,
      { unitId: financeBureau },
      { actor: of(financeBureau), commandId: "late" },
    );
    expect(outcome).toMatchObject({ rejected: "ASSIGNMENT_NOT_OPEN" });
  });

  test("a policy that is refused stops, and says at which command", async () => {
    const begun = await confirmedPlan([{ units: [] }]);
    const { log, process } = begun;
    await begun.issue();
    await process.run(plan, "closePlan", planId, { reason }, { actor: office, commandId: "close" });
    const close = (await everything(log)).find(({ fact }) => fact.type === "PlanClosed") ?? expect.fail("not closed");
    await expect(carryOutPolicies(close, process, identity)).rejects.toThrow(
      /close-tasks.*closeTask\/.*TASK_NOT_FOUND/,
    );
  });
});

describe("adding a task", () => {
  const why = { reason: words("新部署"), authority: words("补充通知") };
  const add = {
    row: { text: "公开惠民惠农补贴", dueOn: "2021-12-31" },
    units: [{ unitId: financeBureau, relations: ["lead" as const] }],
    groups: [{ groupId: allDepartments, relation: "responsible" as const }],
    ...why,
  };

  test("opens it and gives its units their parts, with the members of its groups on that day; twice has one effect", async () => {
    const begun = await issuedPlan([{ units: [named("区教育局")] }]);
    const { log, process } = begun;
    const given = async () => ({ roster: (await process.load(roster, region)).state });
    const joined = { groupId: allDepartments, joined: [educationBureau], left: [], effectiveOn: "2021-06-02" };
    await process.run(roster, "changeMembership", region, joined, begun.how());
    const how = { actor: { ...office, at: "2021-07-01T02:00:00.000Z" }, commandId: "add", given };
    await process.run(plan, "addTask", planId, add, how);
    for (const cut of [1, 9]) {
      const dying = { ...log, append: cutAfter(cut, log.append) };
      await letPoliciesAct(dying, processOn(dying)).catch((error) =>
        expect(error).toMatchObject({ message: "power cut" }),
      );
    }
    expect(await partsOf(begun, taskIdOf(identity, planId, 2))).toEqual({
      [financeBureau]: ["lead", "responsible"],
      [healthBureau]: ["responsible"],
      [educationBureau]: ["responsible"],
    });
    const events = await everything(log);
    await letPoliciesAct(log, processOn(log));
    expect(await everything(log)).toEqual(events);
  });
});

test.each([0, 1, 2, 3, 4])(
  "a supplement that is cut off after %s commands is finished by the next run: amended, added, withdrawn, its draft discarded",
  async (calls) => {
    const begun = await issuedPlan([{ units: [named("区财政局")] }, { units: [named("区卫健局")] }]);
    const { log, process } = begun;
    const later = "b".repeat(64);
    const supplementId = planIdOf(identity, region, later);
    const how = (commandId: string) => ({ actor: { ...office, at: "2021-07-01T02:00:00.000Z" }, commandId });
    const tasks = [
      row({ row: 1, text: "改过的任务" }),
      row({ row: 2, text: "新任务", units: [named("区教育局")] }),
      row({ row: 3 }),
    ];
    const read = () => notice({ draft: draft({ tasks }) });
    const source = { regionId: region, sourceSha256: later };
    await process.run(plan, "importPlan", supplementId, source, { ...how("import-2"), given: read });
    const known = async () => ({
      roster: (await process.load(roster, region)).state,
      supplement: (await process.load(plan, supplementId)).state,
      supplementId,
      withdrawn: [],
    });
    await process.run(plan, "confirmPlan", supplementId, {}, { ...how("confirm-2"), given: known });
    const map = [
      { row: 1, kind: "amends" as const, of: 1 },
      { row: 2, kind: "adds" as const },
      { row: 3, kind: "withdraws" as const, of: 2 },
    ];
    const command = { sourceSha256: later, map };
    await process.run(plan, "supplementPlan", planId, command, { ...how("supplement"), given: known });
    const dying = { ...log, append: cutAfter(calls, log.append) };
    await expect(letPoliciesAct(dying, processOn(dying))).rejects.toThrow("power cut");
    await letPoliciesAct(log, processOn(log));
    const taskOf = async (at: number) => (await process.load(task, taskIdOf(identity, planId, at))).state;
    expect((await taskOf(1)).words.text).toBe("改过的任务");
    expect((await taskOf(2)).endings).toEqual(["withdrawn"]);
    expect(Object.keys((await taskOf(3)).assignments)).toEqual([educationBureau]);
    expect((await process.load(plan, supplementId)).state.status).toBe("discarded");
    const events = await everything(log);
    const followed = events.filter(({ meta }) => meta.correlationId === "supplement").map(({ fact }) => fact.type);
    expect(followed.toSorted()).toEqual([
      ...["DraftDiscarded", "PlanSupplemented", "TaskAdded", "TaskAmended", "TaskOpened", "TaskWithdrawn"],
      "UnitsAssigned",
    ]);
    await letPoliciesAct(log, processOn(log));
    expect(await everything(log)).toEqual(events);
  },
);

describe("reopening a plan", () => {
  const reason = words("年度结束");
  const why = { reason: words("验收前需继续推进"), authority: words("专题会议纪要") };
  const second = taskIdOf(identity, planId, 2);
  const stateOf = async ({ process }: Awaited<ReturnType<typeof confirmedPlan>>, taskId: string, unitId: string) =>
    (await process.load(task, taskId)).state.assignments[unitId]?.state;

  /** A plan of two tasks, the first accepted, closed; the policies are cut off after some commands. */
  async function closedPlan(calls: number) {
    const begun = await issuedPlan([{ units: [named("区财政局")] }, { units: [named("区卫健局")] }]);
    const { log, process } = begun;
    const accept = { actor: of(financeBureau), commandId: "accept" };
    await process.run(task, "acceptAssignment", first, { unitId: financeBureau }, accept);
    await process.run(plan, "closePlan", planId, { reason }, { actor: office, commandId: "close" });
    const dying = { ...log, append: cutAfter(calls, log.append) };
    await letPoliciesAct(dying, processOn(dying)).catch((error) =>
      expect(error).toMatchObject({ message: "power cut" }),
    );
    return begun;
  }

  test.each([0, 1, 2, 9])("gives back what a closing dropped, where %s commands of it were done", async (calls) => {
    const begun = await closedPlan(calls);
    const { log, process } = begun;
    await process.run(plan, "reopenPlan", planId, why, { actor: office, commandId: "reopen" });
    for (const cut of [1, 9]) {
      const dying = { ...log, append: cutAfter(cut, log.append) };
      await letPoliciesAct(dying, processOn(dying)).catch((error) =>
        expect(error).toMatchObject({ message: "power cut" }),
      );
    }
    expect(await stateOf(begun, first, financeBureau)).toBe("accepted");
    expect(await stateOf(begun, second, healthBureau)).toBe("assigned");
    expect((await process.load(plan, planId)).state).toMatchObject({
      status: "issued",
      turns: [
        { to: "closed", isDone: true },
        { to: "reopened", isDone: true },
      ],
    });
    const events = await everything(log);
    const restored = events.filter(({ fact }) => fact.type === "TaskReopened");
    // What was left of the closing is carried out before the reopening.
    expect(restored).toHaveLength(2);
    for (const { meta } of restored) expect(meta).toMatchObject({ correlationId: "reopen" });
    await letPoliciesAct(log, processOn(log));
    expect(await everything(log)).toEqual(events);
  });

  test("and a plan that is closed again drops it again", async () => {
    const begun = await closedPlan(9);
    const { log, process } = begun;
    await process.run(plan, "reopenPlan", planId, why, { actor: office, commandId: "reopen" });
    await letPoliciesAct(log, process);
    await process.run(plan, "closePlan", planId, { reason }, { actor: office, commandId: "close-2" });
    await letPoliciesAct(log, process);
    expect(await stateOf(begun, first, financeBureau)).toBe("dropped");
    expect((await process.load(plan, planId)).state).toMatchObject({
      status: "closed",
      turns: [{ isDone: true }, { isDone: true }, { isDone: true }],
    });
  });
});

/** The given number of calls go through; every later one fails before it has any effect. */
function cutAfter<Args extends readonly unknown[], T>(calls: number, work: (...args: Args) => Promise<T>) {
  let left = calls;
  return (...args: Args) => (left-- > 0 ? work(...args) : Promise.reject(new Error("power cut")));
}
