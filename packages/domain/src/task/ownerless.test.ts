// Decision tests of parts that are nobody's 无主, and of acts that name a unit that has ended.
import { describe, expect, test } from "vitest";
import { assigned, opened, openPlan, page, words } from "../../testing/facts.ts";
import { lookedUp } from "../../testing/looked-up.ts";
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
  rosterWithout,
  stranger,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { replaced } from "../../testing/variations.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import type { UnitEnd } from "../roster/state.ts";
import { ItemsAdopted } from "./adopt-items.ts";
import { UrgingAnswered } from "./answer-urging.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { AssignmentHandedOver } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { ItemCompleted } from "./complete-item.ts";
import { AssignmentDisputed } from "./dispute-assignment.ts";
import { nextNoteOn } from "./due-notes.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { task } from "./index.ts";
import { OwnerlessLifted } from "./lift-ownerless.ts";
import { OwnerlessNoted } from "./note-ownerless.ts";
import { ItemReopened } from "./reopen-item.ts";
import { ProgressReported } from "./report-progress.ts";
import { ExtensionRequested } from "./request-extension.ts";
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
const without = (on: string, over: Partial<UnitEnd> = {}) =>
  rosterWithout(healthBureau, { kind: "merged", on, into: [educationBureau], heir: educationBureau, ...over });

