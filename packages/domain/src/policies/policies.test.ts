// The policies as pure functions: which commands follow from a fact and the states that were looked up.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { draft, imported, named, row, words } from "../../testing/facts.ts";
import {
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  now,
  office,
  planId,
  region,
  relevantDepartments,
  uuid,
} from "../../testing/people.ts";
import type { DomainFact } from "../catalogue.ts";
import { type Identity, taskIdOf } from "../identity.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Envelope } from "../kernel/envelope.ts";
import type { Fact } from "../kernel/event.ts";
import { TaskAdded } from "../plan/add-task.ts";
import { PlanClosed } from "../plan/close-plan.ts";
import { PlanConfirmed } from "../plan/confirm-plan.ts";
import { IssueCorrected } from "../plan/correct-issue.ts";
import { DraftDiscarded } from "../plan/discard-draft.ts";
import type { DraftTask, Relation } from "../plan/draft.ts";
import { plan } from "../plan/index.ts";
import { PlanIssued } from "../plan/issue-plan.ts";
import { TasksClosed } from "../plan/note-tasks-closed.ts";
import { TasksReopened } from "../plan/note-tasks-reopened.ts";
import { PlanReopened } from "../plan/reopen-plan.ts";
import { defaultSettings, type PlanSettings } from "../plan/settings.ts";
import type { NameMeaning } from "../plan/state.ts";
import { PlanSupplemented } from "../plan/supplement-plan.ts";
import { GroupDefined } from "../roster/define-group.ts";
import { roster } from "../roster/index.ts";
import { MembershipChanged } from "../roster/membership.ts";
import { UnitRegistered } from "../roster/register-unit.ts";
import { task } from "../task/index.ts";
import type { TaskState } from "../task/state.ts";
import { closeTasks } from "./close-tasks.ts";
import { correctTasks } from "./correct-tasks.ts";
import { policies } from "./index.ts";
import { openAddedTask } from "./open-added-task.ts";
import { openTasks } from "./open-tasks.ts";
import { command, policy, policyActor } from "./policy.ts";
import { reopenTasks } from "./reopen-tasks.ts";
import { supplementTasks } from "./supplement-tasks.ts";

/** Ids that can be read: each is the name it is derived from. */
const identity: Identity = { uuid: (name) => name, hash: (text) => text };
const taskId = (at: number) => taskIdOf(identity, planId, at);

const issuedOn = "2021-06-01";
const validFrom = "2021-01-01";
const units = {
  区发改局: developmentBureau,
  区财政局: financeBureau,
  区卫健局: healthBureau,
  区教育局: educationBureau,
};
const names = Object.entries<string>(units).map(([name, unitId]) => ({
  name,
  meaning: { kind: "unit", unitId } as const,
}));
const groups = [
  { name: "区政府各部门", groupId: allDepartments, kind: "list", members: [financeBureau, healthBureau] },
  { name: "相关部门", groupId: relevantDepartments, kind: "predicate", members: [] },
] as const;
const meanings: { name: string; meaning: NameMeaning }[] = [
  ...names,
  ...groups.map(({ name, groupId }) => ({ name, meaning: { kind: "group", groupId } as const })),
];
const entered = [
  ...names.map(({ name, meaning: { unitId } }) => UnitRegistered({ regionId: region, unitId, name, validFrom })),
  ...groups.map((group) => GroupDefined({ ...group, members: [...group.members], regionId: region, validFrom })),
];

/** A fact as it is stored, by default right behind those of `issuedPlan`. */
function recorded<Of extends DomainFact>(fact: Of, over: Partial<Envelope> = {}, revision = 3) {
  const { subjectId, unitId } = office;
  const meta: Envelope = {
    schemaVersion: 1,
    regionId: region,
    actor: { subjectId, unitId, roles: ["office"] },
    onBehalfOf: null,
    happenedAt: now,
    action: "issuePlan",
    commandId: "command-1",
    commandHash: "hash-1",
    causationId: "command-1",
    correlationId: "command-1",
    planId,
    taskId: null,
    unitIds: [],
    ...over,
  };
  return { id: "event-1", fact, meta, revision };
}

