// What the end of a day notes: decision tests. How a day is closed is tested with its runner.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { developmentBureau, educationBureau, financeBureau, policy } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { ItemsAdopted } from "./adopt-items.ts";
import { UrgingAnswered } from "./answer-urging.ts";
import { AssignmentHandedOver } from "./assignment-handed-over.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { ItemCompleted } from "./complete-item.ts";
import { ItemDropped } from "./drop-item.ts";
import { countNoted, nextNoteOn } from "./due-notes.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { ExtensionGranted } from "./grant-extension.ts";
import { task } from "./index.ts";
import { DueSoonNoted, OverdueNoted } from "./note-due-days.ts";
import { ItemsPrinted } from "./printed-items.ts";
import { ItemReopened } from "./reopen-item.ts";
import { AssignmentRestored } from "./restore-assignment.ts";
import { CompletionReturned } from "./return-completion.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import type { TaskState } from "./state.ts";
import { UnitsUrged } from "./urge.ts";

const given = specification(task);
const { noteDueDays } = task.actions;
const unitId = financeBureau;

// Due on 2021-11-30, due soon from the 23rd on; issued on 2021-06-01.
const begun: Fact[] = [opened(), assigned([unitId, "responsible"])];
const state = (...facts: Fact[]) => facts.reduce(task.evolve, task.initial);
const later = { ...policy, at: "2022-06-01T00:00:00.000Z" };

const dueSoon = (on: string, dueOn = "2021-11-30") => DueSoonNoted({ unitId, partNo: 1, dueOn, on });
const overdue = (on: string, dueOn = "2021-11-30") => OverdueNoted({ unitId, partNo: 1, dueOn, on });
const claimed = CompletionClaimed({ unitId, completedOn: "2021-11-30", done: words("已公开"), evidence: [page] });

/** What the end of a day notes if these facts happened before it, and the rest after. */
const noted = (on: string, before: readonly Fact[], after: readonly Fact[] = []) =>
  given(...before, ...after).when(noteDueDays, { on }, later, { atEnd: state(...before) });

describe("the end of a day", () => {
  test("notes that a part is due soon at the first end within the days before, once", () => {
    noted("2021-11-22", begun).changesNothing();
    noted("2021-11-23", begun).yields(dueSoon("2021-11-23"));
    noted("2021-11-24", [...begun, dueSoon("2021-11-23")]).changesNothing();
    noted("2021-11-26", begun).yields(dueSoon("2021-11-26"));
  });

  test("notes at the end of the due day, and not before, that a part is overdue, once", () => {
    const soon = [...begun, dueSoon("2021-11-23")];
    noted("2021-11-29", soon).changesNothing();
    noted("2021-11-30", soon).yields(overdue("2021-11-30"));
    noted("2021-12-01", [...soon, overdue("2021-11-30")]).changesNothing();
  });

  test("does not call due soon what is overdue already, such as a part that was assigned late", () => {
    noted("2021-12-10", begun).yields(overdue("2021-12-10"));
  });

  test("goes by what had happened when the day ended, and not by what happened since", () => {
    noted("2021-11-30", begun, [claimed]).yields(overdue("2021-11-30"));
    noted("2021-11-30", [...begun, claimed]).changesNothing();
    const granted = ExtensionGranted({
      ...{ unitId, extensionNo: 1, before: "2021-11-30", asked: "2021-12-20", dueOn: "2021-12-20" },
      opinion: words("同意"),
    });
    noted("2021-11-30", begun, [granted]).yields(overdue("2021-11-30"));
  });

  test("leaves a claimed part alone until it is returned: then it is overdue by its day", () => {
    noted("2021-12-02", [...begun, claimed]).changesNothing();
    const returned = CompletionReturned({ unitId, reason: words("缺一项") });
    noted("2021-12-03", [...begun, claimed, returned]).yields(overdue("2021-12-03"));
  });

  test("notes again after an extension, by the new day", () => {
    const granted = ExtensionGranted({
      ...{ unitId, extensionNo: 1, before: "2021-11-30", asked: "2021-12-20", dueOn: "2021-12-20" },
      opinion: words("同意"),
    });
    const extended = [...begun, dueSoon("2021-11-23"), overdue("2021-11-30"), granted];
    noted("2021-12-12", extended).changesNothing();
    noted("2021-12-13", extended).yields(dueSoon("2021-12-13", "2021-12-20"));
    noted("2021-12-20", extended).yields(overdue("2021-12-20", "2021-12-20"));
  });

  test("notes nothing of what was due before the issue, has no due day, or is done", () => {
    const { data } = opened();
    const early = { type: "TaskOpened", data: { ...data, dueOn: "2021-05-31", dueBeforeIssue: true } };
    const endless = { type: "TaskOpened", data: { ...data, dueOn: null } };
    for (const first of [early, endless]) noted("2021-12-01", [first, ...begun.slice(1)]).changesNothing();
    const signedOff = AssignmentSignedOff({ unitId, opinion: words("同意") });
    noted("2021-12-01", [...begun, claimed, signedOff]).changesNothing();
  });

  test("is refused before the day is over in Beijing", () => {
    const look = { atEnd: state(...begun) };
    const lastSecond = { ...policy, at: "2021-11-30T15:59:59.999Z" };
    given(...begun)
      .when(noteDueDays, { on: "2021-11-30" }, lastSecond, look)
      .rejects("DAY_NOT_OVER");
    given(...begun)
      .when(noteDueDays, { on: "2021-11-30" }, { ...policy, at: "2021-11-30T16:00:00.000Z" }, look)
      .yields(overdue("2021-11-30"));
    given().when(noteDueDays, { on: "2021-11-30" }, later, look).rejects("TASK_NOT_FOUND");
  });
});

