// The lines of a unit's ledger, and the lists that hold them.
import type { DomainFact } from "@taizhang/domain";
import { expect, test } from "vitest";
import {
  assigned,
  at,
  ClaimCorrected,
  CompletionReturned,
  claimed,
  corrected,
  ExtensionGranted,
  ExtensionRequested,
  finance,
  ItemDropped,
  ItemsAdopted,
  lead,
  OwnerlessNoted,
  opened,
  PublicationVerified,
  planId,
  ReportReturned,
  reported,
  signedOff,
  stored,
  TaskClosed,
  taskId,
  UnitsUrged,
  UrgingAnswered,
  uuid,
  words,
} from "../../testing/facts.ts";
import { listed } from "../../testing/shown.ts";
import { documentsAfter } from "../fold.ts";
import { lampOfLine } from "./lamp.ts";
import { callsOf } from "./ledger-calls.ts";
import { deadlineBoard, unitLedger } from "./task.ts";
import { ledgerKey } from "./unit-ledger.ts";

const begin = [opened(), assigned([lead, "lead"], [finance, "responsible"])];
const line = (...facts: DomainFact[]) =>
  documentsAfter(unitLedger, stored([...begin, ...facts])).get(ledgerKey(finance, taskId));

test("a unit's line says what it owes, in which plan and by when", () => {
  expect(line()).toEqual({
    kind: "part",
    unitId: finance,
    taskId,
    planId,
    regionId: "420304",
    row: 7,
    no: "3",
    text: "公开财政预算决算",
    dueOn: "2021-11-30",
    firstDueOn: "2021-11-30",
    extension: null,
    ...{ standing: "open", reportState: null, urgingNo: null, answeredOn: null },
    dueBeforeIssue: false,
    dueSoonDays: 7,
    relations: ["responsible"],
    state: "assigned",
    partNo: 1,
    handedTo: null,
    ownerlessSince: null,
    dispute: null,
    from: [],
    persons: [],
    standing: "open",
    item: null,
    since: at(1),
    reportCount: 0,
    toMendCount: 0,
    returned: false,
    lastReport: null,
    claimReturnReason: null,
  });
});

test("the line has the last report and its review", () => {
  const returned = ReportReturned({ unitId: finance, reportNo: 2, reason: words("缺佐证") });
  const facts = [reported(finance), reported(finance, 2), returned];
  expect(line(...facts)).toMatchObject({ reportCount: 2, lastReport: { no: 2, review: "returned" } });
  expect(line(...facts)?.lastReport?.returnReason).toEqual(words("缺佐证"));
  expect(line(...facts, corrected(finance, 2))?.lastReport).toMatchObject({
    no: 2,
    review: "open",
    returnReason: null,
  });
  expect(line(...facts, corrected(finance, 1))?.lastReport).toMatchObject({ no: 2, review: "returned" });
});

test("the line says why the last claim came back, until there is another one or the part ends", () => {
  const returned = CompletionReturned({ unitId: finance, reason: words("链接打不开") });
  const why = (...facts: DomainFact[]) => line(claimed(finance), ...facts)?.claimReturnReason;
  expect([why(), why(returned), why(returned, claimed(finance))]).toEqual([null, words("链接打不开"), null]);
  expect(why(returned, TaskClosed({ cause: "planClosed", dropped: [finance] }))).toBeNull();
});

test("evidence found broken calls for the unit as returned, in whatever state its part is, until it is mended", async () => {
  const broken = PublicationVerified({ ...PublicationVerified.sample, unitId: finance });
  const mended = ClaimCorrected({ ...ClaimCorrected.sample, unitId: finance });
  const done = [claimed(finance), signedOff(finance), broken];
  const said = (...facts: DomainFact[]) => {
    const shown = line(...facts) ?? expect.fail("no line");
    return [shown.standing, shown.toMendCount, shown.returned, lampOfLine(shown, today), callsOf(shown, today)];
  };
  const today = "2021-12-31";
  expect(said(claimed(finance), broken)).toEqual(["open", 1, true, "claimed", ["returned"]]);
  expect(said(...done)).toEqual(["done", 1, true, "done", ["returned"]]);
  expect(said(...done, mended)).toEqual(["done", 0, false, "done", []]);
  expect(said(...done, mended, broken)).toEqual(["done", 1, true, "done", ["returned"]]);
  expect(said(...done, TaskClosed({ cause: "planClosed", dropped: [] }))).toEqual(["done", 0, false, "done", []]);
  const ended = OwnerlessNoted({ ...OwnerlessNoted.sample, unitId: finance, isDone: true });
  expect(said(...done, ended)).toEqual(["done", 0, false, "done", []]);
  const list = async (...facts: DomainFact[]) =>
    (await listed(unitLedger, stored([...begin, ...facts]), `unit/${finance}/toDo`)).map(({ doc }) => doc.state);
  expect(await list(...done)).toEqual(["signedOff"]);
  expect(await list(...done, mended)).toEqual([]);
});

test("an extension moves the line of its unit and of no other, and the printed day stays on it", async () => {
  const asked = ExtensionRequested({ ...ExtensionRequested.sample, unitId: finance });
  expect(line(asked)).toMatchObject({ dueOn: "2021-11-30", extension: "pending" });
  const granted = ExtensionGranted({ ...ExtensionGranted.sample, unitId: finance });
  expect(line(asked, granted)).toMatchObject({ dueOn: "2021-12-20", firstDueOn: "2021-11-30", extension: "granted" });
  const other = documentsAfter(unitLedger, stored([...begin, asked, granted])).get(ledgerKey(lead, taskId));
  expect(other).toMatchObject({ dueOn: "2021-11-30", extension: null });
});