/** The plan with these rows, issued. */
function issuedPlan(rows: readonly Partial<DraftTask>[], settings: PlanSettings) {
  const tasks = rows.map((over, at) => row({ row: at + 1, ...over }));
  const issue = PlanIssued({ issuedOn, settings, taskCount: tasks.length });
  const facts = [imported(draft({ tasks })), PlanConfirmed({ by: "read", names: meanings }), issue];
  return { issue, looked: { id: planId, state: facts.reduce(plan.evolve, plan.initial) } };
}

/** The commands that follow from issuing a plan with these rows. */
function onIssue(rows: readonly Partial<DraftTask>[], settings = defaultSettings, later: readonly Fact[] = []) {
  const { issue, looked } = issuedPlan(rows, settings);
  const state = [...entered, ...later].reduce(roster.evolve, roster.initial);
  return openTasks.react(recorded(issue), { issued: looked, names: { id: region, state } }, identity, []);
}

/** The contents of the commands for an action. */
const saidTo = (action: string, commands: ReturnType<typeof onIssue>) =>
  commands.flatMap((each) => (each.action === action ? [each.command] : []));

/** Who is assigned to the first row, and how. */
const assigned = (rows: readonly Partial<DraftTask>[], later: readonly Fact[] = []) =>
  saidTo("assignUnits", onIssue(rows, defaultSettings, later))[0];

const part = (unitId: string, ...relations: readonly Relation[]) => ({
  unitId,
  relations,
  via: null,
  inheritedFromRow: null,
});

const group = (name: string, relation: "lead" | "responsible" = "responsible") =>
  named(name, relation, { kind: "group" });

describe("issuing a plan", () => {
  test("needs the plan and the roster of its region", () => {
    const { issue } = issuedPlan([], defaultSettings);
    expect(openTasks.needs(recorded(issue))).toEqual({
      issued: { of: plan, id: planId },
      names: { of: roster, id: region },
    });
    expect(openTasks.needs(recorded(issue, { planId: null }))).toBeNull();
  });

  test("opens every row as a task and assigns the units it prints, all of them units of the roster", () => {
    const lead = [named("区发改局", "lead"), named("区财政局"), named("区卫健局", "supervising")];
    const commands = onIssue([{ units: lead }, { units: [named("区教育局")] }]);
    expect(commands).toMatchObject([
      {
        of: task,
        action: "openTask",
        id: taskId(1),
        command: { regionId: region, planId, taskId: taskId(1), issuedOn },
      },
      {
        of: task,
        action: "assignUnits",
        id: taskId(1),
        command: {
          assignments: [
            part(developmentBureau, "lead"),
            part(financeBureau, "responsible"),
            part(healthBureau, "supervising"),
          ],
        },
      },
      { action: "openTask", id: taskId(2) },
      { action: "assignUnits", id: taskId(2), command: { assignments: [part(educationBureau, "responsible")] } },
      { of: plan, action: "noteTasksOpened", id: planId, command: {} },
    ]);
    const known = expect.objectContaining({ units: expect.any(Map), groups: expect.any(Map) });
    expect(commands.map(({ given }) => given)).toEqual([undefined, known, undefined, known, undefined]);
  });

  test("a deadline that counts from the issue becomes a day then, and that of an added row on the day of its addition", () => {
    const counted = { kind: "none", date: null, fromIssue: { count: 30, unit: "day" } } as const;
    const commands = onIssue([{ deadline: counted }, { deadline: counted, added: { on: "2021-08-02" } }]);
    expect(saidTo("openTask", commands)).toMatchObject([
      { dueOn: "2021-07-01", dueBeforeIssue: false },
      { dueOn: "2021-09-01", dueBeforeIssue: false },
    ]);
  });

  test("passes on the due day and the settings, and flags a day that is not after the day of issue", () => {
    const due = (date: string | null): Partial<DraftTask> => ({
      deadline: date ? { kind: "date", date } : { kind: "none", date },
    });
    const steps = { endorsement: false, signOff: true };
    const commands = onIssue([due("2021-05-31"), due(issuedOn), due("2021-06-02"), due(null)], {
      ...defaultSettings,
      dueSoonDays: 10,
      steps,
    });
    const rest = { issuedOn, dueSoonDays: 10, steps };
    expect(saidTo("openTask", commands)).toMatchObject([
      { dueOn: "2021-05-31", dueBeforeIssue: true, ...rest },
      { dueOn: issuedOn, dueBeforeIssue: true, ...rest },
      { dueOn: "2021-06-02", dueBeforeIssue: false, ...rest },
      { dueOn: null, dueBeforeIssue: false, ...rest },
    ]);
  });

  test("makes the policy act in its own name, on behalf of the person who issued, at that time", () => {
    expect(policyActor(openTasks, recorded(issuedPlan([], defaultSettings).issue))).toEqual({
      subjectId: "policy:open-tasks",
      regionId: region,
      unitId: null,
      roles: ["policy"],
      onBehalfOf: { subjectId: office.subjectId, unitId: office.unitId },
      at: now,
    });
  });
});

