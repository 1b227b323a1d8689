// The documents of reports, event by event.
import type { DomainFact } from "@taizhang/domain";
import { expect, test } from "vitest";
import {
  assigned,
  at,
  corrected,
  finance,
  lead,
  opened,
  page,
  ReportAccepted,
  ReportReturned,
  reported,
  stored,
  taskId,
  words,
} from "../../testing/facts.ts";
import { documentsAfter } from "../fold.ts";
import { reportKey, taskReports } from "./task-reports.ts";

const by = { subjectId: "somebody", unitId: null };
const begin = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
const reports = (...facts: DomainFact[]) => documentsAfter(taskReports, stored([...begin, ...facts]));
const report = (no: number, ...facts: DomainFact[]) => reports(...facts).get(reportKey(taskId, finance, no));

test("a report is kept as filed, open to review", () => {
  expect(report(1, reported(finance))).toEqual({
    no: 1,
    reportedOn: "2021-06-30",
    progress: words("已公开"),
    evidence: [page],
    review: "open",
    returnReason: null,
    correctionCount: 0,
    filedAt: at(2),
    filedBy: by,
    reviewed: null,
  });
});

test("who reviewed it is kept, until it is corrected", () => {
  const returned = ReportReturned({ unitId: finance, reportNo: 1, reason: words("缺佐证") });
  const accepted = ReportAccepted({ unitId: finance, reportNo: 1 });
  expect(report(1, reported(finance), returned)?.reviewed).toEqual({ by, at: at(3) });
  expect(report(1, reported(finance), returned, corrected(finance))?.reviewed).toBeNull();
  expect(report(1, reported(finance), returned, corrected(finance), accepted)?.reviewed).toEqual({ by, at: at(5) });
});

test("a correction replaces the words, is counted, and opens the review again", () => {
  const returned = ReportReturned({ unitId: finance, reportNo: 1, reason: words("缺佐证") });
  expect(report(1, reported(finance), returned)).toMatchObject({
    review: "returned",
    returnReason: words("缺佐证"),
    correctionCount: 0,
  });
  expect(report(1, reported(finance), returned, corrected(finance))).toMatchObject({
    review: "open",
    returnReason: null,
    correctionCount: 1,
    progress: words("已公开三项"),
    evidence: [],
    filedAt: at(2),
  });
});

test("a report that was returned and is then accepted has no reason any more", () => {
  const returned = ReportReturned({ unitId: finance, reportNo: 1, reason: words("缺佐证") });
  const accepted = ReportAccepted({ unitId: finance, reportNo: 1 });
  expect(report(1, reported(finance), returned, accepted)).toMatchObject({ review: "accepted", returnReason: null });
});

test("a review changes only its own report", () => {
  const accepted = ReportAccepted({ unitId: finance, reportNo: 1 });
  const filed = [reported(finance), reported(finance, 2), reported(lead), accepted];
  expect([...reports(...filed)].map(([key, { review }]) => [key, review])).toEqual([
    [reportKey(taskId, finance, 1), "accepted"],
    [reportKey(taskId, finance, 2), "open"],
    [reportKey(taskId, lead, 1), "open"],
  ]);
});

test("every report is kept, however many there are", () => {
  const filed = reports(...Array.from({ length: 60 }, (_, nth) => reported(finance, nth + 1)));
  expect([...filed.values()].map(({ no }) => no)).toEqual(Array.from({ length: 60 }, (_, nth) => nth + 1));
});

test("reviewing or correcting a report that was never filed makes none", () => {
  const judged = [ReportAccepted({ unitId: finance, reportNo: 1 }), corrected(finance, 2)];
  expect([...reports(...judged)]).toEqual([]);
});
