// Decision tests of reopening a plan: the life of a plan as a table, and what a closing and a reopening that overlap note.
import { describe, expect, test } from "vitest";
import { confirmed, imported, issued, words } from "../../testing/facts.ts";
import { actor, office, roster } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { PlanClosed } from "./close-plan.ts";
import { DraftDiscarded } from "./discard-draft.ts";
import { plan } from "./index.ts";
import { TasksClosed } from "./note-tasks-closed.ts";
import { TasksReopened } from "./note-tasks-reopened.ts";
import { PlanReopened } from "./reopen-plan.ts";

const given = specification(plan);
const policy = actor("policy");
const { closePlan, reopenPlan, noteTasksClosed, noteTasksReopened, confirmPlan, issuePlan, discardDraft } =
  plan.actions;
const reason = words("年度结束");
const why = { reason: words("验收前需继续推进"), authority: words("专题会议纪要") };
const closed = PlanClosed({ closedOn: "2021-06-30", reason });
const reopened = PlanReopened(why);
const play = (facts: readonly Fact[]) => facts.reduce(plan.evolve, plan.initial);

/** Columns of the table: the facts that lead to each state. */
const histories: Readonly<Record<string, readonly Fact[]>> = {
  none: [],
  draft: [imported()],
  discarded: [imported(), DraftDiscarded({ reason })],
  confirmed: [imported(), confirmed],
  issued: [imported(), confirmed, issued],
  closed: [imported(), confirmed, issued, closed],
  reopened: [imported(), confirmed, issued, closed, reopened],
};

const acts: Readonly<Record<string, readonly [AnyAction, object]>> = {
  confirmPlan: [confirmPlan, {}],
  issuePlan: [issuePlan, { settings: issued.data.settings, issuedOn: "2021-06-01" }],
  discardDraft: [discardDraft, { reason }],
  closePlan: [closePlan, { reason }],
  reopenPlan: [reopenPlan, why],
};

// A cell is the status after the act, `nothing`, or the code of the refusal.
const table = `
  act          | none           | draft              | discarded          | confirmed       | issued       | closed       | reopened
  confirmPlan  | PLAN_NOT_FOUND | confirmed          | NOT_A_DRAFT        | nothing         | NOT_A_DRAFT  | NOT_A_DRAFT  | NOT_A_DRAFT
  issuePlan    | PLAN_NOT_FOUND | PLAN_NOT_CONFIRMED | PLAN_NOT_CONFIRMED | issued          | nothing      | PLAN_CLOSED  | nothing
  discardDraft | PLAN_NOT_FOUND | discarded          | nothing            | discarded       | NOT_A_DRAFT  | NOT_A_DRAFT  | NOT_A_DRAFT
  closePlan    | PLAN_NOT_FOUND | PLAN_NOT_ISSUED    | PLAN_NOT_ISSUED    | PLAN_NOT_ISSUED | closed       | nothing      | closed
  reopenPlan   | PLAN_NOT_FOUND | PLAN_NOT_ISSUED    | PLAN_NOT_ISSUED    | PLAN_NOT_ISSUED | nothing      | issued       | nothing
`;
const [[, ...head] = [], ...rows] = table
  .trim()
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()));

test("the table has a row for every act and a cell for every state", () => {
  expect(head).toEqual(Object.keys(histories));
  expect(rows.map(([act]) => act)).toEqual(Object.keys(acts));
  for (const row of rows) expect(row).toHaveLength(head.length + 1);
});

const cells = rows.flatMap(([act = "", ...row]) =>
  head.map((state, at) => ({ act, state, expected: row[at] ?? "missing" })),
);
test.each(cells)("$state, $act: $expected", ({ act, state, expected }) => {
  const facts = histories[state] ?? [];
  const [action, command] = acts[act] ?? expect.fail(`no act ${act}`);
  const outcome = action.decide(play(facts), action.command.parse(command), office, { roster });
  if (isRejection(outcome)) return expect(outcome.rejected).toBe(expected);
  expect(outcome.length === 0 ? "nothing" : play([...facts, ...outcome]).status).toBe(expected);
});

describe("reopening", () => {
  const facts = histories.closed ?? [];

  test("says why and on which authority; a policy notes that all tasks are reopened, once", () => {
    given(...facts)
      .when(reopenPlan, why, office)
      .yields(reopened);
    const done = TasksReopened({ taskCount: 1 });
    const begun = [...facts, TasksClosed({ taskCount: 1 }), reopened];
    given(...begun)
      .when(noteTasksReopened, {}, policy)
      .yields(done);
    given(...begun, done)
      .when(noteTasksReopened, {}, policy)
      .changesNothing();
  });

  test("a closing and a reopening are noted in turn, also where the next one came before they were carried out", () => {
    const [allClosed, allOpen] = [TasksClosed({ taskCount: 1 }), TasksReopened({ taskCount: 1 })];
    const all = [...facts, reopened, closed];
    given(...all)
      .when(noteTasksReopened, {}, policy)
      .changesNothing();
    given(...all)
      .when(noteTasksClosed, {}, policy)
      .yields(allClosed);
    given(...all, allClosed)
      .when(noteTasksClosed, {}, policy)
      .changesNothing();
    given(...all, allClosed)
      .when(noteTasksReopened, {}, policy)
      .yields(allOpen);
    given(...all, allClosed, allOpen)
      .when(noteTasksClosed, {}, policy)
      .yields(allClosed);
  });

  test("the next closing notes again that all tasks are closed", () => {
    const ended = TasksClosed({ taskCount: 1 });
    given(...facts, ended, reopened, TasksReopened({ taskCount: 1 }), closed)
      .when(noteTasksClosed, {}, policy)
      .yields(ended);
  });
});
