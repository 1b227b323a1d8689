// Exempting a unit from its part 免除, undoing that 恢复, and the persons who have a part in hand 专人.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { developmentBureau, educationBureau, financeBureau, of, office } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { personalDataIn } from "../kernel/personal-data.ts";
import { dataInSight, extentOf } from "../rights/reading.ts";
import { PersonAssigned } from "./assign-person.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { TaskIssueCorrected } from "./correct-task-issue.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { ExtensionLapsed } from "./extension-lapsed.ts";
import { task } from "./index.ts";
import { PersonReleased } from "./release-person.ts";
import { ExtensionRequested } from "./request-extension.ts";
import { AssignmentRestored } from "./restore-assignment.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { leads } from "./state.ts";

const given = specification(task);
const { exemptAssignment, restoreAssignment, assignPerson, releasePerson, endorseCompletion } = task.actions;

const unitId = financeBureau;
const exemption = { unitId, reason: words("无此类事项"), authority: words("主任会议") };
const restoration = { unitId, reason: words("经核实有此类事项"), authority: words("主任会议") };
const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
const claimed = CompletionClaimed({ unitId, completedOn: "2021-06-30", done: words("已办"), evidence: [page] });
const exempted = AssignmentExempted({ ...exemption, before: "assigned" });
const play = (...facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);

describe("exempting", () => {
  test("a unit is freed of its part, and stands again as it stood, also with its claim", () => {
    given(...begun)
      .when(exemptAssignment, exemption, office)
      .yields(exempted);
    const wasClaimed = AssignmentExempted({ ...exemption, before: "claimed" });
    given(...begun, claimed)
      .when(exemptAssignment, exemption, office)
      .yields(wasClaimed);
    const restored = AssignmentRestored({ ...restoration, after: "claimed" });
    given(...begun, claimed, wasClaimed)
      .when(restoreAssignment, restoration, office)
      .yields(restored);
    expect(AssignmentRestored.fields(restored.data)).toEqual([
      { field: "state", unitId: restoration.unitId, before: "exempted", after: "claimed" },
    ]);
    const state = play(...begun, claimed, wasClaimed, restored);
    expect(state).toEqual(play(...begun, claimed));
    given(...begun, claimed, wasClaimed, restored)
      .when(endorseCompletion, { unitId, opinion: words("属实") }, of(developmentBureau))
      .yields({ type: "CompletionEndorsed", data: { unitId, opinion: words("属实") } });
  });

  test("what waits for a step that the plan has given up in the meantime is signed off with the restoration", () => {
    const wasClaimed = AssignmentExempted({ ...exemption, before: "claimed" });
    const terms = { issuedOn: "2021-06-01", dueSoonDays: 7, dueBeforeIssue: false };
    const corrected = TaskIssueCorrected({
      before: { ...terms, steps: { endorsement: true, signOff: true } },
      after: { ...terms, steps: { endorsement: false, signOff: false } },
      unitIds: [developmentBureau, unitId],
    });
    given(...begun, claimed, wasClaimed, corrected)
      .when(restoreAssignment, restoration, office)
      .yields(AssignmentRestored({ ...restoration, after: "claimed" }), AssignmentSignedOff({ unitId, opinion: null }));
  });

  test("a pending request ends on the record", () => {
    const asked = ExtensionRequested({
      ...{ unitId, dueOn: "2021-12-31", reason: words("等待"), evidence: [], extensionNo: 1, before: "2021-11-30" },
    });
    given(...begun, asked)
      .when(exemptAssignment, exemption, office)
      .yields(ExtensionLapsed({ unitId, extensionNo: 1, cause: "exempted" }), exempted);
  });

  test("an exempted lead leads no more, and what waited for its endorsement alone is signed off", () => {
    const ofLead = { ...exemption, unitId: developmentBureau };
    const leadFree = AssignmentExempted({ ...ofLead, before: "assigned" });
    given(...begun, claimed)
      .when(exemptAssignment, ofLead, office)
      .yields(leadFree);
    expect(leads(play(...begun, leadFree), developmentBureau)).toBe(false);
    given(opened({ signOff: false }), ...begun.slice(1), claimed)
      .when(exemptAssignment, ofLead, office)
      .yields(leadFree, AssignmentSignedOff({ unitId, opinion: null }));
  });

  test("twice is once; what is over is not exempted, and what is not exempted not restored", () => {
    given(...begun, exempted)
      .when(exemptAssignment, exemption, office)
      .changesNothing();
    given(...begun, AssignmentSignedOff({ unitId, opinion: null }))
      .when(exemptAssignment, exemption, office)
      .rejects("ASSIGNMENT_NOT_OPEN");
    given(...begun)
      .when(restoreAssignment, restoration, office)
      .rejects("NOT_EXEMPTED");
    given(...begun)
      .when(restoreAssignment, { ...restoration, unitId: educationBureau }, office)
      .rejects("ASSIGNMENT_NOT_FOUND");
    given(...begun, exempted, TaskClosed({ cause: "planClosed", dropped: [developmentBureau] }))
      .when(restoreAssignment, restoration, office)
      .rejects("PLAN_CLOSED");
    given().when(restoreAssignment, restoration, office).rejects("TASK_NOT_FOUND");
  });
});