const reported = ProgressReported({
  unitId,
  reportNo: 1,
  reportedOn: today,
  progress: words("在办"),
  evidence: [page],
});
const requested = ExtensionRequested({
  ...{ unitId, dueOn: "2021-12-31", reason, evidence: [], extensionNo: 1, before: "2021-11-30" },
});
const disputed = AssignmentDisputed({ unitId, reason, suggestedUnitId: null });

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
      .when(handOver, command, office, rosterWithout(unitId))
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
    const refusalIn = (state: object) => action.may(state, command, unit) ?? action.open(state, command, unit);
    expect(refusalIn(stateAfter(noted))).toMatchObject({ rejected: "ASSIGNMENT_OWNERLESS" });
    expect(refusalIn(stateAfter())).not.toMatchObject({ rejected: "ASSIGNMENT_OWNERLESS" });
    expect(refusalIn(stateAfter(noted, OwnerlessLifted({ unitId, before: noted.data.on })))).toEqual(
      refusalIn(stateAfter()),
    );
  });

  test("is not urged", () => {
    const { urgingNo: _no, urgedOn: _on, ...urging } = UnitsUrged.sample;
    given(...begun, noted)
      .when(task.actions.urge, { ...urging, unitIds: [unitId], answerBy: "2021-07-05" }, office, roster)
      .rejects("ASSIGNMENT_OWNERLESS", "区财政局");
  });

  const done = ItemCompleted({
    ...{ itemId: "a1", unitId, doneOn: today, evidence: [], before: "0", after: "0", done: true },
  });
  const item = { no: "1", text: words("公开") };
  const own = ItemsAdopted({
    ...{ unitId, adoptedBy: unitId, splits: null, items: [{ ...item, itemId: "a1" }], units: [unitId] },
  });
  const claimed = CompletionClaimed({ unitId, completedOn: today, done: words("已办"), evidence: [page] });
  // What the office does to a part goes on where the part is nobody's: only an answer cannot be had of a unit that is no more.
  test.each<[name: keyof typeof task.actions, command: object, facts?: readonly Fact[]]>([
    ["acceptReport", { unitId, reportNo: 1 }, [reported]],
    ["returnReport", { unitId, reportNo: 1, reason }, [reported]],
    ["verifyPublication", { unitId, reportNo: 1, place: 1, verdict: "broken", note: reason }, [reported]],
    ["returnCompletion", { unitId, reason }, [claimed]],
    ["signOff", { unitId, opinion: reason }, [claimed]],
    ["grantExtension", { unitId, extensionNo: 1, dueOn: "2021-12-31", opinion: reason }, [requested]],
    ["refuseExtension", { unitId, extensionNo: 1, reason }, [requested]],
    ["upholdAssignment", { unitId, reason }, [disputed]],
    ["reopenItem", { itemId: "a1", unitId, reason }, [own, done]],
    ["exemptAssignment", { unitId, reason, authority: reason }],
    ["reassign", { unitId, toUnitId: educationBureau, reason }],
    ["handOver", { unitId, toUnitId: educationBureau, reason }],
    ["urge", { unitIds: [unitId], text: reason, answerBy: null, whyAgain: null }],
  ])("the office's act on it: %s", (name, command, facts = []) => {
    const history = [...begun, ...facts, noted];
    const state = history.reduce(task.evolve, task.initial);
    const action: AnyAction = task.actions[name];
    const outcome = action.decide(state, action.command.parse(command), office, lookedUp(history, state, command));
    expect(isRejection(outcome) ? outcome.rejected : null).toBe(name === "urge" ? "ASSIGNMENT_OWNERLESS" : null);
  });

  test("an item that the office finds not done before it hands the part over is the other unit's to do", () => {
    const reopen = { itemId: "a1", unitId, reason };
    const reopened = ItemReopened({ ...reopen, before: { done: true, amount: "0" } });
    for (const who of [office, actor("unit", educationBureau)])
      given(...begun, assigned([educationBureau, "lead"]), own, done, noted)
        .when(task.actions.reopenItem, reopen, who)
        .yields(reopened);
    const state = [...begun, own, done, noted, reopened].reduce(task.evolve, task.initial);
    const handing = { unitId, toUnitId: educationBureau, reason };
    const outcome = handOver.decide(state, handing, office, rosterWithout(unitId));
    expect(outcome).toMatchObject([{ data: { ownItems: [{ itemId: "a1" }] } }]);
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

/** Every act of units in a task as a lead would give it: about the unit under it, and as what a lead gives for itself. */
const actsOfUnits = Object.entries<AnyAction>(task.actions).flatMap(([name, action]) => {
  if (!action.by.includes("unit")) return [];
  const example = replaced(action.example, { [sampleUnit]: healthBureau });
  const { unitId: _unit, ...forAll } = { unitId: null, ...example };
  return [[name, action, example, forAll] as const];
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

  // It leads by a part that was done before, and its last one is over otherwise.
  const work = assigned([unitId, "responsible"]);
  const later = [done, { ...work, data: { ...work.data, again: [{ unitId, partNo: 2 }] } }];
  const lastParts: Readonly<Record<"handed over" | "exempted", Fact>> = {
    "handed over": AssignmentHandedOver({
      ...{ unitId, toUnitId: educationBureau, reason, cause: "unitEnded", partNo: 2, before: "assigned" },
      ...{ toPartNo: 1, relations: ["responsible"], dueOn: null },
    }),
    exempted: AssignmentExempted({ unitId, reason, authority: reason, before: "assigned" }),
  };

  test.each(Object.entries(lastParts))(
    "reviews nothing any more by an earlier part, where its last one was %s",
    (_how, last) => {
      const goesOn = [...led, ...later, last];
      const play = (facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);
      expect(reviewersOf(play(goesOn), healthBureau)).toEqual([unitId]);
      given(...goesOn)
        .when(noteOwnerless, noted.data, policy)
        .yields(noLead);
      const after = [...goesOn, noLead];
      given(...after)
        .when(noteOwnerless, noted.data, policy)
        .changesNothing();
      expect(reviewersOf(play(after), healthBureau)).toEqual([]);
      given(...after)
        .when(task.actions.signOff, signOff, office)
        .yields(AssignmentSignedOff(signOff));
      given(...after)
        .when(task.actions.endorseCompletion, signOff, actor("unit", unitId))
        .rejects("ASSIGNMENT_OWNERLESS");
    },
  );

  test("and whose last part was dropped with its task is noted once the task goes on", () => {
    const dropped = TaskWithdrawn({ reason, authority: reason, parts: [{ unitId, before: "assigned" }] });
    given(...led, ...later, dropped)
      .when(noteOwnerless, noted.data, policy)
      .rejects("ASSIGNMENT_NOT_OPEN");
  });

  const items = [{ no: "1", text: words("公开"), itemId: "a1" }];
  const adopted = ItemsAdopted({ unitId: null, adoptedBy: unitId, splits: null, items, units: [healthBureau] });

  test.each(actsOfUnits)("acts no more: %s", (_name, action, example, forAll) => {
    const lead = actor("unit", unitId);
    const state = (...facts: Fact[]) => [...led, adopted, ...facts].reduce(task.evolve, task.initial);
    for (const target of [example, forAll, { ...example, itemId: "a1" }]) {
      const before = action.may(state(), target, lead);
      // Whoever has no right, ended or not, is told just that.
      const expected = before ?? { rejected: expect.stringMatching(/^(ASSIGNMENT_OWNERLESS|NOT_THE_REVIEWER)$/) };
      expect(action.may(state(noted), target, lead)).toMatchObject(expected);
      expect(action.may(state(done, noLead), target, lead)).toMatchObject(expected);
      expect(action.may(state(noted, OwnerlessLifted({ unitId, before: "2021-06-01" })), target, lead)).toEqual(before);
    }
  });

  test("holds back nobody who acts for the office, also where that is itself the lead", () => {
    const both = { ...actor("office", unitId), roles: ["office" as const, "unit" as const] };
    const state = [...led, noted].reduce(task.evolve, task.initial);
    const refusalOf = (action: AnyAction, command: object) => action.may(state, command, both);
    expect(refusalOf(task.actions.returnCompletion, { unitId: healthBureau })).toBeNull();
    expect(refusalOf(task.actions.urge, {})).toBeNull();
    expect(refusalOf(task.actions.endorseCompletion, {})).toMatchObject({ rejected: "ASSIGNMENT_OWNERLESS" });
  });

  test("adopts nothing for the whole task, judges and urges nobody, changes and reopens no item", () => {
    const lead = actor("unit", unitId);
    const tried = { unitId: healthBureau, reason };
    const whole = [...led, adopted, noted];
    const refused = <A extends AnyAction>(action: A, command: object) =>
      expect(action.decide(whole.reduce(task.evolve, task.initial), command, lead, roster)).toMatchObject({
        rejected: "ASSIGNMENT_OWNERLESS",
      });
    refused(task.actions.adoptItems, { items: [{ no: "2", text: words("再公开") }] });
    refused(task.actions.endorseCompletion, { unitId: healthBureau, opinion: reason });
    refused(task.actions.returnCompletion, tried);
    refused(task.actions.verifyPublication, { ...tried, reportNo: null, place: 1, verdict: "broken", note: reason });
    refused(task.actions.urge, { unitIds: [healthBureau], text: reason, answerBy: null, whyAgain: null });
    refused(task.actions.reviseItem, { itemId: "a1", item: { no: "1", text: words("公布") }, reason });
    refused(task.actions.dropItem, { itemId: "a1", reason });
    refused(task.actions.reopenItem, { itemId: "a1", ...tried });
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
      .when(handOver, { unitId, toUnitId: healthBureau, reason }, policy, rosterWithout(unitId, {}, after))
      .rejects("UNIT_RETIRED", detail);
    const clerk = actor("unit", unitId);
    given(...begun)
      .when(disputeAssignment, { unitId, reason, suggestedUnitId: healthBureau }, clerk, { ...after, ...openPlan })
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
