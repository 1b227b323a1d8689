// The documents of a completion report on any history: they agree with the domain's state, and stand in the right lists.
import {
  completion,
  completionReportStateOf,
  type DomainFact,
  decodeFact,
  reportingUrgingStateOf,
  standingOfReport,
  standingOfUrging,
} from "@taizhang/domain";
import { type Choices, like } from "@taizhang/domain/testing/variations";
import type { StoredEvent } from "@taizhang/log";
import fc from "fast-check";
import { expect, test } from "vitest";
import { assigned, finance, opened, planId, regionId, stored, taskId, uuid } from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { documentsAfter } from "../fold.ts";
import { completionReports, deadlineBoard, isTaskCard, reviewQueue, taskCards, unitLedger } from "./task.ts";

const reportId = uuid(400);
const choices: Choices = {
  ...{ unitId: fc.constant(finance), planId: fc.constant(planId), regionId: fc.constant(regionId) },
  reportNo: fc.constantFrom(1, 2),
  extensionNo: fc.constantFrom(1, 2),
  urgingNo: fc.constantFrom(1, 2),
  answerBy: fc.constantFrom(null, "2022-01-07", "2022-01-12"),
  reportingOn: fc.constantFrom("2022-01-05", "2021-12-31"),
  dueOn: fc.constantFrom("2022-01-05", "2022-01-10"),
};

/** Facts about one report as events of its stream. */
const inStream = (facts: readonly DomainFact[]): StoredEvent[] =>
  stored(facts).map((event) => ({
    ...event,
    stream: `completion-${reportId}`,
    meta: { ...event.meta, planId, taskId: null },
  }));

const anyFact = fc.oneof(
  ...[...completion.events.values()].map(({ type, version, sample }) =>
    like(sample, choices).map((data) => decodeFact(type, version, data)),
  ),
);
const [due] = completion.actions.oweCompletionReport.events;
const owed = due({ ...due.sample, unitId: finance, planId, regionId });
/** A report is owed; then anything may happen. */
const anyHistory = fc.array(anyFact, { maxLength: 15 }).map((facts) => inStream([owed, ...facts]));

test("whatever happens in whatever order, every list says what the domain says", async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, async (events) => {
      const life = events.reduce((so, { fact, revision }) => completion.evolve(so, fact, revision), completion.initial);
      const listedLines = await listed(unitLedger, events, `unit/${finance}`);
      const lines = listedLines.map(({ doc }) => doc);
      const card = documentsAfter(completionReports, events).get(reportId);
      expect(card?.life).toEqual(life);
      expect(card?.submitted === null).toBe(life.last === null);
      const state = completionReportStateOf(life);
      const standing = standingOfReport[state];
      const report = { taskId: null, row: null, reportState: state };
      expect(lines.filter(({ kind }) => kind === "completionReport")).toMatchObject([
        { ...report, standing, dueOn: life.dueOn },
      ]);
      const urgings = lines.filter(({ kind }) => kind === "urging");
      const owedAnswers = life.urgings.map((urging) => ({
        ...{ ...report, urgingNo: urging.no, dueOn: urging.answerBy },
        standing: standingOfUrging[reportingUrgingStateOf(urging)],
      }));
      expect(urgings.toSorted((a, b) => Number(a.urgingNo) - Number(b.urgingNo))).toMatchObject(
        owedAnswers.toSorted((a, b) => a.urgingNo - b.urgingNo),
      );
      expect(urgings).toHaveLength(owedAnswers.length);
      const open = [{ standing, dueOn: life.dueOn }, ...owedAnswers].filter((each) => each.standing === "open");
      expect(await listed(unitLedger, events, `unit/${finance}/toDo`)).toHaveLength(open.length);
      const board = (await listed(deadlineBoard, events, `due/${regionId}`)).map(({ doc }) => doc);
      const days = new Set(owedAnswers.flatMap((each) => (each.standing === "open" ? (each.dueOn ?? []) : [])));
      expect(board.flatMap(({ kind, dueOn }) => (kind === "urging" ? [dueOn] : []))).toEqual([...days].toSorted());
      expect(board.flatMap(({ kind, dueOn }) => (kind === "urging" ? [] : [dueOn]))).toEqual(
        standing === "open" ? [life.dueOn] : [],
      );
      const waiting = (await listed(reviewQueue, events, `office/${regionId}`)).map(({ doc }) => doc.kind);
      expect(waiting.includes("completionReport")).toBe(state === "submitted");
    }),
  );
});

test("tasks and reports are folds of one model, and neither is taken for the other", async () => {
  const events = [...stored([opened(), assigned([finance, "responsible"])]), ...inStream([owed])];
  expect([...documentsAfter(completionReports, events).keys()]).toEqual([reportId]);
  const folds = [...documentsAfter(taskCards, events)];
  expect(folds.map(([key, fold]) => [key, isTaskCard(fold)])).toEqual([
    [taskId, true],
    [`completion/${reportId}`, false],
  ]);
  expect((await listed(taskCards, events, `plan/${planId}`)).map(({ key }) => key)).toEqual([taskId]);
  // On one day, what is about the plan as a whole comes before its rows.
  const lines = await listed(unitLedger, events, `unit/${finance}`);
  expect(lines.map(({ doc }) => [doc.kind, doc.dueOn])).toEqual([
    ["part", "2021-11-30"],
    ["completionReport", "2022-01-05"],
  ]);
});

test("before anything is owed there is nothing to show", () => {
  const [submitted] = completion.actions.submitCompletionReport.events;
  const events = inStream([submitted({ ...submitted.sample, unitId: finance })]);
  expect(documentsAfter(completionReports, events).size).toBe(0);
  expect(documentsAfter(unitLedger, events).size).toBe(0);
});