describe("an item with a day of its own", () => {
  const item = (itemId: string, dueOn: string | null) => ({
    ...{ itemId, no: "1", text: words("更新规章文本。"), dueOn, deadlines: [] },
  });
  const printed = ItemsPrinted({ items: [item("p1", "2021-10-31"), item("p2", null), item("p3", "2021-06-01")] });
  const facts = [...begun, printed];
  const itemId = "p1";
  const soonFor = (on: string, dueOn = "2021-10-31") => DueSoonNoted({ unitId, partNo: 1, itemId, dueOn, on });
  const overFor = (on: string, dueOn = "2021-10-31") => OverdueNoted({ unitId, partNo: 1, itemId, dueOn, on });
  const doneOn = ItemCompleted({
    ...{ itemId, unitId, doneOn: "2021-10-31", evidence: [page], before: "0", after: "0", done: true },
  });

  test("is noted by that day, once each, beside its part; one without a day, or due before the issue, is not", () => {
    noted("2021-10-23", facts).changesNothing();
    noted("2021-10-24", facts).yields(soonFor("2021-10-24"));
    noted("2021-10-30", [...facts, soonFor("2021-10-24")]).changesNothing();
    noted("2021-10-31", [...facts, soonFor("2021-10-24")]).yields(overFor("2021-10-31"));
    noted("2021-11-23", [...facts, overFor("2021-10-31")]).yields(dueSoon("2021-11-23"));
    noted("2021-12-01", facts).yields(overdue("2021-12-01"), overFor("2021-12-01"));
    noted("2021-12-01", [...facts, overdue("2021-11-30"), overFor("2021-12-01")]).changesNothing();
  });

  test("is not noted once it is done, while its part is claimed, or when that is ended; again once it goes on", () => {
    noted("2021-10-31", [...facts, doneOn]).changesNothing();
    noted("2021-10-31", facts, [doneOn]).yields(overFor("2021-10-31"));
    const reopened = ItemReopened({ itemId, unitId, reason: words("缺页"), before: { done: true, amount: "0" } });
    noted("2021-11-02", [...facts, doneOn, reopened]).yields(overFor("2021-11-02"));
    const waiving = CompletionClaimed({ ...claimed.data, waived: [{ itemId, reason: words("推迟") }] });
    noted("2021-10-31", [...facts, waiving]).changesNothing();
    const why = { unitId, reason: words("无此类事项"), authority: words("会议决定") };
    const exempted = AssignmentExempted({ ...why, before: "assigned" });
    noted("2021-10-31", [...facts, exempted]).changesNothing();
    const restored = AssignmentRestored({ ...why, after: "assigned" });
    noted("2021-11-02", [...facts, exempted, restored]).yields(overFor("2021-11-02"));
  });

  test("is noted again by the day granted for it, and for the unit that has the part next", () => {
    const granted = ExtensionGranted({
      ...{ unitId, itemId, extensionNo: 1, before: "2021-10-31", asked: "2021-11-10", dueOn: "2021-11-10" },
      opinion: words("同意"),
    });
    const extended = [...facts, overFor("2021-10-31"), granted];
    noted("2021-11-02", extended).changesNothing();
    noted("2021-11-03", extended).yields(soonFor("2021-11-03", "2021-11-10"));
    const handedOver = AssignmentHandedOver({
      ...{ unitId, toUnitId: developmentBureau, reason: words("划转"), cause: "reassigned" },
      ...{ partNo: 1, before: "assigned", toPartNo: 1, relations: ["responsible"], dueOn: "2021-11-30" },
    });
    const next = OverdueNoted({ ...overFor("2021-11-02").data, unitId: developmentBureau });
    noted("2021-11-02", [...facts, overFor("2021-10-31"), handedOver]).yields(next);
  });

  test("that is dropped before the day is closed is not noted", () => {
    const adopted = ItemsAdopted({
      ...{ unitId, adoptedBy: unitId, splits: null, units: [unitId] },
      items: [{ itemId: "a1", no: "1", text: words("召开新闻发布会。"), dueOn: "2021-10-31" }],
    });
    const before = { no: "1", text: words("召开新闻发布会。"), dueOn: "2021-10-31" };
    const dropped = ItemDropped({ itemId: "a1", unitId, before, reason: words("重复"), units: [unitId] });
    noted("2021-10-31", [...begun, adopted], [dropped]).changesNothing();
    noted("2021-10-31", [...begun, adopted]).yields(OverdueNoted({ ...overFor("2021-10-31").data, itemId: "a1" }));
  });

  test("gives the next day with something to note, and is counted", () => {
    expect(nextNoteOn(state(...facts))).toBe("2021-10-24");
    expect(nextNoteOn(state(...facts, soonFor("2021-10-24")))).toBe("2021-10-31");
    const all = [...facts, overFor("2021-10-31")];
    expect(nextNoteOn(state(...all))).toBe("2021-11-23");
    expect(nextNoteOn(state(...facts, doneOn))).toBe("2021-11-23");
    expect(countNoted(state(...all, overdue("2021-12-01")), "overdue", "2021-10-31")).toBe(1);
    expect(countNoted(state(...facts, overFor("2021-12-01"), overdue("2021-12-01")), "overdue", "2021-12-01")).toBe(2);
  });
});

