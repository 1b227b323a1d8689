// Decision tests of parts that are nobody's 无主, and of acts that name a unit that has ended.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import {
  actor,
  allDepartments,
  educationBureau,
  financeBureau,
  healthBureau,
  office,
  policy,
  relevantDepartments,
  roster,
  stranger,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { AnyAction } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import type { RosterState, UnitEnd } from "../roster/state.ts";
import { UrgingAnswered } from "./answer-urging.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { AssignmentHandedOver } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { nextNoteOn } from "./due-notes.ts";
import { task } from "./index.ts";
import { OwnerlessLifted } from "./lift-ownerless.ts";
import { OwnerlessNoted } from "./note-ownerless.ts";
import { TaskRestored } from "./restore-task.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { isOwnerless, reviewersOf } from "./state.ts";
import { UnitsUrged } from "./urge.ts";
import { urgingStateOf } from "./urging.ts";
import { TaskWithdrawn } from "./withdraw-task.ts";

const given = specification(task);
const { noteOwnerless, liftOwnerless, handOver, assignUnits, expandGroup, disputeAssignment } = task.actions;
const unitId = financeBureau;
const noted = OwnerlessNoted({ unitId, on: "2021-06-01" });
const begun = [opened(), assigned([unitId, "responsible"])];
const reason = words("职责划转");

/** The roster in which 区卫健局 has ended, by default with 区教育局 in its place. */
function without(on: string, over: Partial<UnitEnd> = {}): RosterState {
  const health = roster.units.get(healthBureau) ?? expect.fail("no unit");
  const end: UnitEnd = { kind: "merged", on, into: [educationBureau], heir: educationBureau, ...over };
  return { ...roster, units: new Map(roster.units).set(healthBureau, { ...health, end }) };
}

const partAfter = (...facts: readonly Fact[]) =>
  [...begun, ...facts].reduce(task.evolve, task.initial).assignments[unitId] ?? expect.fail("no part");

describe("a part that is nobody's", () => {
  test("is noted once by the policy, and keeps its state and its clock", () => {
    given(...begun)
      .when(noteOwnerless, noted.data, policy)
      .yields(noted);
    given(...begun, noted)
      .when(noteOwnerless, noted.data, policy)
      .changesNothing();
    expect(partAfter(noted)).toEqual({ ...partAfter(), ownerlessSince: "2021-06-01" });
    expect([partAfter(), partAfter(noted)].map(isOwnerless)).toEqual([false, true]);
  });

  test("is somebody's again once it is handed over, and nothing to note where it is closed", () => {
    const command = { unitId, toUnitId: educationBureau, reason };
    const { data } = AssignmentHandedOver({
      ...{ ...command, cause: "unitEnded", partNo: 1, before: "assigned", toPartNo: 1 },
      ...{ relations: ["responsible"], dueOn: "2021-11-30" },
    });
    const over = AssignmentHandedOver({ ...data, dueOn: partAfter().dueOn });
    given(...begun, noted)
      .when(handOver, command, office, roster)
      .yields(over);
    expect(isOwnerless(partAfter(noted, over))).toBe(false);
    given(...begun, noted, over)
      .when(noteOwnerless, noted.data, policy)
      .rejects("ASSIGNMENT_NOT_OPEN");
  });
});

describe("a unit that has ended, with its part open", () => {
  const unit = actor("unit", unitId);
  const said = { unitId, reason };
  const started = [...begun, UnitsUrged({ ...UnitsUrged.sample, unitIds: [unitId], urgingNo: 1 })];
  const acts = {
    acceptAssignment: { unitId },
    reportProgress: { unitId, reportedOn: today, progress: words("在办"), evidence: [] },
    claimCompletion: { unitId, completedOn: today, done: words("已办"), evidence: [page] },
    withdrawClaim: said,
    disputeAssignment: { ...said, suggestedUnitId: null },
    requestExtension: { ...said, dueOn: "2021-12-31", evidence: [] },
    withdrawExtensionRequest: { ...said, extensionNo: 1 },
    assignPerson: { unitId, subjectId: "clerk-7", from: today },
    releasePerson: { unitId, subjectId: "clerk-7" },
    answerUrging: { unitId, urgingNo: 1, text: words("在办"), evidence: [] },
  };

  test.each(Object.entries(acts))("%s is refused until the part is handed over", (name, command) => {
    const [, action] = Object.entries<AnyAction>(task.actions).find(([each]) => each === name) ?? expect.fail(name);
    const stateAfter = (...facts: Fact[]) => [...started, ...facts].reduce(task.evolve, task.initial);
    const refusalIn = (state: object) => action.open(state, command, unit);
    expect(refusalIn(stateAfter(noted))).toMatchObject({ rejected: "ASSIGNMENT_OWNERLESS" });
    expect(refusalIn(stateAfter())).not.toMatchObject({ rejected: "ASSIGNMENT_OWNERLESS" });
    expect(refusalIn(stateAfter(noted, OwnerlessLifted({ unitId, before: noted.data.on })))).toEqual(
      refusalIn(stateAfter()),
    );
  });

  test("is not urged", () => {
    const { urgingNo: _no, urgedOn: _on, ...urging } = UnitsUrged.sample;
    given(...begun, noted)
      .when(task.actions.urge, { ...urging, unitIds: [unitId], answerBy: "2021-07-05" }, office)
      .rejects("ASSIGNMENT_OWNERLESS");
  });
});

