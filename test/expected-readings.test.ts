// The notices of the seeds are read as people have read them.
import { readFileSync } from "node:fs";
import { readNotice } from "@taizhang/documents";
import type { DraftTask, DraftUnit, PlanDraft } from "@taizhang/domain";
import { rosterOf, seedFile } from "@taizhang/seeds";
import { describe, expect, test } from "vitest";
import liangping from "../seeds/expected/liangping-2021.json" with { type: "json" };
import shaoguan from "../seeds/expected/shaoguan-2021.json" with { type: "json" };
import shaxian from "../seeds/expected/shaxian-2021.json" with { type: "json" };
import wushan from "../seeds/expected/wushan-2021.json" with { type: "json" };
import yunyang from "../seeds/expected/yunyang-2021.json" with { type: "json" };
import yingshang from "../seeds/expected/yunyang-2021-yingshang.json" with { type: "json" };
import buchong from "../seeds/expected/yunyang-2021-yingshang-buchong.json" with { type: "json" };
import owes from "../seeds/expected/yunyang-caizhengju-owes.json" with { type: "json" };
import dueBy from "../seeds/expected/yunyang-due-by-2021-09-30.json" with { type: "json" };

type Rows = readonly number[] | undefined;

/** What people have read, as `seeds/README.md` describes it; keys that do not apply to a notice are left out. */
interface Reading {
  readonly notice: string;
  readonly head: Pick<PlanDraft["plan"], "title" | "issuer" | "docNumber" | "issuedOn">;
  readonly taskCount: number;
  readonly sections: readonly {
    readonly no: string;
    readonly taskCount: number;
    readonly children: readonly { readonly no: string; readonly taskCount: number }[];
  }[];
  readonly deadlines: readonly { readonly printed: string; readonly on: string; readonly rows: readonly number[] }[];
  readonly ongoingRows: readonly number[];
  readonly datesInText: readonly { readonly row: number; readonly on: string }[];
  readonly mergedRows?: readonly { readonly row: number; readonly from: number }[];
  readonly rowsWithoutLead?: readonly number[];
  readonly rowsWithoutResponsible?: readonly number[];
  readonly units: readonly {
    readonly name: string;
    readonly lead?: Rows;
    readonly responsible?: Rows;
    readonly supervising?: Rows;
    readonly guiding?: Rows;
    readonly inherited?: Rows;
  }[];
}

const readings: readonly Reading[] = [yunyang, yingshang, buchong, shaxian, shaoguan, liangping, wushan];

