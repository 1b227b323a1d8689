// What may be decided on a warning agrees with what is refused, and with what then is read, whatever was decided before.
import { describe, expect, test } from "vitest";
import { draft, imported, named, row, words } from "../../testing/facts.ts";
import { office, roster } from "../../testing/people.ts";
import { isRejection } from "../kernel/action.ts";
import { decidable, possibleDecisions, refusalOf } from "./decidable.ts";
import type { ImportDecision } from "./import-decision.ts";
import { plan } from "./index.ts";
import { namesUnknown } from "./meaning.ts";
import { unitsAsRead } from "./reading.ts";
import { ImportWarningResolved } from "./resolve-import-warning.ts";
import type { PlanState } from "./state.ts";

const slip = "市财政局";
const rows = [
  row({ row: 1, units: [named("区财政局", "lead"), named("区卫健局")] }),
  row({ row: 2, units: [named("区卫健局")] }),
  row({ row: 3, units: [named(slip, "lead")] }),
  row({ row: 4, units: [named(slip, "lead", { inheritedFromRow: 3 }), named("区卫健局")] }),
  row({ row: 5, units: [named(slip, "lead")] }),
  row({ row: 6, units: [named("市司法局", "guiding", { kind: "external", printed: "市司法局 " })] }),
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
  ...{ code, severity: "notice" as const, message: code, row: of, lines: null },
}));
const numbers = codes.map((_, at) => at + 1);

const settled = (warningNo: number, decision: ImportDecision) =>
  ImportWarningResolved({ warningNo, decision, note: words("核实"), code: codes[warningNo - 1]?.[0] ?? "" });
const readAs = (scope: "row" | "everywhere", name = slip) => ({ kind: "readAs", name, as: "区发改局", scope }) as const;

const stateAfter = (...facts: readonly ReturnType<typeof settled>[]): PlanState =>
  [imported(draft({ tasks: rows, warnings })), ...facts].reduce(plan.evolve, plan.initial);

const histories: readonly (readonly [string, readonly ReturnType<typeof settled>[]])[] = [
  ["nothing", []],
  ["a name in its row", [settled(2, readAs("row"))]],
  ["a name in the row that goes on", [settled(3, readAs("row"))]],
  ["a name everywhere", [settled(4, readAs("everywhere"))]],
  ["a blank cell", [settled(1, { kind: "asAbove" })]],
  ["several", [settled(2, readAs("row")), settled(6, readAs("everywhere")), settled(1, { kind: "asAbove" })]],
];

describe.each(histories)("after a decision on %s", (_what, facts) => {
  const state = stateAfter(...facts);
  const possible = (no: number) => {
    const warning = state.warnings[no - 1];
    if (!warning) throw new Error(`there is no warning ${no}`);
    return possibleDecisions(decidable(state), no, warning);
  };
  const decide = (warningNo: number, decision: ImportDecision) =>
    plan.actions.resolveImportWarning.decide(state, { warningNo, decision, note: words("核实") }, office);

  test.each(numbers)("everything that is offered for warning %i may be done, and reads just the rows it says", (no) => {
    for (const { kind, name, reaches } of possible(no)) {
      if (kind === "keep" || kind === "asAbove") {
        expect(isRejection(decide(no, { kind }))).toBe(false);
        continue;
      }
      for (const { scope, rows: reached } of reaches) {
        const decision = kind === "readAs" ? readAs(scope, name ?? "") : ({ kind, name: name ?? "", scope } as const);
        expect(isRejection(decide(no, decision))).toBe(false);
        const after = unitsAsRead(stateAfter(...facts, settled(no, decision)));
        const read = [...after].filter(([, units]) => units.some(({ decidedIn }) => decidedIn === no));
        expect(read.map(([at]) => at)).toEqual(reached);
      }
    }
  });

  test.each(numbers)("what is not offered for warning %i is refused, or is about another row", (no) => {
    const offered = possible(no);
    const of = codes[no - 1]?.[1] ?? null;
    const isOffered = (kind: string) => offered.some((each) => each.kind === kind);
    if (!isOffered("asAbove"))
      expect(
        refusalOf(decidable(state), state.warnings[no - 1] ?? { code: "", row: null }, { kind: "asAbove" }),
      ).not.toBeNull();
    for (const name of [slip, "区财政局", "区卫健局", "市司法局", "区公安局"]) {
      for (const scope of ["row", "everywhere"] as const) {
        const is = offered.some((each) => each.name === name && each.reaches.some((reach) => reach.scope === scope));
        if (is || (scope === "everywhere" && of !== null && name !== "区公安局")) continue;
        // A name that only its own decision brought into the row leaves it with that decision.
        if (facts.some(({ data }) => data.warningNo === no && data.decision.kind === "asAbove")) continue;
        expect(isRejection(decide(no, readAs(scope, name))), `${name} ${scope}`).toBe(true);
      }
    }
  });
});

test("a decision says in both languages what it does", () => {
  const state = stateAfter();
  const unknown = { code: "UNIT_UNKNOWN", row: 3, subject: slip };
  const said = possibleDecisions(decidable(state), 2, unknown).map(
    ({ kind, effect }) => `${kind} ${effect.zh} ${effect.en}`,
  );
  expect(said).toEqual([
    expect.stringMatching(/^keep .*“市财政局”仍须列入名录.*must still be entered in the roster/),
    expect.stringMatching(/^readAs .*“市财政局”/),
    expect.stringMatching(/^external .*区域外单位/),
  ]);
  const [, merged] = possibleDecisions(decidable(state), 1, { code: "BLANK_LEAD", row: 2, subject: null });
  expect(merged).toMatchObject({ kind: "asAbove", effect: { zh: "空白格视为与上一行合并，本项沿用：区财政局。" } });
});

test("names that nobody has on the day are told as they are read, with what is printed for them and the rows", () => {
  const days = ["2021-06-01"];
  expect(namesUnknown(stateAfter(), roster, days)).toEqual([{ name: slip, printed: [slip], rows: [3, 4, 5] }]);
  const read = stateAfter(settled(2, { ...readAs("row"), as: "区新设局" }), settled(5, readAs("row", "市司法局")));
  expect(namesUnknown(read, roster, days)).toEqual([
    { name: "区新设局", printed: [slip], rows: [3, 4] },
    { name: slip, printed: [slip], rows: [5] },
  ]);
  expect(namesUnknown(read, roster, ["1999-01-01"]).map(({ name }) => name)).toContain("区财政局");
});
