// The terrains 试办: states of every aggregate that random commands lead to, the same ones each time, in which acts are tried.
import fc from "fast-check";
import { completion } from "../src/completion/index.ts";
import { type CompletionState, completionReportStateOf } from "../src/completion/state.ts";
import { type AnyAction, isRejection } from "../src/kernel/action.ts";
import { type Actor, has } from "../src/kernel/actor.ts";
import type { AnyAggregate } from "../src/kernel/aggregate.ts";
import type { Fact } from "../src/kernel/event.ts";
import { most } from "../src/kernel/most.ts";
import { sampleGroup, sampleRegion, sampleSuccessor, sampleUnit } from "../src/kernel/sample-values.ts";
import type { Names } from "../src/kernel/target.ts";
import { plan } from "../src/plan/index.ts";
import type { PlanState } from "../src/plan/state.ts";
import { roster } from "../src/roster/index.ts";
import { UnitRegistered } from "../src/roster/register-unit.ts";
import type { RosterState } from "../src/roster/state.ts";
import { ItemsAdopted } from "../src/task/adopt-items.ts";
import { UnitsAssigned } from "../src/task/assign-units.ts";
import { AssignmentHandedOver } from "../src/task/assignment-handed-over.ts";
import { CompletionClaimed } from "../src/task/claim-completion.ts";
import { TaskClosed } from "../src/task/close-task.ts";
import { ItemCompleted } from "../src/task/complete-item.ts";
import { AssignmentDisputed } from "../src/task/dispute-assignment.ts";
import { CompletionEndorsed } from "../src/task/endorse-completion.ts";
import { AssignmentExempted } from "../src/task/exempt-assignment.ts";
import { ExtensionGranted } from "../src/task/grant-extension.ts";
import { task } from "../src/task/index.ts";
import { OwnerlessNoted } from "../src/task/note-ownerless.ts";
import { ItemsPrinted } from "../src/task/printed-items.ts";
import { ProgressReported } from "../src/task/report-progress.ts";
import { ExtensionRequested } from "../src/task/request-extension.ts";
import { ReportReturned } from "../src/task/return-report.ts";
import { AssignmentSignedOff } from "../src/task/sign-off.ts";
import { leads, type TaskState } from "../src/task/state.ts";
import { UnitsUrged } from "../src/task/urge.ts";
import { TaskWithdrawn } from "../src/task/withdraw-task.ts";
import type { Terrain } from "./explore.ts";
import { assigned, confirmed, draft, imported, notice, opened, openPlan } from "./facts.ts";
import { lookedUp } from "./looked-up.ts";
import {
  actor,
  admin,
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  roster as knownRoster,
  office,
  of as personOf,
  policy,
  region,
  relevantDepartments,
  stranger,
  uuid,
} from "./people.ts";
import { attempt, programme, run } from "./task-programmes.ts";
import { type Choices, like, replaced } from "./variations.ts";

const seed = 2021;
const people = [
  ...[developmentBureau, financeBureau, healthBureau, educationBureau].map((unitId) => personOf(unitId)),
  ...[actor("unit"), office, admin],
];

/** Everything up to each fact: a state of its own. */
const prefixes = (facts: readonly Fact[]): Fact[][] => facts.map((_fact, at) => facts.slice(0, at + 1));

/** What is drawn for the fields of commands, besides what their examples say. */
interface Drawn {
  readonly of: AnyAggregate;
  readonly choices: Choices;
  /** What a command may say instead of its example. */
  readonly besides?: Readonly<Record<string, fc.Arbitrary<object>>>;
}

/** Draws commands of an action from its example. */
function commandsOf({ of, choices, besides = {} }: Drawn): Terrain["commands"] {
  return (name) => {
    const action: AnyAction = of.actions[name];
    const ids = { [sampleUnit]: financeBureau, [sampleSuccessor]: healthBureau, [sampleGroup]: allDepartments };
    const example = replaced(action.example, { ...ids, [sampleRegion]: region });
    const drawn = fc.tuple(like(example, choices), besides[name] ?? fc.constant({}));
    const said = drawn.map(([varied, more]) => action.command.safeParse(Object.assign({}, varied, more)));
    // A variation may have a list that is too short, or say one thing twice.
    return said.filter(({ success }) => success).map(({ data }) => data);
  };
}