describe("a day that is closed late notes each part that a unit had by its own day", () => {
  const item = { itemId: "p1", no: "1", text: words("更新规章文本。"), dueOn: "2021-11-28", deadlines: [] };
  const urged = UnitsUrged({ ...UnitsUrged.sample, unitIds: [unitId], urgingNo: 1, answerBy: "2021-11-29" });
  const move = { reason: words("划转"), cause: "reassigned" as const, before: "assigned" as const };
  const common = { ...move, relations: ["responsible" as const], dueOn: "2021-11-30" };
  const away = AssignmentHandedOver({ ...common, unitId, toUnitId: developmentBureau, partNo: 1, toPartNo: 1 });
  const back = AssignmentHandedOver({ ...common, unitId: developmentBureau, toUnitId: unitId, partNo: 1, toPartNo: 2 });

  /** The days on which things happened, and what; nothing was noted meanwhile. */
  const happened: readonly (readonly [day: string, fact: Fact])[] = [
    ...[...begun, ItemsPrinted({ items: [item] }), urged].map((fact) => ["2021-06-30", fact] as const),
    ["2021-12-02", away],
    ["2021-12-03", back],
  ];
  const days = ["2021-11-27", "2021-11-28", "2021-11-29", "2021-11-30", "2021-12-01", "2021-12-02", "2021-12-03"];

  /** Closes the days in order, all of them after everything has happened; gives the notes and the task. */
  function caughtUp() {
    let now = state(...happened.map(([, fact]) => fact));
    const notes = days.flatMap((on) => {
      const atEnd = state(...happened.flatMap(([day, fact]) => (day <= on ? [fact] : [])));
      const decided = noteDueDays.decide(now, { on }, later, { atEnd });
      const facts = isRejection(decided) ? expect.fail(decided.rejected) : decided;
      now = facts.reduce<TaskState>(task.evolve, now);
      return facts.map(({ type, data: { unitId: of, partNo, itemId, urgingNo } }) => {
        const thing = itemId ?? (urgingNo === undefined ? "part" : `urging ${urgingNo}`);
        return `${on.slice(5)} ${type} ${of === unitId ? "finance" : "development"} ${partNo} ${thing}`;
      });
    });
    return { notes, now };
  }

  test("once each, also where the next part of the unit is due on the same day", () => {
    const { notes, now } = caughtUp();
    expect(notes).toEqual([
      "11-27 DueSoonNoted finance 1 part",
      "11-27 DueSoonNoted finance 1 p1",
      "11-27 DueSoonNoted finance 1 urging 1",
      "11-28 OverdueNoted finance 1 p1",
      "11-29 OverdueNoted finance 1 urging 1",
      "11-30 OverdueNoted finance 1 part",
      "12-02 OverdueNoted development 1 part",
      "12-02 OverdueNoted development 1 p1",
      "12-03 OverdueNoted finance 2 part",
      "12-03 OverdueNoted finance 2 p1",
    ]);
    const counted = (kind: "dueSoon" | "overdue") => days.map((on) => countNoted(now, kind, on));
    expect(counted("dueSoon")).toEqual([3, 0, 0, 0, 0, 0, 0]);
    expect(counted("overdue")).toEqual([0, 1, 1, 1, 0, 2, 2]);
    expect(now.assignments[unitId]?.before.parts).toMatchObject([
      {
        partNo: 1,
        noted: { dueSoon: { on: "2021-11-27" }, overdue: { on: "2021-11-30" } },
        items: { p1: { noted: { overdue: { dueOn: "2021-11-28", on: "2021-11-28" } } } },
        urgings: [{ no: 1, noted: { overdue: { dueOn: "2021-11-29", on: "2021-11-29" } } }],
      },
    ]);
    expect(nextNoteOn(now)).toBeNull();
  });

  test("a note that an older build stored does not name a part, and is of the last one", () => {
    const { data } = overdue("2021-11-30");
    const { partNo: _partNo, ...old } = data;
    const read = OverdueNoted.decode(1, old);
    expect(read).toEqual({ ...data, partNo: null });
    const noted = { overdue: { dueOn: "2021-11-30", on: "2021-11-30" } };
    expect(state(...begun, away, back, OverdueNoted(read)).assignments[unitId]).toMatchObject({ partNo: 2, noted });
    const named = state(...begun, away, back, OverdueNoted(data)).assignments[unitId];
    expect(named).toMatchObject({ partNo: 2, noted: { overdue: null }, before: { parts: [{ partNo: 1, noted }] } });
  });

  test("a note of a part, an item or an urging that is not there changes nothing", () => {
    const facts = [...begun, away, back];
    const { data } = overdue("2021-11-30");
    for (const of of [{ partNo: 3 }, { itemId: "p9" }, { urgingNo: 7 }, { unitId: educationBureau }])
      expect(state(...facts, OverdueNoted({ ...data, ...of }))).toEqual(state(...facts));
  });
});

