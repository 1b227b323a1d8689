// Decision tests of issuing and closing a plan.
import { describe, expect, test } from "vitest";
import { confirmed, draft, imported, issued, named, row, words } from "../../testing/facts.ts";
import { actor, office, region, registered, roster } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { isRejection } from "../kernel/action.ts";
import { PlanClosed } from "./close-plan.ts";
import { PlanConfirmed } from "./confirm-plan.ts";
import { DraftDiscarded } from "./discard-draft.ts";
import { plan } from "./index.ts";
import { PlanIssued } from "./issue-plan.ts";
import { TasksClosed } from "./note-tasks-closed.ts";
import { TasksOpened } from "./note-tasks-opened.ts";
import { PlanParked } from "./park-plan.ts";
import { PlanResumed } from "./resume-plan.ts";
import { defaultSettings } from "./settings.ts";
import { waitsParked } from "./state.ts";

const given = specification(plan);
const policy = actor("policy");
const known = { roster };
const { issuePlan, closePlan } = plan.actions;
const settings = { ...defaultSettings, reportingOn: "2021-12-31" };
const reason = words("年度结束");
const closed = PlanClosed({ closedOn: "2021-06-30", reason });
const justBeforeMidnight = actor("office", null, "2021-06-01T15:59:59.999Z");
const midnight = actor("office", null, "2021-06-01T16:00:00.000Z");

describe("issuing", () => {
  test("a confirmed plan takes effect on the Beijing day of the act, with the office's settings", () => {
    const on = (issuedOn: string) => PlanIssued({ issuedOn, settings, taskCount: 1 });
    given(imported(), confirmed).when(issuePlan, { settings }, justBeforeMidnight, known).yields(on("2021-06-01"));
    given(imported(), confirmed).when(issuePlan, { settings }, midnight, known).yields(on("2021-06-02"));
  });

  test("issuing twice changes nothing", () => {
    given(imported(), confirmed, issued).when(issuePlan, { settings: defaultSettings }, office, known).changesNothing();
  });

  test("issuing again with other settings is refused, not ignored", () => {
    given(imported(), confirmed, issued).when(issuePlan, { settings }, office, known).rejects("ISSUED_OTHERWISE");
  });

  test("only a confirmed plan is issued", () => {
    given().when(issuePlan, { settings }, office, known).rejects("PLAN_NOT_FOUND");
    given(imported()).when(issuePlan, { settings }, office, known).rejects("PLAN_NOT_CONFIRMED");
    given(imported(), DraftDiscarded({ reason }))
      .when(issuePlan, { settings }, office, known)
      .rejects("PLAN_NOT_CONFIRMED");
    given(imported(), confirmed, issued, closed).when(issuePlan, { settings }, office, known).rejects("PLAN_CLOSED");
  });

  test("the sentence names the reporting day if there is one", () => {
    expect(PlanIssued.tell({ issuedOn: "2021-06-01", settings, taskCount: 1 }, String).zh).toContain("2021-12-31");
    expect(PlanIssued.tell(issued.data, String).zh).toBe("印发计划，印发之日2021-06-01，任务1项");
  });
});

