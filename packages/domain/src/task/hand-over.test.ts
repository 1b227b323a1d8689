// Handing a part over 改派、移交: what ends, what begins or absorbs the work, and what the numbers of parts and reports do.
import { describe, expect, test } from "vitest";
import { assigned, opened, openPlan, page, words } from "../../testing/facts.ts";
import {
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  policy,
  relevantDepartments,
  roster,
  rosterWithout,
  stranger,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { actsOn } from "../rights/acts.ts";
import { leadUnitIdsOf } from "../rights/reading.ts";
import { newUnit } from "../roster/state.ts";
import { UnitsAssigned } from "./assign-units.ts";
import { AssignmentHandedOver } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { GroupExpanded } from "./expand-group.ts";
import { ExtensionLapsed } from "./extension-lapsed.ts";
import { ExtensionGranted } from "./grant-extension.ts";
import { task } from "./index.ts";
import { OwnerlessNoted } from "./note-ownerless.ts";
import { ProgressReported } from "./report-progress.ts";
import { ExtensionRequested } from "./request-extension.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { leads } from "./state.ts";

const given = specification(task);
const { reassign, handOver, reportProgress, acceptReport, requestExtension, assignUnits, expandGroup } = task.actions;
const { claimCompletion, noteOwnerless } = task.actions;

const unitId = financeBureau;
const reason = words("职责划转");
const move = { unitId, toUnitId: educationBureau, reason };
const back = { unitId: educationBureau, toUnitId: unitId, reason };
const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];

/** The fact of a hand-over of the part as it stands in `begun`; `over` says what is otherwise. */
const handed = (over: Partial<ReturnType<typeof AssignmentHandedOver>["data"]> = {}) =>
  AssignmentHandedOver({
    ...{ ...move, cause: "reassigned", partNo: 1, before: "assigned", toPartNo: 1 },
    ...{ relations: ["responsible"], dueOn: "2021-11-30" },
    ...over,
  });
const report = (unit: string, reportNo: number) =>
  ProgressReported({ unitId: unit, reportNo, reportedOn: today, progress: words("在办"), evidence: [] });
const signedOff = (unit: string) => AssignmentSignedOff({ unitId: unit, opinion: words("同意") });
const extension = { unitId, dueOn: "2021-12-31", reason: words("等待"), evidence: [] };
const requested = ExtensionRequested({ ...extension, extensionNo: 1, before: "2021-11-30" });
const play = (...facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);

