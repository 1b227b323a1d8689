// The life of an urging 催办 as a table, who may urge whom, how often, and what answers it.
import { describe, expect, test } from "vitest";
import { assigned, closing, opened, page, words } from "../../testing/facts.ts";
import { type Act, testLife } from "../../testing/life-table.ts";
import { lookedUp } from "../../testing/looked-up.ts";
import {
  developmentBureau,
  educationBureau,
  financeBureau,
  of,
  office,
  policy,
  roster,
  today,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { isRejection } from "../kernel/action.ts";
import type { Fact } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { ItemsAdopted } from "./adopt-items.ts";
import { UrgingAnswered } from "./answer-urging.ts";
import { CompletionClaimed } from "./claim-completion.ts";
import { TaskClosed } from "./close-task.ts";
import { ItemCompleted } from "./complete-item.ts";
import { ItemDropped } from "./drop-item.ts";
import { AssignmentExempted } from "./exempt-assignment.ts";
import { task } from "./index.ts";
import { OwnerlessNoted } from "./note-ownerless.ts";
import { ItemsPrinted } from "./printed-items.ts";
import { TaskReopened } from "./reopen-task.ts";
import { AssignmentRestored } from "./restore-assignment.ts";
import { TaskRestored } from "./restore-task.ts";
import { AssignmentSignedOff } from "./sign-off.ts";
import { UnitsUrged } from "./urge.ts";
import { unitsUrged, urgingStateOf } from "./urging.ts";
import { TaskWithdrawn } from "./withdraw-task.ts";

const given = specification(task);
const { urge, answerUrging, claimCompletion, signOff, closeTask, withdrawTask, restoreTask, reopenTask } = task.actions;

const unitId = financeBureau;
const unit = of(unitId);
const lead = of(developmentBureau);
const asked = { unitIds: [unitId], text: words("请说明进展"), answerBy: "2021-07-05", whyAgain: null };
const answer = { unitId, urgingNo: 1, text: words("月底前完成"), evidence: [page] };
const claim = { unitId, completedOn: today, done: words("已公开"), evidence: [page] };

const begun = [opened(), assigned([developmentBureau, "lead"], [unitId, "responsible"])];
const urged = UnitsUrged({ ...asked, urgingNo: 1, urgedOn: today });
const answered = UrgingAnswered({ ...answer, answerBy: "2021-07-05", answeredOn: today });
const claimed = CompletionClaimed(claim);
const signedOff = AssignmentSignedOff({ unitId, opinion: words("同意") });
const closed = TaskClosed({ cause: "planClosed", dropped: [developmentBureau, unitId] });

const play = (facts: readonly Fact[]) => facts.reduce(task.evolve, task.initial);

/** Columns of the table: the facts that lead to each state of the first urging. */
const histories = { none: [], open: [urged], answered: [urged, answered], terminated: [urged, closed] };

const acts: Readonly<Record<string, Act>> = {
  urge: [urge, asked, office],
  urgeAgain: [urge, { ...asked, whyAgain: words("仍无进展") }, lead],
  answer: [answerUrging, answer, unit],
  claim: [claimCompletion, claim, unit],
  close: [closeTask, { cause: "planClosed" }, policy],
};

// A cell is the state of the first urging after the act, `nothing`, or the code of the refusal.
const table = `
  act       | none                 | open            | answered        | terminated
  urge      | open                 | URGED_RECENTLY  | URGED_RECENTLY  | PLAN_CLOSED
  urgeAgain | open                 | open            | answered        | PLAN_CLOSED
  answer    | URGING_NOT_FOUND     | answered        | URGING_NOT_OPEN | URGING_NOT_OPEN
  claim     | none                 | open            | answered        | ASSIGNMENT_NOT_OPEN
  close     | none                 | terminated      | answered        | nothing
`;
testLife({
  ...{ table, begun: begun, histories, acts },
  told: (state) => {
    const part = state.assignments[unitId];
    return part && part.urgings.length > 0 ? urgingStateOf(state, part, 1) : "none";
  },
});

describe("urging", () => {
  test("the office urges any unit, a lead the others of its task; nobody else does", () => {
    given(...begun)
      .when(urge, asked, office, roster)
      .yields(urged);
    const both = { ...asked, unitIds: [unitId, developmentBureau, unitId] };
    given(...begun)
      .when(urge, both, office, roster)
      .yields(UnitsUrged({ ...urged.data, unitIds: [unitId, developmentBureau] }));
    given(...begun)
      .when(urge, both, lead, roster)
      .rejects("URGES_ITSELF");
    given(...begun)
      .when(urge, { ...both, unitIds: [unitId, unitId] }, lead, roster)
      .yields(urged);
    for (const who of [unit, of(educationBureau)])
      given(...begun)
        .when(urge, asked, who, roster)
        .rejects("NOT_LEAD_NOR_OFFICE");
  });

  test("each unit named must have an open part; one that has none is named in the refusal", () => {
    given(...begun)
      .when(urge, { ...asked, unitIds: [unitId, educationBureau] }, office, roster)
      .rejects("ASSIGNMENT_NOT_FOUND", "区教育局");
    given(...begun, claimed, signedOff)
      .when(urge, asked, office, roster)
      .rejects("ASSIGNMENT_NOT_OPEN", "区财政局");
  });

  test("of several units those are named that cannot be urged, by the first reason there is", () => {
    const three = [...begun, assigned([educationBureau, "responsible"])];
    const several = { ...asked, unitIds: [unitId, developmentBureau, educationBureau] };
    const nobodys = (unit: string) => OwnerlessNoted({ unitId: unit, on: "2021-06-01" });
    given(...three, nobodys(educationBureau))
      .when(urge, several, office, roster)
      .rejects("ASSIGNMENT_OWNERLESS", "区教育局");
    given(...three, urged, nobodys(developmentBureau), nobodys(educationBureau))
      .when(urge, { ...several, whyAgain: words("仍无进展") }, office, roster)
      .rejects("ASSIGNMENT_OWNERLESS", "区发改局、区教育局");
    given(...three, urged, nobodys(educationBureau))
      .when(urge, several, office, roster)
      .rejects("URGED_RECENTLY", "区财政局");
  });

  test("again only on the third Beijing day after, unless it is said why", () => {
    const late = { ...asked, answerBy: null };
    const again = UnitsUrged({ ...late, urgingNo: 2, urgedOn: "2021-07-03" });
    given(...begun, urged)
      .when(urge, late, { ...office, at: "2021-07-02T15:59:59.999Z" }, roster)
      .rejects("URGED_RECENTLY", "区财政局");
    given(...begun, urged)
      .when(urge, late, { ...office, at: "2021-07-02T16:00:00.000Z" }, roster)
      .yields(again);
    given(...begun, urged)
      .when(urge, { ...asked, whyAgain: words("仍无进展") }, office, roster)
      .yields(UnitsUrged({ ...asked, whyAgain: words("仍无进展"), urgingNo: 2, urgedOn: today }));
  });

  test("a unit may be urged about one item that it still owes; that is another thing than its part", () => {
    const about = { ...asked, itemId: "p1" };
    const two = [
      ItemsPrinted({
        items: ["p1", "p2"].map((itemId) => ({ itemId, no: itemId, text: words("公开"), dueOn: null, deadlines: [] })),
      }),
    ];
    given(...begun, ...two, urged)
      .when(urge, about, office, roster)
      .yields(UnitsUrged({ ...about, urgingNo: 2, urgedOn: today }));
    given(...begun, ...two, UnitsUrged({ ...about, urgingNo: 1, urgedOn: today }))
      .when(urge, about, office, roster)
      .rejects("URGED_RECENTLY", "区财政局");
    given(...begun, ...two)
      .when(urge, { ...asked, itemId: "p9" }, office, roster)
      .rejects("ITEM_NOT_FOUND", "p9");
    const done = ItemCompleted({
      itemId: "p1",
      unitId,
      doneOn: today,
      evidence: [],
      before: "0",
      after: "0",
      done: true,
    });
    given(...begun, ...two, done)
      .when(urge, about, office, roster)
      .rejects("ITEM_DONE", "区财政局");
  });

  test("once the item is dropped that a unit was urged about, no answer is owed any more", () => {
    const said = { no: "1", text: words("召开发布会") };
    const adopted = ItemsAdopted({
      ...{ unitId, adoptedBy: unitId, splits: null, items: [{ ...said, itemId: "a1" }], units: [unitId] },
    });
    const aboutItem = UnitsUrged({ ...asked, itemId: "a1", urgingNo: 1, urgedOn: today });
    const dropped = ItemDropped({ itemId: "a1", unitId, reason: words("重复"), before: said, units: [unitId] });
    const owed = play([...begun, adopted, aboutItem]);
    const after = play([...begun, adopted, aboutItem, dropped]);
    expect([owed, after].map(unitsUrged)).toEqual([[unitId], []]);
    given(...begun, adopted, aboutItem, dropped)
      .when(answerUrging, answer, unit)
      .rejects("URGING_NOT_OPEN");
    // What is asked about the part as a whole is still owed.
    given(...begun, adopted, urged, dropped)
      .when(answerUrging, answer, unit)
      .yields(UrgingAnswered({ ...answer, answerBy: "2021-07-05", answeredOn: today }));
  });

  test("the day for the answer is today or later, and there are not endlessly many urgings", () => {
    given(...begun)
      .when(urge, { ...asked, answerBy: "2021-06-29" }, office, roster)
      .rejects("ANSWER_DAY_IN_THE_PAST", "2021-06-29; 2021-06-30");
    const many = Array.from({ length: most.urgings }, (_, at) => UnitsUrged({ ...urged.data, urgingNo: at + 1 }));
    given(...begun, ...many)
      .when(urge, { ...asked, whyAgain: words("仍无进展") }, office, roster)
      .rejects("URGED_TOO_OFTEN", "区财政局");
  });
});

describe("what becomes of an urging as its part or task changes", () => {
  const why = { reason: words("机构改革"), authority: words("专题会议纪要") };
  const exempted = AssignmentExempted({ unitId, before: "assigned", ...why });
  const stateAfter = (...facts: Fact[]) => {
    const state = play([...begun, urged, ...facts]);
    return urgingStateOf(state, state.assignments[unitId] ?? expect.fail("no part"), 1);
  };

  test("an exemption ends it, and it is owed again, and may be answered, once the part is restored", () => {
    expect(stateAfter(exempted)).toBe("terminated");
    given(...begun, urged, exempted)
      .when(answerUrging, answer, unit)
      .rejects("URGING_NOT_OPEN");
    const restored = AssignmentRestored({ unitId, after: "assigned", ...why });
    expect(stateAfter(exempted, restored)).toBe("open");
    given(...begun, urged, exempted, restored)
      .when(answerUrging, answer, unit)
      .yields(answered);
    expect(stateAfter(answered, exempted)).toBe("answered");
  });

  test("it does not go with its part to another unit, and a next part of the unit begins without it", () => {
    const handing = (from: string, to: string, ...before: readonly Fact[]): readonly Fact[] => {
      const facts = [...begun, urged, ...before];
      const command = { unitId: from, toUnitId: to, reason: words("职能划转") };
      const outcome = task.actions.reassign.decide(play(facts), command, office, lookedUp(facts, play(facts), command));
      return isRejection(outcome) ? expect.fail(outcome.rejected) : outcome;
    };
    const there: readonly Fact[] = handing(unitId, educationBureau);
    expect(stateAfter(...there)).toBe("terminated");
    given(...begun, urged, ...there)
      .when(answerUrging, { ...answer, unitId: educationBureau }, of(educationBureau))
      .rejects("URGING_NOT_FOUND");
    const back: readonly Fact[] = handing(educationBureau, unitId, ...there);
    given(...begun, urged, ...there, ...back)
      .when(answerUrging, answer, unit)
      .rejects("URGING_NOT_FOUND");
  });

  test("a withdrawal ends it, also for a unit that is signed off, which the facts name; restored, it stands as it stood", () => {
    const done = [...begun, urged, claimed, signedOff];
    const withdrawn = TaskWithdrawn({
      ...{ ...why, unanswered: [unitId] },
      parts: [{ unitId: developmentBureau, before: "assigned" }],
    });
    given(...done)
      .when(withdrawTask, why, office)
      .yields(withdrawn);
    expect(TaskWithdrawn.sight(withdrawn.data).units).toEqual([developmentBureau, unitId]);
    given(...done, withdrawn)
      .when(answerUrging, answer, unit)
      .rejects("URGING_NOT_OPEN");
    const restored = TaskRestored({
      ...{ ...why, unanswered: [unitId] },
      parts: [{ unitId: developmentBureau, state: "assigned" }],
    });
    given(...done, withdrawn)
      .when(restoreTask, why, office)
      .yields(restored);
    given(...done, withdrawn, restored)
      .when(answerUrging, answer, unit)
      .yields(answered);
  });

  test("the plan reopened, it stands as it stood", () => {
    const done = [...begun, urged, claimed, signedOff];
    const over = TaskClosed({ cause: "planClosed", dropped: [developmentBureau], unanswered: [unitId] });
    given(...done, over)
      .when(reopenTask, {}, policy)
      .yields(TaskReopened({ parts: [{ unitId: developmentBureau, state: "assigned" }], unanswered: [unitId] }));
  });

  test("nobody is urged in a withdrawn task", () => {
    given(...begun, TaskWithdrawn({ ...why, parts: [] }))
      .when(urge, asked, office, roster)
      .rejects("TASK_WITHDRAWN");
  });
});

describe("answering", () => {
  test("the answer holds the day it was given and the day it was owed by; late is late", () => {
    given(...begun, urged)
      .when(answerUrging, answer, of(unitId, "2021-07-06T02:00:00.000Z"))
      .yields(UrgingAnswered({ ...answer, answerBy: "2021-07-05", answeredOn: "2021-07-06" }));
    const told = UrgingAnswered.tell({ ...answered.data, answeredOn: "2021-07-06" }, () => "区财政局");
    expect(told.zh).toContain("逾期");
    expect(UrgingAnswered.tell(answered.data, () => "区财政局").zh).not.toContain("逾期");
  });

  test("only the unit itself answers, and it does so once", () => {
    given(...begun, urged)
      .when(answerUrging, answer, lead)
      .rejects("NOT_YOUR_ASSIGNMENT");
    given(...begun, urged, answered)
      .when(answerUrging, answer, unit)
      .rejects("URGING_NOT_OPEN");
    given(...begun, urged)
      .when(answerUrging, { ...answer, urgingNo: 2 }, unit)
      .rejects("URGING_NOT_FOUND");
  });

  test("the end of the plan ends what is unanswered, also of a unit that is signed off, and names that unit", () => {
    given(...begun, urged, claimed, signedOff)
      .when(closeTask, { cause: "planClosed" }, policy, closing)
      .yields(TaskClosed({ cause: "planClosed", dropped: [developmentBureau], unanswered: [unitId] }));
    given(...begun, urged)
      .when(closeTask, { cause: "planClosed" }, policy, closing)
      .yields(closed);
    expect(TaskClosed.sight({ cause: "planClosed", dropped: [], unanswered: [unitId] }).units).toEqual([unitId]);
  });

  test("a claim and a sign-off do not answer it", () => {
    given(...begun, urged, claimed, signedOff)
      .when(answerUrging, answer, unit)
      .yields(answered);
    given(...begun, urged, claimed)
      .when(signOff, { unitId, opinion: words("同意") }, office)
      .rejects("ENDORSEMENT_MISSING");
  });
});