/** Histories that come of acts in random order, each by somebody of its roles. */
function histories(drawn: Drawn, given: Terrain["given"], { runs, acts }: { runs: number; acts: number }): Fact[][] {
  const { of } = drawn;
  const doers: readonly Actor[] = [policy, ...people];
  const anAct = fc.constantFrom(...Object.keys(of.actions)).chain((name) =>
    commandsOf(drawn)(name).map((command) => {
      const action: AnyAction = of.actions[name];
      return { action, command };
    }),
  );
  const tries = fc.sample(fc.array(anAct, { minLength: acts, maxLength: acts, size: "max" }), {
    seed,
    numRuns: runs,
    unbiased: true,
  });
  return tries.flatMap((each) => {
    const facts: Fact[] = [];
    // The facts of one act are stored together, so that nobody meets what is between them.
    const states: Fact[][] = [];
    for (const { action, command } of each) {
      const state = facts.reduce(of.evolve, of.initial);
      const who = doers.filter(({ roles }) => action.by.some((doer) => roles.includes(doer)));
      for (const doer of who) {
        const outcome = action.decide(state, command, doer, given(facts, state, command));
        if (isRejection(outcome) || outcome.length === 0) continue;
        facts.push(...outcome);
        states.push([...facts]);
        break;
      }
    }
    return states;
  });
}

const byRole = (who: Actor): string => (has(who, "office") ? "office" : has(who, "admin") ? "admin" : "anotherUnit");
const isUnitOf = (target: Names, who: Actor) => "unitId" in target && target.unitId === who.unitId;

const printedGroup = {
  ...{ groupId: relevantDepartments, name: "相关部门", kind: "predicate" as const, relation: "responsible" as const },
  ...{ membersOn: "2021-06-01", members: [] },
};

/** A part that goes all the way to its sign-off and back, in a task that a lead has refined, and ends in every way. */
function lives(): Readonly<Record<"lives" | "left", Fact[][]>> {
  const [part, reportNo] = [{ unitId: financeBureau }, 1];
  const words = { text: "甲" };
  const piece = { title: "页面", path: ["首页"] };
  const said = { no: "1", text: words, target: "2" };
  const adopted = { splits: null, items: [{ ...said, itemId: "a1" }], units: [financeBureau] };
  const life: Fact[] = [
    opened(),
    ItemsPrinted(ItemsPrinted.sample),
    assigned([developmentBureau, "lead"], [financeBureau, "responsible"]),
    UnitsAssigned({ ...assigned().data, groups: [printedGroup] }),
    ItemsAdopted({ ...adopted, unitId: null, adoptedBy: developmentBureau }),
    AssignmentDisputed({ ...part, reason: words, suggestedUnitId: null }),
    UnitsUrged({ ...UnitsUrged.sample, urgingNo: 1, unitIds: [financeBureau] }),
    ProgressReported({ ...ProgressReported.sample, ...part, evidence: [piece] }),
    ReportReturned({ ...part, reportNo, reason: words }),
    ProgressReported({ ...ProgressReported.sample, ...part, reportNo: 2 }),
    ExtensionRequested({ ...ExtensionRequested.sample, ...part }),
    ExtensionGranted({ ...ExtensionGranted.sample, ...part }),
    ItemCompleted({ ...ItemCompleted.sample, ...part }),
    CompletionClaimed({ ...CompletionClaimed.sample, ...part, evidence: [piece] }),
    CompletionEndorsed({ ...part, opinion: words }),
    AssignmentSignedOff({ ...part, opinion: words }),
  ];
  // As many items as a task takes, and those above.
  const many = Array.from({ length: most.items }, (_, at) => ({
    no: String(at + 1),
    text: words,
    itemId: `a${at + 2}`,
  }));
  const filling = ItemsAdopted({ ...adopted, unitId: financeBureau, adoptedBy: financeBureau, items: many });
  const ends = [
    AssignmentExempted({ ...AssignmentExempted.sample, ...part }),
    AssignmentHandedOver({ ...AssignmentHandedOver.sample, ...part, toUnitId: educationBureau }),
    TaskWithdrawn({ ...TaskWithdrawn.sample, parts: [{ ...part, before: "accepted" }] }),
    TaskClosed({ cause: "planClosed", dropped: [financeBureau] }),
  ];
  const begun = prefixes(life).slice(2);
  const endedBy = (facts: readonly Fact[]) => begun.flatMap((so) => facts.map((end) => [...so, end]));
  return {
    lives: [...begun, ...endedBy(ends)],
    // The unit, or the lead, has ended, and nobody has what it left; or the task takes no more items.
    left: [
      ...endedBy([financeBureau, developmentBureau].map((unitId) => OwnerlessNoted({ unitId, on: "2021-06-01" }))),
      [...life.slice(0, 5), filling],
    ],
  };
}