test("an urging is a line of its own, open until it is answered or the part or item ends, also where the part is signed off", () => {
  const urged = UnitsUrged({ ...UnitsUrged.sample, unitIds: [finance] });
  const answered = UrgingAnswered({ ...UrgingAnswered.sample, unitId: finance, answeredOn: "2021-07-07" });
  const urging = (...facts: DomainFact[]) =>
    documentsAfter(unitLedger, stored([...begin, ...facts])).get(`${ledgerKey(finance, taskId)}/urging/1`);
  expect(urging(urged)).toMatchObject({
    ...{ kind: "urging", state: "assigned", standing: "open", urgingNo: 1, answeredOn: null, text: "公开财政预算决算" },
    ...{ dueOn: "2021-07-05", firstDueOn: "2021-07-05", since: at(2) },
  });
  expect(urging(urged, claimed(finance), signedOff(finance))).toMatchObject({ standing: "open" });
  expect(urging(urged, answered)).toMatchObject({ standing: "done", answeredOn: "2021-07-07", since: at(3) });
  expect(urging(urged, TaskClosed({ cause: "planClosed", dropped: [finance] }))).toMatchObject({
    standing: "terminated",
  });
  const item = { itemId: "a1", no: "1", text: { text: "公开预算" } };
  const about = { unitId: finance, adoptedBy: finance, splits: null, units: [finance] };
  const adopted = ItemsAdopted({ ...about, items: [item] });
  const ofItem = UnitsUrged({ ...urged.data, itemId: "a1" });
  const dropped = ItemDropped({ ...ItemDropped.sample, unitId: finance, units: [finance] });
  const asked = { itemId: "a1", no: "1", text: "公开预算", state: "open", ownerIds: [finance] };
  expect(urging(urged)?.item).toBeNull();
  expect(urging(adopted, ofItem)).toMatchObject({ standing: "open", item: asked });
  expect(urging(adopted, ofItem, claimed(finance), signedOff(finance))?.item).toMatchObject({ state: "ended" });
  expect(urging(adopted, ofItem, dropped)).toMatchObject({ standing: "terminated", item: null });
  // Asked about both by one day, each is an entry of the board.
  const ofBoth = [...begin, urged, adopted, UnitsUrged({ ...ofItem.data, urgingNo: 2 })];
  const entries = [...documentsAfter(deadlineBoard, stored(ofBoth)).values()].filter(({ kind }) => kind === "urging");
  expect(entries.map(({ item }) => item?.itemId ?? null)).toEqual([null, "a1"]);
  const { type, data } = assigned([finance, "responsible"]);
  const next = { type, data: { ...data, again: [{ unitId: finance, partNo: 2 }] } } as DomainFact;
  // The answer that a part still owed, once it was signed off, ends as the next part of the unit begins.
  expect(urging(urged, claimed(finance), signedOff(finance), next)).toMatchObject({
    standing: "terminated",
    partNo: 1,
  });
  const due = [...documentsAfter(deadlineBoard, stored([...begin, urged])).values()];
  expect(due.map(({ kind, dueOn, openUnitIds }) => [kind, dueOn, openUnitIds])).toEqual([
    ["part", "2021-11-30", [lead, finance]],
    ["urging", "2021-07-05", [finance]],
  ]);
  expect(documentsAfter(deadlineBoard, stored([...begin, urged, answered])).size).toBe(1);
  // A claim answers no urging: of the two, the answer alone is overdue.
  const lit = [...documentsAfter(unitLedger, stored([...begin, urged, claimed(finance)])).values()]
    .filter(({ unitId }) => unitId === finance)
    .map((line) => [line.kind, lampOfLine(line, "2021-12-01"), callsOf(line, "2021-12-01")]);
  expect(lit).toEqual([
    ["part", "claimed", []],
    ["urging", "overdue", ["overdue", "toAnswer"]],
  ]);
});

test("only units with a part have a line", () => {
  const lines = documentsAfter(unitLedger, stored(begin));
  expect([...lines.keys()]).toEqual([ledgerKey(lead, taskId), ledgerKey(finance, taskId)]);
  expect(lines.has(ledgerKey(uuid(9), taskId))).toBe(false);
});

test("a line is in the list of all lines of the unit, in that of its state and, while open, in that of open lines", async () => {
  const indexes = async (...facts: DomainFact[]) => {
    const names = ["", "/toDo", "/state/assigned", "/state/claimed", "/state/signedOff", "/state/dropped"];
    const found = await Promise.all(
      names.map(
        async (name) =>
          [name, await listed(unitLedger, stored([...begin, ...facts]), `unit/${finance}${name}`)] as const,
      ),
    );
    return found.filter(([, items]) => items.length > 0).map(([name]) => name);
  };
  expect(await indexes()).toEqual(["", "/toDo", "/state/assigned"]);
  expect(await indexes(claimed(finance))).toEqual(["", "/toDo", "/state/claimed"]);
  expect(await indexes(claimed(finance), signedOff(finance))).toEqual(["", "/state/signedOff"]);
  expect(await indexes(TaskClosed({ cause: "planClosed", dropped: [finance] }))).toEqual(["", "/state/dropped"]);
});

test("lines of all plans come in the order of their due days, those without one last", async () => {
  const dues = [null, "2021-12-31", "2021-09-30"];
  const events = dues.flatMap((dueOn, nth) => {
    const ids = { planId: uuid(110 - nth), taskId: uuid(210 + nth) };
    return stored([opened({ ...ids, dueOn }), assigned([finance, "responsible"])], ids);
  });
  const lines = await listed(unitLedger, [...events, ...stored(begin)], `unit/${finance}/toDo`);
  expect(lines.map(({ doc }) => doc.dueOn)).toEqual(["2021-09-30", "2021-11-30", "2021-12-31", null]);
});