describe("handing over", () => {
  test("the part ends, and the other unit has its relations and its due day", () => {
    given(...begun)
      .when(reassign, move, office, roster)
      .yields(handed());
    const { assignments } = play(...begun, handed());
    expect(assignments[unitId]).toMatchObject({ state: "handedOver", handedTo: educationBureau, partNo: 1 });
    expect(assignments[educationBureau]).toMatchObject({
      ...{ state: "assigned", partNo: 1, relations: ["responsible"], dueOn: "2021-11-30", reportCount: 0 },
    });
  });

  const nobodys = OwnerlessNoted({ unitId, on: "2021-06-01" });
  const ended = rosterWithout(unitId);

  test("the part of a unit that ended goes likewise, by the office once it is nobody's, or by a policy, and only the cause differs", () => {
    for (const who of [office, policy])
      given(...begun, nobodys)
        .when(handOver, move, who, ended)
        .yields(handed({ cause: "unitEnded" }));
    given(...begun)
      .when(handOver, move, policy, ended)
      .yields(handed({ cause: "unitEnded" }));
  });

  test("the part of a unit that goes on is reassigned, not handed over", () => {
    for (const who of [office, policy])
      for (const there of [roster, rosterWithout(unitId, { on: "2021-07-01" }), { units: new Map() }])
        given(...begun)
          .when(handOver, move, who, there)
          .rejects("UNIT_NOT_ENDED");
    // What may be done is told before anything is looked up.
    const toldOf = (...facts: readonly Fact[]) =>
      actsOn(task, { state: play(...begun, ...facts) }, [{ unitId }], office).find(({ name }) => name === "handOver");
    expect(toldOf()?.refusal).toEqual({ rejected: "UNIT_NOT_ENDED", detail: null });
    expect(toldOf(nobodys)?.refusal).toBeNull();
  });

  test("a unit that was restored keeps its part, also while that is still noted as nobody's, and may get it back by a reassignment", () => {
    for (const who of [office, policy])
      given(...begun, nobodys)
        .when(handOver, move, who, roster)
        .rejects("UNIT_NOT_ENDED");
    const gone = [...begun, nobodys, handed({ cause: "unitEnded" })];
    given(...gone)
      .when(handOver, back, office, roster)
      .rejects("UNIT_NOT_ENDED");
    given(...gone)
      .when(reassign, back, office, roster)
      .yields(handed({ ...back, toPartNo: 2 }));
  });

  test("an extended day goes along, and a pending request ends on the record", () => {
    const granted = ExtensionGranted({
      ...{ unitId, extensionNo: 1, dueOn: "2021-12-20", opinion: words("同意"), before: "2021-11-30" },
      asked: "2021-12-31",
    });
    const second = ExtensionRequested({ ...extension, extensionNo: 2, before: "2021-12-20" });
    given(...begun, requested, granted, second)
      .when(reassign, move, office, roster)
      .yields(ExtensionLapsed({ unitId, extensionNo: 2, cause: "handedOver" }), handed({ dueOn: "2021-12-20" }));
  });

  test("a part is handed over in whatever open state, which is kept", () => {
    const claimed = CompletionClaimed({ unitId, completedOn: today, done: words("已办"), evidence: [page] });
    given(...begun, claimed)
      .when(reassign, move, office, roster)
      .yields(handed({ before: "claimed" }));
  });

  test("twice is once, and what is over is not handed over again", () => {
    for (const action of [reassign, handOver])
      given(...begun, handed())
        .when(action, move, office, roster)
        .changesNothing();
    given(...begun, handed())
      .when(reassign, { ...move, toUnitId: healthBureau }, office, roster)
      .rejects("ASSIGNMENT_NOT_OPEN");
    given(...begun, signedOff(unitId))
      .when(reassign, move, office, roster)
      .rejects("ASSIGNMENT_NOT_OPEN");
  });

  test("only to another unit that the roster knows and that counts already, and not in a closed plan", () => {
    const to = (toUnitId: string, units = roster.units) =>
      given(...begun).when(reassign, { ...move, toUnitId }, office, { units });
    to(unitId).rejects("SAME_UNIT");
    to(stranger).rejects("UNIT_NOT_FOUND", stranger);
    const later = new Map(roster.units).set(educationBureau, newUnit("区教育局", "2030-01-01"));
    to(educationBureau, later).rejects("NOT_VALID_YET");
    given(...begun, TaskClosed({ cause: "planClosed", dropped: [unitId] }))
      .when(reassign, move, office, roster)
      .rejects("PLAN_CLOSED");
    given(...begun)
      .when(reassign, { ...move, unitId: healthBureau }, office, roster)
      .rejects("ASSIGNMENT_NOT_FOUND");
    given().when(handOver, move, office, roster).rejects("TASK_NOT_FOUND");
  });

  test("the lead goes along, but what the old one could read stays readable to it", () => {
    const toFinance = handed({ unitId: developmentBureau, toUnitId: unitId, relations: ["lead"] });
    given(...begun)
      .when(reassign, { ...move, unitId: developmentBureau, toUnitId: unitId }, office, roster)
      .yields(toFinance);
    const state = play(...begun, toFinance);
    expect([leads(state, developmentBureau), leads(state, unitId)]).toEqual([false, true]);
    expect(leadUnitIdsOf(state)).toEqual([developmentBureau, unitId]);
  });
});