/** What commands may say that programmes do not: units that there are not, days and places that do not fit, items. */
const oddly: Readonly<Partial<Record<keyof typeof task.actions, readonly object[]>>> = {
  assignUnits: [
    { assignments: [], groups: [{ groupId: uuid(900), relation: "lead" }] },
    { ...assigned([stranger, "lead"]).data },
  ],
  expandGroup: [{ unitIds: [stranger] }],
  reassign: [{ toUnitId: stranger }],
  handOver: [{ toUnitId: stranger }],
  disputeAssignment: [{ suggestedUnitId: stranger }],
  reportProgress: [{ reportedOn: "2021-05-01" }],
  claimCompletion: [{ completedOn: "2021-05-01" }],
  completeItem: [
    { doneOn: "2021-05-01", amount: "1" },
    { doneOn: "2021-08-01" },
    { doneOn: "2021-08-01", amount: "1" },
  ],
  assignPerson: [{ from: "2021-05-01" }],
  urge: [{ itemId: "p1" }, { itemId: "a1", unitIds: [financeBureau] }, { answerBy: "2021-06-01" }],
  amendTask: [{ changes: { section: "九" } }],
  adoptItems: [{ splits: "p1" }, { splits: "a9" }, { unitId: undefined }, { unitId: undefined, splits: "p1" }],
  reviseItem: [{ item: { no: "1", text: { text: "甲" }, dueOn: "2021-06-01" } }],
  verifyPublication: [
    { reportNo: 1, place: 1 },
    { reportNo: 1, place: 9 },
    { reportNo: null, place: 1 },
  ],
};

const isTaskAction = (name: string): name is keyof typeof task.actions => name in task.actions;

function taskCommands(name: string): fc.Arbitrary<object> {
  if (!isTaskAction(name)) throw new Error(`tasks have no action ${name}`);
  return attempt(name).chain(({ command }) =>
    fc.constantFrom(command, command, ...(oddly[name] ?? []).map((said) => ({ ...command, ...said }))),
  );
}

const ofTask: Terrain = {
  of: task,
  people,
  histories: [
    ...lives().lives,
    ...fc
      .sample(programme, { seed, numRuns: 240, unbiased: true })
      .map((each) => run(each))
      .flatMap(({ first, moves }) => prefixes([...first, ...moves.map(({ fact }) => fact)]).slice(first.length - 1))
      .filter((_facts, at) => at % 8 === 0),
    ...lives().left,
  ],
  commands: taskCommands,
  given: (facts, state, command) => lookedUp(facts, state, command),
  standing: (state: TaskState, { unitId }) =>
    typeof unitId === "string" ? (state.assignments[unitId]?.state ?? "none") : (state.endings[0] ?? "running"),
  relation(state: TaskState, target, who) {
    if (isUnitOf(target, who)) return "theUnit";
    if (leads(state, who.unitId)) return "lead";
    return "itemId" in target && has(who, "unit") ? "theUnit" : byRole(who);
  },
};

const completionDraws: Drawn = {
  of: completion,
  choices: {
    unitId: fc.constant(financeBureau),
    reportNo: fc.constantFrom(1, 1, 2),
    extensionNo: fc.constantFrom(1, 1, 2),
    dueOn: fc.constantFrom("2021-06-01", "2022-01-12", "2022-02-10", "2022-03-31"),
    reportingOn: fc.constantFrom("2022-01-05", "2022-01-20"),
    urgingNo: fc.constantFrom(1, 1, 2),
    whyAgain: fc.constantFrom(null, { text: "仍未报送" }),
    cause: fc.constantFrom("planClosed", "unitEnded"),
    text: fc.constantFrom("甲", "乙"),
    on: fc.constant("2021-06-01"),
  },
};
const completionGiven: Terrain["given"] = (_facts, state) => ({
  ...{ position: "1", tasks: [], atEnd: state },
  ...{ ...openPlan, closing: 5, isReopened: true },
});
const ofCompletion: Terrain = {
  of: completion,
  people,
  histories: histories(completionDraws, completionGiven, { runs: 45, acts: 25 }),
  commands: commandsOf(completionDraws),
  given: completionGiven,
  standing: (state: CompletionState) => (state.about ? completionReportStateOf(state) : "none"),
  relation: (_state, target, who) => (isUnitOf(target, who) ? "theUnit" : byRole(who)),
};