describe("a part whose unit is restored", () => {
  const lifted = OwnerlessLifted({ unitId, before: "2021-06-01" });

  test("is its own again, as it was; twice is once, and it may be nobody's again", () => {
    given(...begun, noted)
      .when(liftOwnerless, { unitId }, policy)
      .yields(lifted);
    given(...begun, noted, lifted)
      .when(liftOwnerless, { unitId }, policy)
      .changesNothing();
    expect(partAfter(noted, lifted)).toEqual(partAfter());
    given(...begun, noted, lifted)
      .when(noteOwnerless, noted.data, policy)
      .yields(noted);
  });

  test("stays with whoever took it over", () => {
    const { data } = AssignmentHandedOver({
      ...{ unitId, toUnitId: educationBureau, reason, cause: "unitEnded", partNo: 1, before: "assigned" },
      ...{ toPartNo: 1, relations: ["responsible"], dueOn: null },
    });
    given(...begun, noted, AssignmentHandedOver(data))
      .when(liftOwnerless, { unitId }, policy)
      .rejects("ASSIGNMENT_NOT_OPEN");
    given(...begun)
      .when(liftOwnerless, { unitId: stranger }, policy)
      .rejects("ASSIGNMENT_NOT_FOUND");
  });

  test("leads again, and answers again what it was urged for, where it is done", () => {
    const urged = UnitsUrged({ ...UnitsUrged.sample, unitIds: [unitId] });
    const done = AssignmentSignedOff({ unitId, opinion: words("同意") });
    const led = [opened(), assigned([unitId, "lead"], [healthBureau, "responsible"]), urged, done];
    const nobody = OwnerlessNoted({ unitId, on: "2021-06-01", isDone: true });
    given(...led, nobody)
      .when(liftOwnerless, { unitId }, policy)
      .yields(lifted);
    const state = [...led, nobody, lifted].reduce(task.evolve, task.initial);
    expect(reviewersOf(state, healthBureau)).toEqual([unitId]);
    const part = state.assignments[unitId];
    expect(part && urgingStateOf(state, part, 1)).toBe("open");
  });

  test("is its own also where it was dropped meanwhile, and comes back", () => {
    const dropped = TaskWithdrawn({ reason, authority: reason, parts: [{ unitId, before: "assigned" }] });
    given(...begun, noted, dropped)
      .when(liftOwnerless, { unitId }, policy)
      .yields(lifted);
    const restored = TaskRestored({ reason, authority: reason, parts: [{ unitId, state: "assigned" }] });
    expect(isOwnerless(partAfter(noted, dropped, lifted, restored))).toBe(false);
  });
});

test("a unit that has ended answers no urging of a part that is done, and leaves nothing else of it", () => {
  const begun = [opened(), assigned([healthBureau, "lead"], [unitId, "responsible"])];
  const urged = UnitsUrged({ ...UnitsUrged.sample, unitIds: [unitId] });
  const answered = UrgingAnswered({ ...UrgingAnswered.sample, unitId, urgingNo: 1 });
  const done = AssignmentSignedOff({ unitId, opinion: words("同意") });
  const nobody = OwnerlessNoted({ unitId, on: "2021-06-01", isDone: true });
  given(...begun, done)
    .when(noteOwnerless, noted.data, policy)
    .rejects("ASSIGNMENT_NOT_OPEN");
  given(...begun, urged, answered, done)
    .when(noteOwnerless, noted.data, policy)
    .rejects("ASSIGNMENT_NOT_OPEN");
  given(...begun, urged, done)
    .when(noteOwnerless, noted.data, policy)
    .yields(nobody);
  const play = (...facts: Fact[]) => facts.reduce(task.evolve, task.initial);
  const state = play(...begun, urged, done, nobody);
  const part = state.assignments[unitId];
  expect(part && urgingStateOf(state, part, 1)).toBe("terminated");
  expect(nextNoteOn(play(...begun, urged, done))).not.toBe(nextNoteOn(play(...begun, done)));
  expect(nextNoteOn(state)).toBe(nextNoteOn(play(...begun, done)));
  given(...begun, urged, done, nobody)
    .when(noteOwnerless, noted.data, policy)
    .changesNothing();
});