describe("groups", () => {
  test("a list group is its members on the day of issue", () => {
    const change = (effectiveOn: string, joined: string[], left: string[]) =>
      MembershipChanged({ groupId: allDepartments, joined, left, effectiveOn });
    const later = [
      change(issuedOn, [educationBureau], [financeBureau]),
      change("2021-06-02", [developmentBureau], [healthBureau]),
    ];
    expect(assigned([{ units: [group("区政府各部门")] }], later)).toMatchObject({
      assignments: [
        { unitId: healthBureau, relations: ["responsible"], via: allDepartments },
        { unitId: educationBureau, relations: ["responsible"], via: allDepartments },
      ],
      groups: [{ groupId: allDepartments, relation: "responsible" }],
    });
  });

  test("a predicate group stays unfilled, and no unit owes anything through it", () => {
    expect(assigned([{ units: [group("相关部门")] }])).toMatchObject({
      assignments: [],
      groups: [{ groupId: relevantDepartments, relation: "responsible" }],
    });
  });

  test("a unit named itself and through a group has one part: its relations add up, and it counts as named", () => {
    const inherited = { ...group("区政府各部门"), inheritedFromRow: 3 };
    const itself = named("区财政局", "lead");
    for (const units of [
      [itself, inherited],
      [inherited, itself],
    ]) {
      const { assignments } = assigned([{ units }]);
      expect(assignments).toContainEqual(part(financeBureau, "lead", "responsible"));
      expect(assignments).toHaveLength(2);
    }
  });

  test("a unit printed twice has one part", () => {
    const units = [named("区财政局"), named("区财政局"), named("区财政局", "lead")];
    expect(assigned([{ units }]).assignments).toEqual([part(financeBureau, "lead", "responsible")]);
  });

  test("a body outside the region is recorded, once, and owes nothing", () => {
    const weather = named("市气象局", "responsible", { kind: "external" });
    expect(assigned([{ units: [weather, weather] }])).toMatchObject({
      assignments: [],
      external: [{ name: "市气象局", relation: "responsible" }],
    });
  });
});

test("closing a plan closes the task of every row, with the cause", () => {
  const { looked: open } = issuedPlan([{}, {}], defaultSettings);
  const fact = PlanClosed({ closedOn: "2021-12-31", reason: words("年度结束") });
  const looked = { ...open, state: plan.evolve(open.state, fact, 3) };
  const close = recorded(fact);
  expect(closeTasks.needs(close)).toEqual({ closed: { of: plan, id: planId } });
  expect(closeTasks.needs({ ...close, meta: { ...close.meta, planId: null } })).toBeNull();
  expect(closeTasks.react(close, { closed: looked }, identity, [])).toMatchObject([
    { of: task, action: "closeTask", id: taskId(1), command: { cause: "planClosed" }, given: { closing: 3 } },
    { of: task, action: "closeTask", id: taskId(2), command: { cause: "planClosed" }, given: { closing: 3 } },
    { of: plan, action: "noteTasksClosed", id: planId, command: {} },
  ]);
});

