// Amending a task: the words and the due day that hold from then on, for which parts, and what was before.
import { describe, expect, test } from "vitest";
import { assigned, draft, opened, openPlan, page, words } from "../../testing/facts.ts";
import { developmentBureau, financeBureau, healthBureau, of, office, policy, today } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { TaskAmended } from "./amend-task.ts";
import { TaskClosed } from "./close-task.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { TaskExtended } from "./extend-task.ts";
import { ExtensionLapsed } from "./extension-lapsed.ts";
import { ExtensionGranted } from "./grant-extension.ts";
import { task } from "./index.ts";
import { AssignmentReopened } from "./reopen-assignment.ts";
import { ExtensionRequested } from "./request-extension.ts";
import { AssignmentRestored } from "./restore-assignment.ts";
import { AssignmentSignedOff } from "./sign-off.ts";

const given = specification(task);
const { amendTask, requestExtension, reopenAssignment, restoreAssignment } = task.actions;

const headings = { sections: draft().sections };
const why = { reason: words("上级要求调整"), authority: words("区政府办补充通知") };
const unitIds = [developmentBureau, financeBureau];
const begun = [opened(), assigned([developmentBureau, "lead"], [financeBureau, "responsible"])];
const request = { unitId: financeBureau, dueOn: "2021-12-31", reason: words("等待上级系统"), evidence: [page] };
const requested = ExtensionRequested({ ...request, extensionNo: 1, before: "2021-11-30" });
const granted = ExtensionGranted({
  ...{ unitId: financeBureau, extensionNo: 1, dueOn: "2021-12-31", opinion: words("同意") },
  ...{ before: "2021-11-30", asked: "2021-12-31" },
});
const from = (before: string | null, ...units: readonly string[]) => units.map((unitId) => ({ unitId, before }));
const dueFrom = (before: string | null, after: string | null, parts: ReturnType<typeof from>) =>
  TaskAmended({ ...why, before: { dueOn: before }, after: { dueOn: after }, parts, unitIds });
const play = (facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);
const dueOnIn = (facts: readonly Fact[], unitId: string) => play(facts).assignments[unitId]?.dueOn;

describe("words and headings", () => {
  const changes = { text: "公开预算、决算", requirement: "每季度公开一次", section: null };
  const amended = TaskAmended({
    ...why,
    before: { text: "公开财政预算决算", requirement: null, section: "一" },
    after: changes,
    parts: [],
    unitIds,
  });

  test("an amendment holds the old and the new of what changes, and of nothing else", () => {
    given(...begun)
      .when(amendTask, { changes: { ...changes, subsection: null, dueOn: "2021-11-30" }, ...why }, office, headings)
      .yields(amended);
    expect(play([...begun, amended]).words).toEqual({ ...changes, subsection: null });
  });

  test("amending twice to the same changes nothing, and neither does an amendment of nothing", () => {
    given(...begun, amended)
      .when(amendTask, { changes, ...why }, office, headings)
      .changesNothing();
    given(...begun)
      .when(amendTask, { changes: {}, ...why }, office, headings)
      .changesNothing();
  });

  test("a later amendment begins with what the earlier one left, and names its notice", () => {
    const sourceSha256 = "b".repeat(64);
    given(...begun, amended)
      .when(amendTask, { changes: { requirement: null }, ...why, sourceSha256 }, policy, headings)
      .yields(
        TaskAmended({
          ...{ ...why, sourceSha256, before: { requirement: "每季度公开一次" }, after: { requirement: null } },
          ...{ parts: [], unitIds },
        }),
      );
  });

  test("headings are those of the plan, the second under the first", () => {
    const amend = (changes: object) => given(...begun).when(amendTask, { changes, ...why }, office, headings);
    amend({ section: "九" }).rejects("HEADING_NOT_IN_PLAN", "九");
    amend({ subsection: "（一）" }).rejects("HEADING_NOT_IN_PLAN", "一（一）");
    amend({ section: null, subsection: "（一）" }).rejects("HEADING_NOT_IN_PLAN", "（一）");
    const children = [{ no: "（一）", title: "预决算" }];
    const sections = [{ no: "一", title: "深化重点领域信息公开", children }];
    given(...begun)
      .when(amendTask, { changes: { subsection: "（一）" }, ...why }, office, { sections })
      .yields(
        TaskAmended({ ...why, before: { subsection: null }, after: { subsection: "（一）" }, parts: [], unitIds }),
      );
  });

  test("a task that is over, or that is none, is not amended", () => {
    given(...begun, TaskClosed({ cause: "planClosed", dropped: unitIds }))
      .when(amendTask, { changes, ...why }, office, headings)
      .rejects("PLAN_CLOSED");
    given()
      .when(amendTask, { changes, ...why }, office, headings)
      .rejects("TASK_NOT_FOUND");
  });
});