describe("work that comes to a unit", () => {
  const both = [...begun, assigned([educationBureau, "supervising"])];

  test("is absorbed by its open part: relations add up, its due day and its state hold", () => {
    const own = ExtensionGranted({
      ...{ unitId: educationBureau, extensionNo: 1, dueOn: "2021-12-20", opinion: words("同意"), before: "2021-11-30" },
      asked: "2021-12-31",
    });
    given(...both, report(educationBureau, 1), own)
      .when(reassign, move, office, roster)
      .yields(handed());
    expect(play(...both, report(educationBureau, 1), own, handed()).assignments[educationBureau]).toMatchObject({
      ...{ partNo: 1, state: "accepted", relations: ["responsible", "supervising"], dueOn: "2021-12-20" },
      reportCount: 1,
    });
  });

  test("begins the next part where the last is closed, whose reports go on in number and stay as they were reviewed", () => {
    const history = [...both, report(educationBureau, 1), signedOff(educationBureau)];
    given(...history)
      .when(reassign, move, office, roster)
      .yields(handed({ toPartNo: 2 }));
    const after = [...history, handed({ toPartNo: 2 })];
    expect(play(...after).assignments[educationBureau]).toMatchObject({
      ...{ partNo: 2, state: "assigned", relations: ["responsible"], reportCount: 1, unsettled: {} },
    });
    const words2 = { unitId: educationBureau, reportedOn: today, progress: words("在办"), evidence: [] };
    given(...after)
      .when(reportProgress, words2, of(educationBureau))
      .yields(report(educationBureau, 2));
    given(...after)
      .when(acceptReport, { unitId: educationBureau, reportNo: 1 }, of(developmentBureau))
      .rejects("REPORT_NOT_FOUND");
  });

  test("that comes back begins the next part there, and requests for an extension go on in number", () => {
    const there = [...begun, requested, report(unitId, 1), handed({ before: "accepted" })];
    given(...there)
      .when(reassign, back, office, roster)
      .yields(handed({ ...back, partNo: 1, toPartNo: 2 }));
    const returned = [...there, handed({ ...back, toPartNo: 2 })];
    expect(play(...returned).assignments[unitId]).toMatchObject({ partNo: 2, handedTo: null, dispute: null });
    given(...returned)
      .when(requestExtension, extension, of(unitId), openPlan)
      .yields(ExtensionRequested({ ...extension, extensionNo: 2, before: "2021-11-30", planRevision: 4 }));
  });

  test("a lead that was signed off leads still when another part of it begins", () => {
    const state = play(
      ...begun,
      signedOff(developmentBureau),
      handed({ toUnitId: developmentBureau, toPartNo: 2, dueOn: null }),
    );
    expect(state.assignments[developmentBureau]?.relations).toEqual(["responsible"]);
    expect(leads(state, developmentBureau)).toBe(true);
    expect(leadUnitIdsOf(state)).toEqual([developmentBureau]);
  });
});

describe("a claim, where the plan needs no sign-off, does not wait for a lead that is gone", () => {
  const parts = begun.slice(1);
  const claimed = CompletionClaimed({ unitId, completedOn: today, done: words("已办"), evidence: [page] });
  const done = AssignmentSignedOff({ unitId, opinion: null });
  const leadGoes = { unitId: developmentBureau, toUnitId: unitId, reason };
  const handedLead = handed({ ...leadGoes, relations: ["lead"] });

  test("the lead's part goes to the unit that claims, and its claim finishes as one made afterwards does", () => {
    for (const [action, cause, who, there] of [
      [reassign, "reassigned", office, roster],
      [handOver, "unitEnded", policy, rosterWithout(developmentBureau)],
    ] as const)
      given(opened({ signOff: false }), ...parts, claimed)
        .when(action, leadGoes, who, there)
        .yields(handed({ ...leadGoes, relations: ["lead"], cause }), done);
    given(opened({ signOff: false }), ...parts, handedLead)
      .when(claimCompletion, claimed.data, of(unitId))
      .yields(claimed, done);
  });

  test("where the office signs off, or another lead endorses, it waits for that", () => {
    given(...begun, claimed)
      .when(reassign, leadGoes, office, roster)
      .yields(handedLead);
    given(opened({ signOff: false }), ...parts, claimed)
      .when(reassign, { ...leadGoes, toUnitId: educationBureau }, office, roster)
      .yields(handed({ ...leadGoes, toUnitId: educationBureau, relations: ["lead"] }));
  });

  test("the same holds where the lead's unit ends with nobody in its place, and where the unit becomes a lead", () => {
    const on = today;
    given(opened({ signOff: false }), ...parts, claimed)
      .when(noteOwnerless, { unitId: developmentBureau, on }, policy)
      .yields(OwnerlessNoted({ unitId: developmentBureau, on }), done);
    const { data } = assigned([unitId, "lead"]);
    given(opened({ signOff: false }), ...parts, claimed)
      .when(assignUnits, { ...data, groups: [] }, office, roster)
      .yields(assigned([unitId, "lead"]), done);
  });
});