describe("adding a task", () => {
  const { issue, looked } = issuedPlan([{ units: [named("区财政局")] }], { ...defaultSettings, dueSoonDays: 10 });
  const names = { id: region, state: entered.reduce(roster.evolve, roster.initial) };
  const assignments = [{ ...part(healthBureau), relations: ["lead" as const] }];
  const add = (assigning: Partial<typeof TaskAdded.sample.assigning> = {}) =>
    TaskAdded({
      row: row({ row: 2, units: [], added: { on: "2021-06-20" } }),
      assigning: { assignments, groups: [], external: [], ...assigning },
      ...{ reason: words("新部署"), authority: words("补充通知") },
    });
  const planAfter = (...facts: readonly Fact[]) => ({ id: planId, state: facts.reduce(plan.evolve, looked.state) });

  test("opens it with the plan's settings, from the day of its addition, and assigns its units", () => {
    const recordedAdd = recorded(add());
    expect(openAddedTask.needs(recordedAdd)).toEqual({
      issued: { of: plan, id: planId },
      names: { of: roster, id: region },
    });
    expect(openAddedTask.needs({ ...recordedAdd, meta: { ...recordedAdd.meta, planId: null } })).toBeNull();
    const opening = {
      ...{ of: task, action: "openTask", id: taskId(2) },
      command: {
        taskId: taskId(2),
        issuedOn: "2021-06-20",
        dueOn: "2021-11-30",
        dueSoonDays: 10,
        dueBeforeIssue: false,
      },
    };
    expect(openAddedTask.react(recordedAdd, { issued: planAfter(add()), names }, identity, [])).toMatchObject([
      opening,
      { of: task, action: "assignUnits", id: taskId(2), command: { assignments }, given: names.state },
    ]);
    const nobody = add({ assignments: [] });
    expect(openAddedTask.react(recorded(nobody), { issued: planAfter(nobody), names }, identity, [])).toMatchObject([
      opening,
    ]);
  });

  test("a correction of the issue that is carried out after the addition finds the task, and leaves its day", () => {
    const before = { issuedOn, settings: defaultSettings };
    const later = { issuedOn: "2021-05-29", settings: defaultSettings };
    const fact = IssueCorrected({ before, after: later, reason: words("误") });
    const commands = correctTasks.react(recorded(fact), { corrected: planAfter(add(), fact) }, identity, []);
    expect(commands).toMatchObject([
      { action: "correctTaskIssue", id: taskId(1), command: { issuedOn: "2021-05-29" } },
      { action: "openTask", id: taskId(2), command: { issuedOn: "2021-06-20" } },
      { action: "correctTaskIssue", id: taskId(2), command: { issuedOn: "2021-06-20" } },
    ]);
  });

  test("is carried out, closed and reopened like the rows of the notice", () => {
    const close = PlanClosed({ closedOn: "2021-12-31", reason: words("年度结束") });
    const closed = { closed: planAfter(add(), close) };
    expect(closeTasks.react(recorded(close, {}, 1), closed, identity, []).map(({ id }) => id)).toEqual([
      taskId(1),
      taskId(2),
      planId,
    ]);
    expect(openTasks.react(recorded(issue), { issued: planAfter(add()), names }, identity, [])).toContainEqual(
      expect.objectContaining({ action: "openTask", id: taskId(2) }),
    );
  });
});

test("a supplement amends and withdraws tasks on the authority of its notice, and discards the draft of that, if it still is one", () => {
  const supplementId = uuid(150);
  const fact = PlanSupplemented({
    ...{ sourceSha256: "b".repeat(64), supplementId, citation: "《补充通知》", on: issuedOn },
    map: [
      { row: 1, kind: "amends", of: 2, changes: { text: "改" } },
      { row: 2, kind: "adds", of: 4 },
      { row: 3, kind: "withdraws", of: 1 },
      { row: 4, kind: "ignored", reason: words("相同") },
    ],
  });
  const supplementing = recorded(fact);
  expect(supplementTasks.needs(supplementing)).toEqual({ used: { of: plan, id: supplementId } });
  const ground = { reason: words("按《补充通知》办理。"), authority: words("《补充通知》") };
  const acts = [
    {
      action: "amendTask",
      id: taskId(2),
      command: { changes: { text: "改" }, ...ground, sourceSha256: "b".repeat(64) },
    },
    { action: "withdrawTask", id: taskId(1), command: ground },
  ];
  const draftOf = (...facts: readonly Fact[]) => ({
    used: { id: supplementId, state: facts.reduce(plan.evolve, plan.initial) },
  });
  const used = draftOf(imported());
  const discards = {
    action: "discardDraft",
    id: supplementId,
    command: { reason: ground.reason, supplementOf: planId },
  };
  expect(supplementTasks.react(supplementing, used, identity, [])).toMatchObject([...acts, discards]);
  const gone = draftOf(imported(), DraftDiscarded({ reason: words("已用") }));
  expect(supplementTasks.react(supplementing, gone, identity, [])).toMatchObject(acts);
  const nowhere = { ...supplementing, meta: { ...supplementing.meta, planId: null } };
  expect(supplementTasks.react(nowhere, used, identity, [])).toEqual([]);
});

