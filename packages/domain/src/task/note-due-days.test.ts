// What the end of a day notes: decision tests. How a day is closed is tested with its runner.
import { describe, expect, test } from "vitest";
import { assigned, opened, page, words } from "../../testing/facts.ts";
import { developmentBureau, financeBureau, policy } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { UrgingAnswered } from "./answer-urging.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { nextNoteOn } from "./due-notes.ts";
import { ExtensionGranted } from "./grant-extension.ts";
import { task } from "./index.ts";
import { DueSoonNoted, OverdueNoted } from "./note-due-days.ts";
import { CompletionReturned } from "./return-completion.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { UnitsUrged } from "./urge.ts";

const given = specification(task);
const { noteDueDays } = task.actions;
const unitId = financeBureau;

// Due on 2021-11-30, due soon from the 23rd on; issued on 2021-06-01.
const begun: Fact[] = [opened(), assigned([unitId, "responsible"])];
const state = (...facts: Fact[]) => facts.reduce(task.evolve, task.initial);
const later = { ...policy, at: "2022-06-01T00:00:00.000Z" };

const dueSoon = (on: string, dueOn = "2021-11-30") => DueSoonNoted({ unitId, dueOn, on });
const overdue = (on: string, dueOn = "2021-11-30") => OverdueNoted({ unitId, dueOn, on });
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
  const owed = { unitId, urgingNo: 1, dueOn: "2021-07-09" };
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

  test("makes its task one to look at from the day on which it is due soon", () => {
    expect(nextNoteOn(state(...begun, urged))).toBe("2021-07-02");
    expect(nextNoteOn(state(...begun, urged, soon))).toBe("2021-07-09");
    expect(nextNoteOn(state(...begun, urged, soon, late))).toBe("2021-11-23");
  });
});
