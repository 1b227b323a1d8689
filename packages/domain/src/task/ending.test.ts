// A task that is withdrawn and restored, closed and reopened with its plan: what its parts are then, and what may be done.
import { describe, expect, test } from "vitest";
import { assigned, closing, opened, page, words } from "../../testing/facts.ts";
import { lookedUp } from "../../testing/looked-up.ts";
import {
  allDepartments,
  developmentBureau,
  financeBureau,
  healthBureau,
  of,
  office,
  policy,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { replaced } from "../../testing/variations.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { sampleGroup, sampleUnit } from "../kernel/sample-values.ts";
import { ItemsAdopted } from "./adopt-items.ts";
import { UnitsAssigned } from "./assign-units.ts";
import type { AssignmentState } from "./assignment-state.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { TaskIssueCorrected } from "./correct-task-issue.ts";
import { CompletionEndorsed } from "./endorse-completion.ts";
import { ExtensionLapsed } from "./extension-lapsed.ts";
import { task } from "./index.ts";
import { TaskReopened } from "./reopen-task.ts";
import { ProgressReported } from "./report-progress.ts";
import { ExtensionRequested } from "./request-extension.ts";
import { TaskRestored } from "./restore-task.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { UnitsUrged } from "./urge.ts";
import { TaskWithdrawn } from "./withdraw-task.ts";

const given = specification(task);
const { withdrawTask, restoreTask, closeTask, reopenTask, withdrawExtensionRequest } = task.actions;

const unitId = financeBureau;
const why = { reason: words("由市级统一实施"), authority: words("补充通知") };
const close = { cause: "planClosed" } as const;
const request = { unitId, dueOn: "2021-12-31", reason: words("等待上级系统"), evidence: [page] };
const requested = ExtensionRequested({ ...request, extensionNo: 1, before: "2021-11-30" });
const claimed = CompletionClaimed({ unitId, completedOn: today, done: words("已公开"), evidence: [page] });
const endorsed = CompletionEndorsed({ unitId, opinion: words("属实") });
const report = ProgressReported({
  ...{ unitId, reportNo: 1, reportedOn: today, progress: words("正在办理"), evidence: [] },
});
const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
const parts = (state: AssignmentState = "assigned") => [
  { unitId: developmentBureau, before: "assigned" as const },
  { unitId, before: state },
];
const back = (state: AssignmentState = "assigned") =>
  parts(state).map(({ unitId, before }) => ({ unitId, state: before }));
const withdrawn = TaskWithdrawn({ ...why, parts: parts() });
const restored = TaskRestored({ ...why, parts: back() });
const closed = TaskClosed({ ...close, dropped: [developmentBureau, unitId] });
const play = (facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);
const states = (facts: readonly Fact[]) => Object.values(play(facts).assignments).map(({ state }) => state);

/** What leads the unit's part to each of its open states. */
const histories: Readonly<Record<"assigned" | "accepted" | "claimed" | "endorsed", readonly Fact[]>> = {
  assigned: [],
  accepted: [report],
  claimed: [report, claimed],
  endorsed: [report, claimed, endorsed],
};

describe.each(Object.entries(histories))("a part that is %s", (state, history) => {
  const name = state as keyof typeof histories;
  const facts = [...begun, ...history];

  test("is dropped with the withdrawn task, and stands as it stood once the task is restored", () => {
    const gone = TaskWithdrawn({ ...why, parts: parts(name) });
    given(...facts)
      .when(withdrawTask, why, office)
      .yields(gone);
    expect(states([...facts, gone])).toEqual(["dropped", "dropped"]);
    given(...facts, gone)
      .when(restoreTask, why, office)
      .yields(TaskRestored({ ...why, parts: back(name) }));
    expect(play([...facts, gone, TaskRestored({ ...why, parts: back(name) })])).toEqual(play(facts));
  });

  test("says in its fields what it was, and what it is", () => {
    const dropped = parts(name).map((part) => ({ field: "state", ...part, after: "dropped" }));
    const risen = dropped.map(({ before, after, ...of }) => ({ ...of, before: after, after: before }));
    expect(TaskWithdrawn.fields(TaskWithdrawn({ ...why, parts: parts(name) }).data)).toEqual(dropped);
    expect(TaskRestored.fields(TaskRestored({ ...why, parts: back(name) }).data)).toEqual(risen);
    expect(TaskReopened.fields(TaskReopened({ parts: back(name) }).data)).toEqual(risen);
  });

  test("is dropped with the closed plan, and stands as it stood once the plan is reopened", () => {
    given(...facts, closed)
      .when(reopenTask, {}, policy)
      .yields(TaskReopened({ parts: back(name) }));
    expect(play([...facts, closed, TaskReopened({ parts: back(name) })])).toEqual(play(facts));
  });
});

describe("withdrawing", () => {
  test("what is signed off stays so, and also after the restoration", () => {
    const done = AssignmentSignedOff({ unitId: developmentBureau, opinion: words("同意") });
    const open = parts().slice(1);
    given(...begun, done)
      .when(withdrawTask, why, office)
      .yields(TaskWithdrawn({ ...why, parts: open }));
    const facts = [...begun, done, TaskWithdrawn({ ...why, parts: open })];
    expect(states(facts)).toEqual(["signedOff", "dropped"]);
    given(...facts)
      .when(restoreTask, why, office)
      .yields(TaskRestored({ ...why, parts: back().slice(1) }));
  });

  test("a pending request lapses, on the record, and stays lapsed", () => {
    const lapsed = ExtensionLapsed({ unitId, extensionNo: 1, cause: "taskWithdrawn" });
    given(...begun, requested)
      .when(withdrawTask, why, office)
      .yields(lapsed, withdrawn);
    given(...begun, requested, lapsed, withdrawn, restored)
      .when(withdrawExtensionRequest, { unitId, extensionNo: 1 }, of(unitId))
      .rejects("EXTENSION_NOT_PENDING");
  });

  test("twice changes nothing; nor does restoring what is not withdrawn, or reopening what is not closed", () => {
    given(...begun, withdrawn)
      .when(withdrawTask, why, office)
      .changesNothing();
    given(...begun, withdrawn, restored)
      .when(restoreTask, why, office)
      .changesNothing();
    given(...begun)
      .when(restoreTask, why, office)
      .changesNothing();
    given(...begun)
      .when(reopenTask, {}, policy)
      .changesNothing();
  });

  test("a task that was never opened is neither withdrawn nor restored nor reopened", () => {
    given().when(withdrawTask, why, office).rejects("TASK_NOT_FOUND");
    given().when(restoreTask, why, office).rejects("TASK_NOT_FOUND");
    given().when(reopenTask, {}, policy).rejects("TASK_NOT_FOUND");
  });
});

describe("withdrawn and closed", () => {
  const both = [...begun, withdrawn, TaskClosed({ ...close, dropped: [] })];

  test("a withdrawn task is closed with its plan, and stays withdrawn when the plan is reopened", () => {
    given(...begun, withdrawn)
      .when(closeTask, close, policy, closing)
      .yields(TaskClosed({ ...close, dropped: [] }));
    given(...both)
      .when(reopenTask, {}, policy)
      .yields(TaskReopened({ parts: [] }));
    const reopened = [...both, TaskReopened({ parts: [] })];
    expect(states(reopened)).toEqual(["dropped", "dropped"]);
    expect(play(reopened)).toMatchObject({ closed: true, endings: ["withdrawn"] });
    given(...reopened)
      .when(restoreTask, why, office)
      .yields(restored);
  });

  test("while the plan is closed, nothing is withdrawn or restored", () => {
    given(...both)
      .when(restoreTask, why, office)
      .rejects("PLAN_CLOSED");
    given(...begun, closed)
      .when(withdrawTask, why, office)
      .rejects("PLAN_CLOSED");
  });

  test("a plan that is closed again drops again what is open then", () => {
    const again = [...begun, closed, TaskReopened({ parts: back() }), report];
    given(...again)
      .when(closeTask, close, policy, closing)
      .yields(closed);
    given(...again, closed)
      .when(reopenTask, {}, policy)
      .yields(TaskReopened({ parts: back("accepted") }));
  });
});

test("a correction of the issue reaches a withdrawn task, and a restored claim waits for no step that fell away", () => {
  const facts = [...begun, report, claimed, endorsed, TaskWithdrawn({ ...why, parts: parts("endorsed") })];
  const { issuedOn, dueBeforeIssue } = opened().data;
  const steps = { endorsement: true, signOff: false };
  const corrected = TaskIssueCorrected({
    before: { issuedOn, dueSoonDays: 7, steps: { endorsement: true, signOff: true }, dueBeforeIssue },
    after: { issuedOn, dueSoonDays: 7, steps, dueBeforeIssue },
    unitIds: [developmentBureau, unitId],
  });
  given(...facts)
    .when(task.actions.correctTaskIssue, { issuedOn, dueSoonDays: 7, steps }, policy)
    .yields(corrected);
  given(...facts, corrected)
    .when(restoreTask, why, office)
    .yields(TaskRestored({ ...why, parts: back("endorsed") }), AssignmentSignedOff({ unitId, opinion: null }));
});

describe("nothing else happens in a withdrawn task", () => {
  const group = {
    ...{ groupId: allDepartments, name: "区政府各部门", kind: "list" as const, relation: "responsible" as const },
    ...{ membersOn: today, members: [] },
  };
  const urged = UnitsUrged({
    ...{ unitIds: [unitId], text: words("请说明进展"), answerBy: "2021-07-05", whyAgain: null },
    ...{ urgingNo: 1, urgedOn: today },
  });
  const named = UnitsAssigned({
    ...assigned([developmentBureau, "lead"], [unitId, "responsible"]).data,
    groups: [group],
  });
  const item = ItemsAdopted({
    ...{ unitId, adoptedBy: unitId, splits: null, units: [unitId] },
    items: [{ itemId: "a1", no: "1", text: words("召开新闻发布会。") }],
  });
  const facts = [opened(), named, urged, item, withdrawn];
  // What ends it otherwise or undoes that, what follows its plan or a restored unit, and the end of a day, which looks at what was
  // before.
  const own = new Set([
    "openTask",
    "withdrawTask",
    "restoreTask",
    "closeTask",
    "reopenTask",
    "correctTaskIssue",
    "noteDueDays",
    "liftOwnerless",
  ]);

  test.each(Object.entries<AnyAction>(task.actions).filter(([name]) => !own.has(name)))("%s", (_name, action) => {
    const example = replaced(action.example, { [sampleUnit]: unitId, [sampleGroup]: allDepartments });
    const command = action.command.parse(
      "assignments" in example ? { ...assigned([healthBureau, "responsible"]).data, groups: [] } : example,
    );
    const state = play(facts);
    const rightful = [of(unitId), of(developmentBureau)].find((who) => action.may(state, command, who) === null);
    const by = (action.by.includes("unit") ? rightful : null) ?? office;
    const outcome = action.decide(state, command, by, lookedUp(facts, state, command));
    expect(isRejection(outcome) ? outcome.rejected : outcome).toMatch(
      /^(TASK_WITHDRAWN|ASSIGNMENT_NOT_OPEN|URGING_NOT_OPEN)$/,
    );
  });

  test("a signed-off part of it is not reopened", () => {
    const done = [...begun, AssignmentSignedOff({ unitId, opinion: words("同意") }), withdrawn];
    given(...done)
      .when(task.actions.reopenAssignment, { unitId, reason: words("抽查失效"), cause: "inspection" }, office)
      .rejects("TASK_WITHDRAWN");
  });
});