describe("the due day", () => {
  const amend = (dueOn: string | null) => ({ changes: { dueOn }, ...why });

  test("it moves earlier or later, for every open part that had it; a signed-off one is left alone", () => {
    const done = AssignmentSignedOff({ unitId: developmentBureau, opinion: words("同意") });
    for (const dueOn of ["2021-09-30", "2022-03-31"]) {
      const moved = dueFrom("2021-11-30", dueOn, from("2021-11-30", developmentBureau, financeBureau));
      given(...begun)
        .when(amendTask, amend(dueOn), office, headings)
        .yields(moved);
      expect(dueOnIn([...begun, moved], financeBureau)).toBe(dueOn);
      expect(dueOnIn([...begun, moved, assigned([healthBureau, "responsible"])], healthBureau)).toBe(dueOn);
      given(...begun, done)
        .when(amendTask, amend(dueOn), office, headings)
        .yields(dueFrom("2021-11-30", dueOn, from("2021-11-30", financeBureau)));
    }
  });

  test("it moves earlier, but not before today: that would make a unit overdue at once; a later notice is taken as printed", () => {
    const past = amend("2021-06-29");
    const moved = dueFrom("2021-11-30", "2021-06-29", from("2021-11-30", developmentBureau, financeBureau));
    given(...begun)
      .when(amendTask, past, office, headings)
      .rejects("DUE_DAY_IN_THE_PAST", `2021-06-29; ${today}`);
    given(...begun)
      .when(amendTask, past, policy, headings)
      .yields(moved);
    // A day that is over and stays is no new one, and today is not over.
    given(...begun, moved)
      .when(amendTask, { changes: { dueOn: "2021-06-29" }, ...why }, office, headings)
      .changesNothing();
    given(...begun)
      .when(amendTask, amend(today), office, headings)
      .yields(dueFrom("2021-11-30", today, from("2021-11-30", developmentBureau, financeBureau)));
  });

  test("a signed-off part is judged by the day that held, and due by the one that holds now once it is reopened", () => {
    const unitId = financeBureau;
    const done = AssignmentSignedOff({ unitId, opinion: words("同意") });
    const reopening = { unitId, reason: words("抽查未公开"), cause: "inspection" as const };
    const reopened = (day?: { before: string | null; after: string | null }) =>
      AssignmentReopened({ ...reopening, ...(day && { day }) });
    const moved = (before: string | null, after: string | null) =>
      dueFrom(before, after, from("2021-11-30", developmentBureau));
    for (const after of ["2021-09-30", "2022-03-31", null]) {
      const facts = [...begun, done, moved("2021-11-30", after)];
      expect(dueOnIn(facts, unitId)).toBe("2021-11-30");
      const again = reopened({ before: "2021-11-30", after });
      given(...facts)
        .when(reopenAssignment, reopening, office)
        .yields(again);
      expect(AssignmentReopened.fields(again.data)).toEqual([
        { field: "state", unitId, before: "signedOff", after: "accepted" },
        { field: "dueOn", unitId, before: "2021-11-30", after },
      ]);
      expect(dueOnIn([...facts, again], unitId)).toBe(after);
    }
    const extended = TaskExtended({ dueOn: "2021-12-15", ...why, before: "2021-11-30", parts: [] });
    given(...begun, done, extended)
      .when(reopenAssignment, reopening, office)
      .yields(reopened({ before: "2021-11-30", after: "2021-12-15" }));
    // What it was granted for a reason of its own stays, and so does everything where nothing was changed.
    for (const facts of [[requested, granted, done, extended], [done]])
      given(...begun, ...facts)
        .when(reopenAssignment, reopening, office)
        .yields(reopened());
    // Signed off anew, it is judged by the day that it has by then.
    const facts = [...begun, done, extended, reopened({ before: "2021-11-30", after: "2021-12-15" }), done];
    given(...facts)
      .when(reopenAssignment, reopening, office)
      .yields(reopened());
  });

  test("a part that is restored after an exemption is due by the day that holds now, too", () => {
    const unitId = financeBureau;
    const exempted = AssignmentExempted({ ...why, unitId, before: "assigned" });
    const moved = dueFrom("2021-11-30", "2022-03-31", from("2021-11-30", developmentBureau));
    const day = { before: "2021-11-30", after: "2022-03-31" };
    const restored = AssignmentRestored({ ...why, unitId, after: "assigned", day });
    given(...begun, exempted, moved)
      .when(restoreAssignment, { ...why, unitId }, office)
      .yields(restored);
    expect(play([...begun, exempted, moved, restored]).assignments[unitId]).toEqual({
      ...play(begun).assignments[unitId],
      dueOn: "2022-03-31",
    });
  });

  test("a part that was given more time than the new day keeps it; one that was given less moves", () => {
    const extended = [...begun, requested, granted];
    const kept = dueFrom("2021-11-30", "2021-12-15", from("2021-11-30", developmentBureau));
    given(...extended)
      .when(amendTask, amend("2021-12-15"), office, headings)
      .yields(kept);
    expect(dueOnIn([...extended, kept], financeBureau)).toBe("2021-12-31");
    given(...extended)
      .when(amendTask, amend("2022-01-31"), office, headings)
      .yields(
        dueFrom("2021-11-30", "2022-01-31", [
          ...from("2021-11-30", developmentBureau),
          ...from("2021-12-31", financeBureau),
        ]),
      );
    given(...extended)
      .when(amendTask, amend("2021-12-31"), office, headings)
      .yields(dueFrom("2021-11-30", "2021-12-31", from("2021-11-30", developmentBureau)));
  });

  test("a due day is set where there was none, and taken away from all, also from what was extended", () => {
    const gone = dueFrom("2021-11-30", null, [
      ...from("2021-11-30", developmentBureau),
      ...from("2021-12-31", financeBureau),
    ]);
    given(...begun, requested, granted)
      .when(amendTask, amend(null), office, headings)
      .yields(gone);
    given(...begun, requested, granted, gone)
      .when(amendTask, amend("2021-10-31"), office, headings)
      .yields(dueFrom(null, "2021-10-31", from(null, developmentBureau, financeBureau)));
    given(...begun, requested, granted, gone)
      .when(requestExtension, request, of(financeBureau), openPlan)
      .rejects("NO_DUE_DAY");
  });

  test("a pending request that the new day meets lapses; one for a later day still waits", () => {
    const lapsed = ExtensionLapsed({ unitId: financeBureau, extensionNo: 1, cause: "taskAmended" });
    const all = from("2021-11-30", developmentBureau, financeBureau);
    for (const dueOn of ["2021-12-31", "2022-01-31", null])
      given(...begun, requested)
        .when(amendTask, amend(dueOn), office, headings)
        .yields(dueFrom("2021-11-30", dueOn, all), lapsed);
    given(...begun, requested)
      .when(amendTask, amend("2021-12-30"), office, headings)
      .yields(dueFrom("2021-11-30", "2021-12-30", all));
  });
});