describe("persons in charge", () => {
  const unit = of(unitId);
  const put = { unitId, subjectId: "clerk-7", from: "2021-07-01" };
  const named = PersonAssigned({ ...put, before: null });

  test("a unit says who has its part in hand, and from which day; another day is kept beside the old one", () => {
    given(...begun)
      .when(assignPerson, put, unit)
      .yields(named);
    given(...begun, named)
      .when(assignPerson, put, unit)
      .changesNothing();
    given(...begun, named)
      .when(assignPerson, { ...put, from: "2021-07-05" }, unit)
      .yields(PersonAssigned({ ...put, from: "2021-07-05", before: "2021-07-01" }));
    given(...begun)
      .when(assignPerson, { ...put, from: "2021-05-31" }, unit)
      .rejects("DAY_BEFORE_ISSUE", "2021-05-31; 2021-06-01 –");
    given(...begun)
      .when(assignPerson, put, of(developmentBureau))
      .rejects("NOT_YOUR_ASSIGNMENT");
  });

  test("it takes the part out of a person's hands; who does not have it changes nothing", () => {
    const released = PersonReleased({ unitId, subjectId: "clerk-7", from: "2021-07-01" });
    given(...begun, named)
      .when(releasePerson, { unitId, subjectId: "clerk-7" }, unit)
      .yields(released);
    for (const facts of [[], [named, released]])
      given(...begun, ...facts)
        .when(releasePerson, { unitId, subjectId: "clerk-7" }, unit)
        .changesNothing();
    expect(play(...begun, named, released)).toEqual(play(...begun));
    given(...begun)
      .when(releasePerson, { unitId, subjectId: "clerk-7" }, of(developmentBureau))
      .rejects("NOT_YOUR_ASSIGNMENT");
  });

  test("one part has only so many", () => {
    const full = Array.from({ length: most.persons }, (_, nth) =>
      PersonAssigned({ ...put, subjectId: `clerk-of-many-${nth}`, before: null }),
    );
    given(...begun, ...full)
      .when(assignPerson, put, unit)
      .rejects("TOO_MANY_PERSONS", String(most.persons));
    given(...begun, ...full)
      .when(assignPerson, { ...put, subjectId: "clerk-of-many-3", from: "2021-07-02" }, unit)
      .yields(PersonAssigned({ ...put, subjectId: "clerk-of-many-3", from: "2021-07-02", before: "2021-07-01" }));
  });

  test.each(["", "张三", "a b", "clerk@example.org", "x".repeat(most.subjectId + 1)])(
    "%j is no opaque subject",
    (id) => {
      expect(assignPerson.command.safeParse({ ...put, subjectId: id }).success).toBe(false);
    },
  );

  // Numbers that no network has given out, as in the tests of the check itself.
  test.each(["13900001234", "clerk-13900001234", "139-0000-1234", "u_13900001234", "tel:13900001234"])(
    "%s holds the number of a person and is refused as in every text",
    (id) => expect(personalDataIn({ ...put, subjectId: id })).toMatchObject({ kind: "mobile", field: "subjectId" }),
  );

  test("who it is, only readers see who may know persons; others of the region see nothing of it", () => {
    const reader = (role: "analyst" | "auditor" | "unit", of: string | null) => ({
      ...{ regionId: office.regionId, unitId: of, roles: [role] },
    });
    expect(dataInSight(named, "whole", reader("auditor", null))).toEqual({ ...put, before: null });
    expect(dataInSight(named, "whole", reader("analyst", null))).toEqual({ unitId, from: put.from, before: null });
    const { zh, en } = PersonAssigned.tell({ ...put, before: null }, String);
    expect(`${zh}${en}`).not.toContain("clerk-7");
    const affair = PersonAssigned.sight({ ...put, before: null });
    expect(extentOf(reader("unit", educationBureau), office.regionId, affair, [developmentBureau])).toBe("none");
    expect(extentOf(reader("unit", developmentBureau), office.regionId, affair, [developmentBureau])).toBe("whole");
  });
});