test("the next day with something to note is that of the part which comes first; none where all is noted or done", () => {
  const two = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
  expect(nextNoteOn(state(...two))).toBe("2021-11-23");
  const soonBoth = [dueSoon("2021-11-23"), DueSoonNoted({ ...dueSoon("2021-11-23").data, unitId: developmentBureau })];
  expect(nextNoteOn(state(...two, ...soonBoth))).toBe("2021-11-30");
  expect(nextNoteOn(state(...begun, dueSoon("2021-11-23"), overdue("2021-11-30")))).toBeNull();
  expect(nextNoteOn(state(...begun, claimed))).toBeNull();
  expect(nextNoteOn(state(opened()))).toBeNull();
});

describe("an answer that is owed to an urging", () => {
  const urged = UnitsUrged({
    ...{ unitIds: [unitId], text: words("请说明进展"), answerBy: "2021-07-09", whyAgain: null },
    ...{ urgingNo: 1, urgedOn: "2021-06-30" },
  });
  const answered = UrgingAnswered({
    ...{ unitId, urgingNo: 1, text: words("月底前完成"), evidence: [] },
    ...{ answerBy: "2021-07-09", answeredOn: "2021-07-09" },
  });
  const owed = { unitId, partNo: 1, urgingNo: 1, dueOn: "2021-07-09" };
  const soon = DueSoonNoted({ ...owed, on: "2021-07-02" });
  const late = OverdueNoted({ ...owed, on: "2021-07-09" });

  test("is noted as parts are: due soon, then overdue, each once", () => {
    noted("2021-07-01", [...begun, urged]).changesNothing();
    noted("2021-07-02", [...begun, urged]).yields(soon);
    noted("2021-07-03", [...begun, urged, soon]).changesNothing();
    noted("2021-07-09", [...begun, urged, soon]).yields(late);
    noted("2021-07-10", [...begun, urged, soon, late]).changesNothing();
  });

  test("goes by what had happened when the day ended: what is answered, or ended, or has no day is not noted", () => {
    noted("2021-07-09", [...begun, urged], [answered]).yields(late);
    noted("2021-07-09", [...begun, urged, answered]).changesNothing();
    noted("2021-07-09", [...begun, urged, TaskClosed({ cause: "planClosed", dropped: [unitId] })]).changesNothing();
    const open = UnitsUrged({ ...urged.data, answerBy: null });
    noted("2021-07-09", [...begun, open]).changesNothing();
  });

  test("is noted also of a part that is claimed or signed off, and leaves what is noted of the part alone", () => {
    const signedOff = AssignmentSignedOff({ unitId, opinion: words("同意") });
    noted("2021-07-09", [...begun, urged, claimed, signedOff]).yields(late);
    expect(state(...begun, urged, soon, late).assignments[unitId]).toMatchObject({
      noted: { dueSoon: null, overdue: null },
      urgings: [{ noted: { dueSoon: { on: "2021-07-02" }, overdue: { on: "2021-07-09" } } }],
    });
  });

  test("is counted among what a day's end noted in its task", () => {
    expect(countNoted(state(...begun, urged, soon, late), "dueSoon", "2021-07-02")).toBe(1);
    expect(countNoted(state(...begun, urged, soon, late), "overdue", "2021-07-09")).toBe(1);
    expect(countNoted(state(...begun, urged, soon, late), "overdue", "2021-07-10")).toBe(0);
  });

  test("makes its task one to look at from the day on which it is due soon", () => {
    expect(nextNoteOn(state(...begun, urged))).toBe("2021-07-02");
    expect(nextNoteOn(state(...begun, urged, soon))).toBe("2021-07-09");
    expect(nextNoteOn(state(...begun, urged, soon, late))).toBe("2021-11-23");
  });
});