describe("a plan that could not be carried out is not issued", () => {
  const groupId = "00000000-0000-4000-8000-0000000000aa";
  /** The refusal of a plan of one row that names 各部门, to which this many units belong; null where it is issued. */
  function refusal(units: readonly string[], count = 1): object | null {
    const printed = Array.from({ length: count }, (_, at) => `各部门${at}`);
    const draftOf = draft({
      tasks: [row({ units: printed.map((name) => named(name, "responsible", { kind: "group" })) })],
    });
    const meanings = printed.map((name) => ({ name, meaning: { kind: "group", groupId } as const }));
    const state = [imported(draftOf), PlanConfirmed({ by: "read", names: meanings })].reduce(plan.evolve, plan.initial);
    const members = units.map((unitId) => ({ unitId, from: "2021-01-01", until: null }));
    const validFrom = "2021-01-01";
    const groups = new Map([[groupId, { name: "各部门", kind: "list" as const, validFrom, until: null, members }]]);
    const names = new Map(meanings.map(({ name, meaning }) => [name, [{ owner: meaning, validFrom, until: null }]]));
    const known = { regionId: region, units: registered(...units), groups, names };
    const decided = issuePlan.decide(state, { settings }, office, { roster: known });
    return isRejection(decided) ? decided : null;
  }
  const units = (count: number) =>
    Array.from({ length: count }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`);

  test("a group of two thousand units is carried out, one of two thousand and one is refused with its row", () => {
    expect(refusal(units(2000))).toBeNull();
    expect(refusal(units(2001))).toEqual({ rejected: "TOO_MANY_UNITS", detail: "1「公开财政预算决算」" });
  });
});

describe("parking", () => {
  const refused = {
    revision: 2,
    policy: "open-tasks",
    action: "openTask",
    title: { zh: "开立任务", en: "Open a task" },
    targetId: "t",
    code: "PLAN_CLOSED",
    detail: null,
  };
  const parked = PlanParked(refused);
  const resumed = PlanResumed({ revision: 2 });
  const { parkPlan, resumePlan, noteTasksOpened, noteTasksClosed } = plan.actions;

  test("a plan is parked once for a fact, until it is resumed from that fact on", () => {
    const facts = [imported(), confirmed, issued];
    given(...facts)
      .when(parkPlan, refused, policy)
      .yields(parked);
    given(...facts, parked)
      .when(parkPlan, refused, policy)
      .changesNothing();
    given(...facts, parked)
      .when(resumePlan, {}, office)
      .yields(resumed);
    given(...facts, parked, resumed)
      .when(parkPlan, { ...refused, revision: 4 }, policy)
      .yields(PlanParked({ ...refused, revision: 4 }));
  });

  test("a plan that is not parked has nothing to resume", () => {
    given(imported(), confirmed, issued).when(resumePlan, {}, office).changesNothing();
    given(imported(), confirmed, issued, parked, resumed).when(resumePlan, {}, office).changesNothing();
    given().when(resumePlan, {}, office).rejects("PLAN_NOT_FOUND");
  });

  test("facts from the one that was refused up to the resumption wait, however late the parking was recorded", () => {
    const after = [imported(), confirmed, issued, closed, parked, resumed].reduce(plan.evolve, plan.initial);
    expect([0, 1, 2, 3, 4, 5, 6].filter((revision) => waitsParked(after, revision))).toEqual([2, 3, 4]);
  });

  test("the sentence says what was refused and why, also where the program failed", () => {
    expect(PlanParked.tell(refused, String).zh).toBe("搁置计划：系统未能自动办理“开立任务”。计划已经关闭。");
    const failed = PlanParked.tell({ ...refused, title: null, code: null, detail: "TypeError" }, String);
    expect(failed.en).toMatch(/could not carry out “open-tasks”.*program failed.*\(TypeError\)/);
  });

  test("that all tasks are open, or closed, is noted once, and not before the issue or the end", () => {
    given(imported(), confirmed).when(noteTasksOpened, {}, policy).rejects("PLAN_NOT_ISSUED");
    given(imported(), confirmed, issued)
      .when(noteTasksOpened, {}, policy)
      .yields(TasksOpened({ taskCount: 1 }));
    given(imported(), confirmed, issued, TasksOpened({ taskCount: 1 }))
      .when(noteTasksOpened, {}, policy)
      .changesNothing();
    given(imported(), confirmed, issued).when(noteTasksClosed, {}, policy).rejects("PLAN_NOT_CLOSED");
    given(imported(), confirmed, issued, closed)
      .when(noteTasksClosed, {}, policy)
      .yields(TasksClosed({ taskCount: 1 }));
    given(imported(), confirmed, issued, closed, TasksClosed({ taskCount: 1 }))
      .when(noteTasksClosed, {}, policy)
      .changesNothing();
  });
});

describe("closing", () => {
  test("an issued plan is closed on the Beijing day of the act", () => {
    given(imported(), confirmed, issued).when(closePlan, { reason }, office).yields(closed);
    given(imported(), confirmed, issued)
      .when(closePlan, { reason }, midnight)
      .yields(PlanClosed({ closedOn: "2021-06-02", reason }));
  });

  test("closing twice changes nothing", () => {
    given(imported(), confirmed, issued, closed).when(closePlan, { reason }, office).changesNothing();
  });

  test("only an issued plan is closed", () => {
    given().when(closePlan, { reason }, office).rejects("PLAN_NOT_FOUND");
    given(imported(), confirmed).when(closePlan, { reason }, office).rejects("PLAN_NOT_ISSUED");
  });
});