describe.each(readings)("$notice reads as people read it", (reading) => {
  const { plan, sections, tasks, coverage, unread } = draftOf(reading.notice);

  test("its head", () => {
    const { title, issuer, docNumber, issuedOn } = plan;
    expect({ title, issuer, docNumber, issuedOn }).toEqual(reading.head);
  });

  test("its tasks, and every character of them", () => {
    expect(tasks.map(({ row }) => row)).toEqual(Array.from({ length: reading.taskCount }, (_, at) => at + 1));
    expect(unread).toEqual([]);
    expect(coverage.attributed).toBe(coverage.characters);
  });

  test("its headings, and how many tasks are under each", () => {
    const counted = sections.map(({ no, children }) => {
      const within = tasks.filter((task) => task.section === no);
      const below = children.map((child) => ({
        no: child.no,
        taskCount: within.filter((task) => task.subsection === child.no).length,
      }));
      return { no, taskCount: within.length, children: below };
    });
    expect(counted).toEqual(reading.sections);
  });

  test("its deadlines", () => {
    const printed = new Map<string, { on: string | null; rows: number[] }>();
    for (const { row, deadline, deadlineText } of tasks.filter((task) => task.deadline.kind === "date")) {
      const group = printed.get(deadlineText ?? "") ?? { on: deadline.date, rows: [] };
      printed.set(deadlineText ?? "", { ...group, rows: [...group.rows, row] });
    }
    const read = [...printed].map(([words, group]) => ({ printed: words, ...group }));
    expect(read.toSorted((one, other) => (one.on ?? "").localeCompare(other.on ?? ""))).toEqual(reading.deadlines);
    expect(rowsWhere(tasks, ({ deadline }) => deadline.kind === "ongoing")).toEqual(reading.ongoingRows);
    const inText = tasks.flatMap(({ row, deadlinesInText }) => deadlinesInText.map(({ date }) => ({ row, on: date })));
    expect(inText).toEqual(reading.datesInText);
  });

  test("its merged and its blank unit cells", () => {
    const merged = tasks.flatMap(({ row, units }) => {
      const from = units.find(({ inheritedFromRow }) => inheritedFromRow !== null)?.inheritedFromRow;
      return from === undefined ? [] : [{ row, from }];
    });
    expect(merged).toEqual(reading.mergedRows ?? []);
    if (reading.rowsWithoutLead)
      expect(rowsWhere(tasks, ({ leadUnits }) => leadUnits.length === 0)).toEqual(reading.rowsWithoutLead);
    if (reading.rowsWithoutResponsible) {
      const without = rowsWhere(tasks, ({ responsibleUnits }) => responsibleUnits.length === 0);
      expect(without).toEqual(reading.rowsWithoutResponsible);
    }
  });

  test.each(reading.units)("the rows of $name", ({ name, inherited = [], ...printed }) => {
    const where = (wanted: (unit: DraftUnit) => boolean) =>
      rowsWhere(tasks, ({ units }) => units.some((unit) => unit.name === name && wanted(unit)));
    for (const relation of ["lead", "responsible", "supervising", "guiding"] as const) {
      const rows = where((unit) => unit.relation === relation && unit.inheritedFromRow === null);
      expect([relation, rows]).toEqual([relation, printed[relation] ?? []]);
    }
    expect(where((unit) => unit.inheritedFromRow !== null)).toEqual(inherited);
  });
});

test.each(dueBy.plans)(
  "the tasks of $notice that are due by the day people have looked at",
  ({ notice, tasks: expected }) => {
    const due = draftOf(notice).tasks.flatMap(({ row, deadline, leadUnits, responsibleUnits }) =>
      deadline.date !== null && deadline.date <= dueBy.on
        ? [{ row, dueOn: deadline.date, lead: leadUnits, responsible: responsibleUnits }]
        : [],
    );
    expect(due.toSorted((one, other) => one.dueOn.localeCompare(other.dueOn) || byRow(expected, one, other))).toEqual(
      expected,
    );
  },
);

test.each(owes.plans)("everything one unit owes from $notice, by its name or through a group", ({ notice, tasks }) => {
  const groups = rosterOf(owes.regionId).groups.flatMap((group) =>
    group.kind === "list" && group.members.includes(owes.unit) ? [group.name] : [],
  );
  const owed = draftOf(notice).tasks.flatMap(({ row, units, deadline }) => {
    const named = units.filter(({ name }) => name === owes.unit);
    const through = units.filter(({ name }) => groups.includes(name));
    const relations = [...new Set((named.length > 0 ? named : through).map(({ relation }) => relation))];
    const via = named.length > 0 ? null : (through[0]?.name ?? null);
    return relations.length > 0 ? [{ row, relations, via, dueOn: deadline.date }] : [];
  });
  expect(owed).toEqual(tasks);
});

function draftOf(notice: string): PlanDraft {
  const read = readNotice([{ bytes: readFileSync(seedFile(notice)), name: notice }]);
  if ("error" in read) throw new Error(read.error.message);
  return read.draft;
}

function rowsWhere(tasks: readonly DraftTask[], wanted: (task: DraftTask) => boolean): number[] {
  return tasks.filter(wanted).map(({ row }) => row);
}

/** The order in which people wrote down the rows of one day. */
function byRow(order: readonly { row: number }[], one: { row: number }, other: { row: number }): number {
  const place = ({ row }: { row: number }) => order.findIndex((task) => task.row === row);
  return place(one) - place(other);
}
