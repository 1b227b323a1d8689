// Decision tests of what a person decides on a unit cell: in its row, everywhere, or as merged with the row above.
import { describe, expect, test } from "vitest";
import { draft, imported, named, row, words } from "../../testing/facts.ts";
import {
  allDepartments,
  developmentBureau,
  financeBureau,
  healthBureau,
  office,
  roster,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { PlanConfirmed } from "./confirm-plan.ts";
import type { DraftTask } from "./draft.ts";
import type { ImportDecision } from "./import-decision.ts";
import { plan } from "./index.ts";
import { PlanIssued } from "./issue-plan.ts";
import { assigningOf } from "./opening.ts";
import { unitsAsRead } from "./reading.ts";
import { ImportWarningResolved } from "./resolve-import-warning.ts";
import { defaultSettings } from "./settings.ts";
import { warningStateOf } from "./warning-state.ts";

const given = specification(plan);
const { confirmPlan, resolveImportWarning } = plan.actions;
const known = { roster };
const note = words("与印发单位核实");

const slip = "市财政局";
const merged = named(slip, "lead", { inheritedFromRow: 3 });
const rows: DraftTask[] = [
  row({ row: 1, units: [named("区财政局", "lead"), named("区卫健局")] }),
  row({ row: 2, units: [named("区卫健局")] }),
  row({ row: 3, units: [named(slip, "lead")] }),
  row({ row: 4, units: [merged] }),
  row({ row: 5, units: [named(slip, "lead")] }),
  row({ row: 6, units: [named("市司法局", "guiding", { kind: "external" })] }),
];
const codes = [
  ["BLANK_LEAD", 2],
  ["OTHER_LEVEL_UNIT", 3],
  ["MERGED_CELL_INHERITED", 4],
  ["OTHER_LEVEL_UNIT", 5],
  ["OTHER_LEVEL_UNIT", 6],
  ["POSSIBLE_DUPLICATE", null],
  ["BLANK_LEAD", 1],
] as const;
const warnings = codes.map(([code, of]) => ({
  code,
  severity: "notice" as const,
  message: code,
  row: of,
  lines: null,
}));
const doubtful = imported(draft({ tasks: rows, warnings }));

const say = (warningNo: number, decision: ImportDecision) => ({ warningNo, decision, note });
const settled = (warningNo: number, decision: ImportDecision) =>
  ImportWarningResolved({ ...say(warningNo, decision), code: codes[warningNo - 1]?.[0] ?? "" });
const readAs = (as: string, scope: "row" | "everywhere" = "row", name = slip) =>
  ({ kind: "readAs", name, as, scope }) as const;
const asAbove = { kind: "asAbove" } as const;

/** What the lead cells are read as, row by row, with the warnings whose decisions say so. */
function leads(...facts: readonly Fact[]) {
  const read = unitsAsRead([doubtful, ...facts].reduce(plan.evolve, plan.initial));
  return [...read].map(([at, units]) => [
    at,
    ...units.flatMap(({ relation, readAs, decidedIn }) => (relation === "lead" ? [readAs, decidedIn] : [])),
  ]);
}

describe("a decision on a name", () => {
  test("holds in the row of its warning: settling row 5 leaves row 3 as it is", () => {
    expect(leads(settled(4, readAs("区发改局")))).toEqual([
      [1, "区财政局", null],
      [2],
      [3, slip, null],
      [4, slip, null],
      [5, "区发改局", 4],
      [6],
    ]);
  });

  test("holds where the merged cell of its row goes on, unless that row has a decision of its own", () => {
    expect(leads(settled(2, readAs("区财政局"))).slice(2, 5)).toEqual([
      [3, "区财政局", 2],
      [4, "区财政局", 2],
      [5, slip, null],
    ]);
    const own = settled(3, readAs("区发改局"));
    for (const facts of [
      [own, settled(2, readAs("区财政局"))],
      [settled(2, readAs("区财政局")), own],
    ])
      expect(leads(...facts)[3]).toEqual([4, "区发改局", 3]);
  });

  test("holds everywhere if that is said, except in rows with a decision of their own; of two the later counts", () => {
    const everywhere = settled(2, readAs("区财政局", "everywhere"));
    const own = settled(4, readAs("区发改局"));
    for (const facts of [
      [everywhere, own],
      [own, everywhere],
    ])
      expect(leads(...facts).slice(2, 5)).toEqual([
        [3, "区财政局", 2],
        [4, "区财政局", 2],
        [5, "区发改局", 4],
      ]);
    const later = settled(4, { kind: "external", name: slip, scope: "everywhere" });
    expect(leads(everywhere, later)[2]).toEqual([3, null, 4]);
    expect(leads(later, everywhere)[2]).toEqual([3, "区财政局", 2]);
  });

  test("may be about a name that was read as a body outside the region", () => {
    const own = readAs("区财政局", "row", "市司法局");
    given(doubtful).when(resolveImportWarning, say(5, own), office).yields(settled(5, own));
    const state = [doubtful, settled(5, own)].reduce(plan.evolve, plan.initial);
    expect(unitsAsRead(state).get(6)).toMatchObject([{ name: "市司法局", readAs: "区财政局", decidedIn: 5 }]);
  });

  test("must be about a name of that row, or of the plan if it is to hold everywhere", () => {
    const astray = readAs("区财政局", "row", "市司法局");
    given(doubtful).when(resolveImportWarning, say(4, astray), office).rejects("NAME_NOT_PRINTED", "市司法局");
    const everywhere = readAs("区财政局", "everywhere", "市司法局");
    given(doubtful).when(resolveImportWarning, say(4, everywhere), office).yields(settled(4, everywhere));
  });

  test("is about no row if its warning is about none, so that everywhere must be said", () => {
    given(doubtful)
      .when(resolveImportWarning, say(6, readAs("区财政局")), office)
      .rejects("WARNING_OF_NO_ROW");
    const everywhere = readAs("区财政局", "everywhere");
    given(doubtful).when(resolveImportWarning, say(6, everywhere), office).yields(settled(6, everywhere));
  });

  test("that was overruled for another warning can be said again", () => {
    const first = settled(2, readAs("区财政局", "everywhere"));
    const second = settled(4, readAs("区发改局", "everywhere"));
    given(doubtful, first, second).when(resolveImportWarning, say(2, first.data.decision), office).yields(first);
    given(doubtful, first, settled(4, readAs("区发改局")))
      .when(resolveImportWarning, say(2, first.data.decision), office)
      .changesNothing();
  });

  test("of version 1 holds for the whole plan, as it did", () => {
    const decision = { kind: "readAs", name: slip, as: "区财政局" };
    const old = ImportWarningResolved.decode(1, { warningNo: 4, decision, note, code: "OTHER_LEVEL_UNIT" });
    expect(leads(ImportWarningResolved(old)).slice(2, 5)).toEqual([
      [3, "区财政局", 4],
      [4, "区财政局", 4],
      [5, "区财政局", 4],
    ]);
    const kept = ImportWarningResolved.decode(1, { warningNo: 4, decision: { kind: "keep" }, note, code: "X" });
    expect(kept.decision).toEqual({ kind: "keep" });
  });
});

describe("a blank cell that is merged with the row above", () => {
  test("takes over who is named there, in that column alone", () => {
    given(doubtful).when(resolveImportWarning, say(1, asAbove), office).yields(settled(1, asAbove));
    given(doubtful, settled(1, asAbove)).when(resolveImportWarning, say(1, asAbove), office).changesNothing();
    const state = [doubtful, settled(1, asAbove)].reduce(plan.evolve, plan.initial);
    expect(unitsAsRead(state).get(2)).toMatchObject([
      { name: "区财政局", relation: "lead", inheritedFromRow: 1, readAs: "区财政局", decidedIn: 1 },
      { name: "区卫健局", relation: "responsible", inheritedFromRow: null, decidedIn: null },
    ]);
  });

  test("is no blank cell in other warnings, and has something above", () => {
    given(doubtful).when(resolveImportWarning, say(2, asAbove), office).rejects("NOT_A_BLANK_CELL", "OTHER_LEVEL_UNIT");
    given(doubtful)
      .when(resolveImportWarning, say(7, asAbove), office)
      .rejects("NOTHING_ABOVE", "1「公开财政预算决算」");
  });

  test("is open again once nobody is named above any more", () => {
    const blank = (at: number) => ({
      code: "BLANK_LEAD",
      severity: "notice" as const,
      message: "",
      row: at,
      lines: null,
    });
    const tasks = [
      row({ row: 1, units: [named("区财政局", "lead")] }),
      row({ row: 2, units: [named("区卫健局")] }),
      row({ row: 3, units: [named("区卫健局")] }),
    ];
    const begun = [imported(draft({ tasks, warnings: [blank(2), blank(3)] })), settled(1, asAbove)];
    const second = ImportWarningResolved({ ...say(2, asAbove), code: "BLANK_LEAD" });
    given(...begun)
      .when(resolveImportWarning, say(2, asAbove), office)
      .yields(second);
    given(...begun, second, settled(1, { kind: "keep" }))
      .when(confirmPlan, {}, office, known)
      .rejects("WARNINGS_OPEN", "2 BLANK_LEAD");
  });
});

describe("what was decided becomes the parts of the task", () => {
  const decided = [
    settled(1, asAbove),
    settled(2, readAs("区财政局")),
    settled(4, readAs("区发改局")),
    settled(5, readAs("区卫健局", "row", "市司法局")),
  ];
  const confirmed = PlanConfirmed({
    by: "read",
    names: [
      { name: "区财政局", meaning: { kind: "unit", unitId: financeBureau } },
      { name: "区卫健局", meaning: { kind: "unit", unitId: healthBureau } },
      { name: "区发改局", meaning: { kind: "unit", unitId: developmentBureau } },
    ],
  });
  const issued = PlanIssued({ issuedOn: "2021-06-01", settings: defaultSettings, taskCount: rows.length });

  test("row by row", () => {
    given(doubtful, ...decided)
      .when(confirmPlan, {}, office, known)
      .yields(confirmed);
    const state = [doubtful, ...decided, confirmed, issued].reduce(plan.evolve, plan.initial);
    const read = unitsAsRead(state);
    const parts = rows.map(({ row: at }) =>
      assigningOf(state, read.get(at) ?? [], roster)?.assignments.map(({ unitId, relations }) => [
        unitId,
        ...relations,
      ]),
    );
    expect(parts).toEqual([
      [
        [financeBureau, "lead"],
        [healthBureau, "responsible"],
      ],
      [
        [financeBureau, "lead"],
        [healthBureau, "responsible"],
      ],
      [[financeBureau, "lead"]],
      [[financeBureau, "lead"]],
      [[developmentBureau, "lead"]],
      [[healthBureau, "guiding"]],
    ]);
  });

  test("a plan confirmed before decisions were about rows keeps its meanings, by the names as printed", () => {
    const old = PlanConfirmed.decode(1, {
      names: [
        { name: slip, meaning: { kind: "group", groupId: allDepartments } },
        { name: "市司法局", meaning: { kind: "unit", unitId: financeBureau } },
      ],
    });
    // What that name was read as has no meaning of its own in such a plan.
    const decided = settled(2, readAs("区政府各部门", "everywhere"));
    const state = [doubtful, decided, PlanConfirmed(old), issued].reduce(plan.evolve, plan.initial);
    const read = unitsAsRead(state);
    expect(assigningOf(state, read.get(5) ?? [], roster)?.groups).toEqual([
      { groupId: allDepartments, relation: "lead" },
    ]);
    // As before, a name that was read as a body outside the region is one.
    expect(assigningOf(state, read.get(6) ?? [], roster)).toMatchObject({
      assignments: [],
      external: [{ name: "市司法局", relation: "guiding" }],
    });
  });
});

describe("a warning", () => {
  const unknown = {
    code: "UNIT_UNKNOWN",
    severity: "blocking",
    sentence: { zh: "", en: "" },
    row: 3,
    lines: null,
    subject: slip,
  } as const;
  const other = { ...unknown, code: "OTHER_LEVEL_UNIT", row: 5, subject: null };
  const standing = (decisions: [number, ImportDecision][], isKnown = false, status: "draft" | "confirmed" = "draft") =>
    warningStateOf({ status, warnings: [unknown, other], settled: new Map(decisions) }, 1, () => isKnown);

  test("is open until it is settled, or overtaken by the roster, by a decision for the whole plan, or by confirming", () => {
    expect(standing([])).toBe("open");
    expect(standing([[2, readAs("区财政局")]])).toBe("open");
    expect(standing([[1, { kind: "keep" }]])).toBe("settled");
    expect(standing([], true)).toBe("overtaken");
    expect(standing([[2, readAs("区财政局", "everywhere")]])).toBe("overtaken");
    expect(standing([], false, "confirmed")).toBe("overtaken");
  });
});