describe("a lead that has ended", () => {
  const claimed = CompletionClaimed({
    ...{ unitId: healthBureau, completedOn: "2021-06-30", done: words("已办"), evidence: [page] },
  });
  const led = [opened(), assigned([unitId, "lead"], [healthBureau, "responsible"]), claimed];
  const done = AssignmentSignedOff({ unitId, opinion: words("同意") });
  const noLead = OwnerlessNoted({ unitId, on: "2021-06-01", isDone: true });
  const signOff = { unitId: healthBureau, opinion: words("同意销号") };

  test("reviews nothing any more where its part is done: the office signs off what waited for it", () => {
    given(...led, done)
      .when(task.actions.signOff, signOff, office)
      .rejects("ENDORSEMENT_MISSING");
    given(...led, done)
      .when(noteOwnerless, noted.data, policy)
      .yields(noLead);
    given(...led, done, noLead)
      .when(noteOwnerless, noted.data, policy)
      .changesNothing();
    given(...led, done, noLead)
      .when(task.actions.signOff, signOff, office)
      .yields(AssignmentSignedOff(signOff));
  });

  test("reviews nothing while its open part is nobody's, and whoever gets that part reviews instead", () => {
    expect(reviewersOf([...led, noted].reduce(task.evolve, task.initial), healthBureau)).toEqual([]);
    const over = AssignmentHandedOver({
      ...{ unitId, toUnitId: educationBureau, reason, cause: "unitEnded", partNo: 1, before: "assigned" },
      ...{ toPartNo: 1, relations: ["lead"], dueOn: null },
    });
    const after = [...led, noted, over].reduce(task.evolve, task.initial);
    expect(reviewersOf(after, healthBureau)).toEqual([educationBureau]);
  });
});

describe("a unit that has ended", () => {
  const named = {
    assignments: [{ unitId: healthBureau, relations: ["responsible" as const], via: null, inheritedFromRow: null }],
    ...{ groups: [], external: [] },
  };
  const detail = `区卫健局 ${today} → 区教育局`;

  test("gets no part from its day on, and nobody suggests it", () => {
    const before = without("2021-07-01");
    const after = without(today);
    given(...begun)
      .when(assignUnits, named, office, before)
      .yields(UnitsAssigned(named));
    given(...begun)
      .when(assignUnits, named, office, after)
      .rejects("UNIT_RETIRED", detail);
    given(...begun)
      .when(handOver, { unitId, toUnitId: healthBureau, reason }, office, after)
      .rejects("UNIT_RETIRED", detail);
    const clerk = actor("unit", unitId);
    given(...begun)
      .when(disputeAssignment, { unitId, reason, suggestedUnitId: healthBureau }, clerk, after)
      .rejects("UNIT_RETIRED", detail);
    const predicate = {
      ...{
        groupId: relevantDepartments,
        name: "相关部门",
        kind: "predicate" as const,
        relation: "responsible" as const,
      },
      ...{ membersOn: today, members: [] },
    };
    const printed = UnitsAssigned({ assignments: [], groups: [predicate], external: [] });
    given(...begun, printed)
      .when(expandGroup, { groupId: relevantDepartments, unitIds: [healthBureau], reason }, office, after)
      .rejects("UNIT_RETIRED", detail);
    given(...begun)
      .when(assignUnits, named, office, without(today, { kind: "retired", into: [], heir: null }))
      .rejects("UNIT_RETIRED", `区卫健局 ${today}`);
  });

  test("gets its part in a plan that was issued before, by the policy that opens it", () => {
    given(...begun)
      .when(assignUnits, named, policy, without(today))
      .yields(UnitsAssigned(named));
    given(...begun)
      .when(assignUnits, named, policy, without("2021-06-01"))
      .rejects("UNIT_RETIRED", "区卫健局 2021-06-01 → 区教育局");
  });

  test("has its heir in its place where a group is expanded as of a day before", () => {
    const group = { groupId: allDepartments, relation: "responsible" as const };
    given(opened())
      .when(assignUnits, { assignments: [], groups: [group], external: [] }, office, without(today))
      .yields(
        UnitsAssigned({
          assignments: [
            { unitId: educationBureau, relations: ["responsible"], via: allDepartments, inheritedFromRow: null },
          ],
          groups: [
            {
              ...{ ...group, name: "区政府各部门", kind: "list", membersOn: "2021-06-01", members: [educationBureau] },
            },
          ],
          external: [],
        }),
      );
  });
});