test("a closing and a reopening are carried out each on its own, in the rows of its time, whatever came after it; once", () => {
  const { looked } = issuedPlan([{}, {}], defaultSettings);
  const close = PlanClosed({ closedOn: "2021-12-31", reason: words("年度结束") });
  const reopen = PlanReopened({ reason: words("继续推进"), authority: words("会议纪要") });
  const add = TaskAdded({ ...TaskAdded.sample, row: row({ row: 3, added: { on: "2021-06-20" } }) });
  const after = (...facts: readonly Fact[]) => ({
    ...looked,
    state: facts.reduce<typeof looked.state>((so, fact, place) => plan.evolve(so, fact, 3 + place), looked.state),
  });
  const [closing, reopening] = [recorded(close), recorded(reopen, {}, 4)];
  expect(reopenTasks.needs(reopening)).toEqual({ reopened: { of: plan, id: planId } });
  expect(reopenTasks.needs({ ...reopening, meta: { ...reopening.meta, planId: null } })).toBeNull();
  const closes = [
    { of: task, action: "closeTask", id: taskId(1), command: { cause: "planClosed" }, given: { closing: 3 } },
    { of: task, action: "closeTask", id: taskId(2), command: { cause: "planClosed" }, given: { closing: 3 } },
    { of: plan, action: "noteTasksClosed", id: planId, command: {} },
  ];
  const reopens = [
    { of: task, action: "reopenTask", id: taskId(1), command: {} },
    { of: task, action: "reopenTask", id: taskId(2), command: {} },
    { of: plan, action: "noteTasksReopened", id: planId, command: {} },
  ];
  for (const later of [[], [reopen], [reopen, add], [reopen, close]]) {
    const closed = after(close, ...later);
    expect(closeTasks.react(closing, { closed }, identity, [])).toMatchObject(closes);
  }
  for (const later of [[], [close], [add, close]]) {
    const reopened = after(close, reopen, ...later);
    expect(reopenTasks.react(reopening, { reopened }, identity, [])).toMatchObject(reopens);
  }
  const closed = after(close, reopen, TasksClosed({ taskCount: 2 }));
  expect(closeTasks.react(closing, { closed }, identity, [])).toEqual([]);
  const reopened = after(close, reopen, TasksClosed({ taskCount: 2 }), TasksReopened({ taskCount: 2 }));
  expect(reopenTasks.react(reopening, { reopened }, identity, [])).toEqual([]);
  // An older build carried out only the last of several, and noted that.
  const skipped = after(close, reopen, TasksReopened({ taskCount: 2 }));
  expect(closeTasks.react(closing, { closed: skipped }, identity, [])).toEqual([]);
});