const warnings = [
  {
    ...{ code: "OTHER_LEVEL_UNIT", severity: "blocking" as const, message: "区级文件里有市级单位。" },
    ...{ row: 1, lines: null },
  },
];
const planDraws: Drawn = {
  of: plan,
  choices: {
    unitId: fc.constant(financeBureau),
    warningNo: fc.constantFrom(1, 1, 2),
    issuedOn: fc.constantFrom("2021-06-01", "2021-06-15"),
    dueOn: fc.constantFrom("2021-11-30", "2021-12-31"),
    text: fc.constantFrom("甲", "乙"),
    dueSoonDays: fc.constantFrom(7, 10),
  },
  besides: {
    resolveImportWarning: fc.constantFrom({}, { decision: { kind: "keep" } }, { decision: { kind: "keep" } }),
    supplementPlan: fc.constantFrom({}, { map: [{ row: 1, kind: "adds" }] }),
  },
};
const supplement = [imported(), confirmed].reduce<PlanState>(plan.evolve, plan.initial);
const planGiven: Terrain["given"] = (_facts, state: PlanState, command) =>
  "regionId" in command
    ? notice({ draft: draft({ warnings: state.status === "discarded" ? [] : warnings }) })
    : { roster: knownRoster, supplementId: uuid(101), supplement, withdrawn: [] };
const ofPlan: Terrain = {
  of: plan,
  people,
  histories: histories(planDraws, planGiven, { runs: 60, acts: 40 }),
  commands: commandsOf(planDraws),
  given: planGiven,
  standing: ({ status }: PlanState) => status,
  relation: (_state, _target, who) => byRole(who),
};

/** A unit that is always there and never ends, so that there is one to go on with the work of others. */
const lasting = uuid(70);
const lastingRegistered = UnitRegistered({
  ...{ regionId: region, unitId: lasting, name: "区审计局", validFrom: "2020-01-01" },
});

const rosterDraws: Drawn = {
  of: roster,
  choices: {
    unitId: fc.constantFrom(financeBureau, developmentBureau, healthBureau, educationBureau),
    toUnitId: fc.constantFrom(financeBureau, developmentBureau, healthBureau, educationBureau, lasting),
    groupId: fc.constantFrom(allDepartments, uuid(301)),
    name: fc.constantFrom("区财政局", "区财政金融局", "区卫健局", "区教育局", "各部门"),
    corrected: fc.constantFrom("区财政局", "区卫健局", "区金融工作局"),
    alias: fc.constantFrom("财政局", "卫健委"),
    validFrom: fc.constantFrom("2020-12-01", "2021-01-01", "2021-03-01", "2021-06-15", "2022-02-01"),
    effectiveOn: fc.constantFrom("2021-04-01", "2021-05-01", "2022-02-01"),
    on: fc.constantFrom("2021-02-01", "2021-06-01", "2021-09-01", "2022-01-01", "2022-03-01"),
  },
  besides: {
    defineGroup: fc.constantFrom({ kind: "list" }, { kind: "predicate", members: [] }),
    changeMembership: fc.constantFrom(
      {},
      { joined: [healthBureau], left: [] },
      { joined: [], left: [financeBureau] },
      { joined: [], left: [] },
    ),
    splitUnit: fc.constantFrom(
      {},
      { into: [developmentBureau, educationBureau].map((unitId) => ({ unitId, name: null })) },
    ),
    registerUnit: fc.constantFrom({}, { unitId: uuid(5), name: "区医保局" }),
    setCreditCode: fc.constantFrom({}, { code: "91350100M000100X42" }),
    mergeUnits: fc.constantFrom({}, { from: [educationBureau] }),
    addAlias: fc.constantFrom({}, { of: { kind: "group", groupId: allDepartments } }),
    correctValidity: fc.constantFrom({}, { of: { kind: "unit", unitId: healthBureau }, name: "区卫健局" }),
  },
};
const nothingGiven: Terrain["given"] = () => undefined;
const ofRoster: Terrain = {
  of: roster,
  people,
  histories: [
    [],
    ...histories(rosterDraws, nothingGiven, { runs: 100, acts: 40 }).map((facts) => [lastingRegistered, ...facts]),
  ],
  commands: commandsOf(rosterDraws),
  given: nothingGiven,
  standing(state: RosterState, { unitId, groupId, of }) {
    const id = unitId ?? groupId ?? (of && Object.values(of).at(-1));
    if (id === undefined) return "any";
    const unit = state.units.get(String(id));
    if (unit) return unit.end ? "ended" : "goesOn";
    const group = state.groups.get(String(id));
    return group ? (group.until === null ? group.kind : "ended") : "none";
  },
  relation: (_state, _target, who) => byRole(who),
};

/** One for each aggregate that people act on. */
export const terrains: readonly Terrain[] = [ofPlan, ofRoster, ofTask, ofCompletion];