describe("units assigned again", () => {
  const part = { unitId, relations: ["responsible" as const], via: null, inheritedFromRow: null };
  const command = { assignments: [part], groups: [], external: [] };
  const exempted = AssignmentExempted({ unitId, reason, authority: words("会议"), before: "assigned" });

  test("a unit named again after it handed its part over, or was exempted, gets its next part", () => {
    for (const end of [handed(), exempted]) {
      const again = UnitsAssigned({ ...command, again: [{ unitId, partNo: 2 }] });
      given(...begun, end)
        .when(assignUnits, command, office, roster)
        .yields(again);
      expect(play(...begun, end, again).assignments[unitId]).toMatchObject({ partNo: 2, state: "assigned" });
      given(...begun, end, again)
        .when(assignUnits, command, office, roster)
        .changesNothing();
    }
  });

  test("what is signed off stays so, unless the unit gets a relation it did not have", () => {
    given(...begun, signedOff(unitId))
      .when(assignUnits, command, office, roster)
      .changesNothing();
    const guiding = { ...command, assignments: [{ ...part, relations: ["guiding" as const] }] };
    given(...begun, signedOff(unitId))
      .when(assignUnits, guiding, office, roster)
      .yields(UnitsAssigned({ ...guiding, again: [{ unitId, partNo: 2 }] }));
  });

  test("a list group printed again does not undo an exemption of a member", () => {
    const list = { groupId: allDepartments, relation: "responsible" as const };
    const printed = UnitsAssigned({
      assignments: [{ unitId: healthBureau, relations: ["responsible"], via: allDepartments, inheritedFromRow: null }],
      groups: [{ ...list, name: "区政府各部门", kind: "list", membersOn: "2021-06-01", members: [healthBureau] }],
      external: [],
    });
    given(...begun, printed, AssignmentExempted({ ...exempted.data, unitId: healthBureau }))
      .when(assignUnits, { assignments: [], groups: [list], external: [] }, office, roster)
      .changesNothing();
  });

  test("a unit named for a group after its part ended gets its next part", () => {
    const group = {
      ...{
        groupId: relevantDepartments,
        name: "相关部门",
        kind: "predicate" as const,
        relation: "responsible" as const,
      },
      ...{ membersOn: today, members: [] },
    };
    const fill = { groupId: relevantDepartments, unitIds: [unitId], reason };
    const again = GroupExpanded({ ...fill, relations: ["responsible"], again: [{ unitId, partNo: 2 }] });
    const history = [...begun, UnitsAssigned({ assignments: [], groups: [group], external: [] }), exempted];
    given(...history)
      .when(expandGroup, fill, office, roster)
      .yields(again);
    expect(play(...history, again).assignments[unitId]).toMatchObject({ partNo: 2, state: "assigned" });
  });

  test("facts from before parts were numbered read as they did: a relation added to a signed-off part left it so", () => {
    const old = UnitsAssigned({ ...command, assignments: [{ ...part, relations: ["guiding"] }] });
    expect(play(...begun, signedOff(unitId), old).assignments[unitId]).toMatchObject({
      ...{ partNo: 1, state: "signedOff", relations: ["responsible", "guiding"] },
    });
  });
});
