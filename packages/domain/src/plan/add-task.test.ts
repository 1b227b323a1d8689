// Decision tests of adding a task to an issued plan.
import { describe, test } from "vitest";
import { confirmed, imported, issued, words } from "../../testing/facts.ts";
import { allDepartments, financeBureau, office, roster, stranger } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { TaskAdded } from "./add-task.ts";
import { PlanClosed } from "./close-plan.ts";
import { plan } from "./index.ts";

const given = specification(plan);
const { addTask } = plan.actions;
const known = { roster };
const why = { reason: words("上级新部署"), authority: words("补充通知") };
const row = { text: "公开惠民惠农补贴", section: "一", dueOn: "2021-12-31" };
const units = [{ unitId: financeBureau, relations: ["lead" as const] }];
const groups = [{ groupId: allDepartments, relation: "responsible" as const }];
const begun = [imported(), confirmed, issued];
const command = { row, units, groups, ...why };

const blank = {
  ...{ no: null, subsection: null, requirement: null, items: [], leadUnits: [], responsibleUnits: [], units: [] },
  ...{ deadlineText: null, deadlinesInText: [], publicationPaths: [], cadence: [], printed: {} },
  ...{ continuesRow: null, lines: [] },
};
const added = (no: number, on = "2021-06-30") =>
  TaskAdded({
    row: {
      ...{ ...blank, row: no, section: "一", text: row.text },
      ...{ deadline: { kind: "date", date: "2021-12-31" }, added: { on } },
    },
    assigning: {
      assignments: units.map((unit) => ({ ...unit, via: null, inheritedFromRow: null })),
      groups,
      external: [],
    },
    ...why,
  });

describe("adding", () => {
  test("the task stands behind the last row, marked as added, and empty where only a notice prints something", () => {
    given(...begun)
      .when(addTask, command, office, known)
      .yields(added(2));
    const other = { ...command, row: { text: "另一项", no: "补1", requirement: "按季公开" } };
    given(...begun, added(2))
      .when(addTask, { ...other, units: [], groups: [] }, office, known)
      .yields(
        TaskAdded({
          row: {
            ...{ ...blank, row: 3, no: "补1", section: null, text: "另一项", requirement: "按季公开" },
            ...{ deadline: { kind: "none", date: null }, added: { on: "2021-06-30" } },
          },
          assigning: { assignments: [], groups: [], external: [] },
          ...why,
        }),
      );
  });

  test("it is not given to a group that has ended by its day", () => {
    const group = roster.groups.get(allDepartments);
    const ended = { ...roster, groups: new Map(group && [[allDepartments, { ...group, until: "2021-06-15" }]]) };
    const name = group?.name;
    given(...begun)
      .when(addTask, command, office, { roster: ended })
      .rejects("GROUP_ENDED", `${name} 2021-06-15`);
    given(...begun)
      .when(addTask, { ...command, addedOn: "2021-06-14" }, office, { roster: ended })
      .yields(added(2, "2021-06-14"));
  });

  test("it counts from the day on which it was added on paper, between the issue and today", () => {
    const on = (addedOn: string) => given(...begun).when(addTask, { ...command, addedOn }, office, known);
    on("2021-06-10").yields(added(2, "2021-06-10"));
    on("2021-05-31").rejects("DAY_BEFORE_ISSUE", "2021-05-31; 2021-06-01 – 2021-06-30");
    on("2021-07-01").rejects("DAY_IN_FUTURE");
  });

  test("the same words under the same heading are not added twice", () => {
    given(...begun, added(2))
      .when(addTask, command, office, known)
      .rejects("TASK_ADDED_ALREADY", `2「${row.text.slice(0, 12)}」`);
  });

  test("nothing is added that could not be opened: unknown units and headings, more units than a task takes", () => {
    const unknown = { ...command, units: [{ unitId: stranger, relations: ["lead" as const] }] };
    given(...begun)
      .when(addTask, unknown, office, known)
      .rejects("UNIT_NOT_FOUND", `2「${row.text.slice(0, 12)}」：${stranger}`);
    given(...begun)
      .when(addTask, { ...command, row: { ...row, section: "九" } }, office, known)
      .rejects("HEADING_NOT_IN_PLAN", "九");
    given(...begun)
      .when(addTask, { ...command, groups: [{ groupId: stranger, relation: "responsible" }] }, office, known)
      .rejects("GROUP_NOT_FOUND");
  });

  test("only an issued plan gets tasks", () => {
    given().when(addTask, command, office, known).rejects("PLAN_NOT_FOUND");
    given(imported(), confirmed).when(addTask, command, office, known).rejects("PLAN_NOT_ISSUED");
    given(...begun, PlanClosed({ closedOn: "2021-06-30", reason: words("年度结束") }))
      .when(addTask, command, office, known)
      .rejects("PLAN_CLOSED");
  });
});