test("correcting the issue of a plan corrects the task of every row, as the plan stands by then", () => {
  const fromIssue = { count: 30, unit: "day" } as const;
  const { looked } = issuedPlan([{}, { deadline: { kind: "none", date: null, fromIssue } }], defaultSettings);
  const before = { issuedOn, settings: defaultSettings };
  const after = { issuedOn: "2021-05-29", settings: { ...defaultSettings, dueSoonDays: 10 } };
  const fact = IssueCorrected({ before, after, reason: words("纸质文件当日印发") });
  const correction = recorded(fact);
  expect(correctTasks.needs(correction)).toEqual({ corrected: { of: plan, id: planId } });
  expect(correctTasks.needs({ ...correction, meta: { ...correction.meta, planId: null } })).toBeNull();
  const corrected = { id: planId, state: plan.evolve(looked.state, fact, 3) };
  const { steps } = defaultSettings;
  const terms = { issuedOn: "2021-05-29", dueSoonDays: 10, steps };
  expect(correctTasks.react(correction, { corrected }, identity, [])).toMatchObject([
    { of: task, action: "correctTaskIssue", id: taskId(1), command: terms },
    // The deadline of the second row counts from the issue, and goes with it.
    { of: task, action: "correctTaskIssue", id: taskId(2), command: { ...terms, fromIssue } },
  ]);
  expect(policies.slice(0, 6)).toEqual([
    openTasks,
    correctTasks,
    openAddedTask,
    supplementTasks,
    closeTasks,
    reopenTasks,
  ]);
});

test("nothing follows any more from an issue once all tasks are noted as open", () => {
  const { issue, looked } = issuedPlan([{ units: [named("区财政局")] }], defaultSettings);
  const opened = { ...looked, state: { ...looked.state, tasksOpened: true } };
  const names = { id: region, state: entered.reduce(roster.evolve, roster.initial) };
  expect(openTasks.react(recorded(issue), { issued: opened, names }, identity, [])).toEqual([]);
});

/** What a unit cell may say: known units and groups, names of bodies outside, each in any relation, merged or not. */
const cell = fc.record({
  name: fc.constantFrom(...Object.keys(units), "区政府各部门", "相关部门"),
  relation: fc.constantFrom<Relation>("lead", "responsible", "supervising", "guiding"),
  isExternal: fc.boolean(),
  inheritedFromRow: fc.option(fc.integer({ min: 1, max: 3 })),
});

test("whatever rows a plan has that is issued, its policies can carry out every command", () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 130 }), { minLength: 1, maxLength: 3 }), (rows) => {
      const drafted = rows.map((cells) => ({
        units: cells.map(({ name, relation, isExternal, inheritedFromRow }, at) =>
          isExternal
            ? named(`${name}${at}`, relation, { kind: "external", inheritedFromRow })
            : named(name, relation, { inheritedFromRow, kind: name.includes("部门") ? "group" : "unit" }),
        ),
      }));
      const { issue, looked } = issuedPlan(drafted, defaultSettings);
      const state = entered.reduce(roster.evolve, roster.initial);
      const before = { ...looked.state, status: "confirmed" as const, issuedOn: null };
      const said = { settings: defaultSettings };
      const decided = plan.actions.issuePlan.decide(before, said, office, { roster: state });
      const tooMany = rows.some((cells) => cells.filter(({ isExternal }) => isExternal).length > 100);
      expect(isRejection(decided)).toBe(tooMany);
      if (tooMany) return;
      const tasks = new Map<string, TaskState>();
      const names = { id: region, state };
      for (const each of openTasks.react(recorded(issue), { issued: looked, names }, identity, [])) {
        if (each.of !== task) continue;
        const action: AnyAction = task.actions[each.action as keyof typeof task.actions];
        const now = tasks.get(each.id) ?? task.initial;
        const facts = action.decide(now, action.command.parse({ ...each.command, ...ids(each) }), office, each.given);
        if (isRejection(facts)) expect.fail(JSON.stringify(facts));
        tasks.set(
          each.id,
          facts.reduce((so, fact) => task.evolve(so, fact, 0), now),
        );
      }
      expect(tasks.size).toBe(rows.length);
    }),
    { numRuns: 100 },
  );
});

/** The ids of a command as the ledger has them: those of these tests are readable names. */
const ids = ({ action }: { readonly action: string }) => (action === "openTask" ? { taskId: uuid(1) } : {});

test("a policy that gives the same command twice for one fact throws", () => {
  const closed = command(task, "closeTask", taskId(1), { cause: "planClosed" }, { closing: 3 });
  const hasty = policy({ name: "hasty", on: "PlanClosed", needs: () => ({}), react: () => [closed, closed] });
  const close = recorded(PlanClosed({ closedOn: "2021-12-31", reason: words("年度结束") }));
  expect(() => hasty.react(close, {}, identity, [])).toThrow(/hasty gives closeTask\/.* twice/);
});
