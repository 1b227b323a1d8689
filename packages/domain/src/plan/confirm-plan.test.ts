// Decision tests of settling warnings and of confirming a plan: what the text leaves open is decided by a person.
import { describe, expect, test } from "vitest";
import { confirmed, draft, imported, issued, named, row, words } from "../../testing/facts.ts";
import { allDepartments, financeBureau, office, region } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { AliasAdded } from "../roster/add-alias.ts";
import { GroupDefined } from "../roster/define-group.ts";
import { roster } from "../roster/index.ts";
import { UnitRegistered } from "../roster/register-unit.ts";
import { PlanConfirmed } from "./confirm-plan.ts";
import type { DraftWarning } from "./draft.ts";
import { plan } from "./index.ts";
import { ImportWarningResolved } from "./resolve-import-warning.ts";

const given = specification(plan);
const { confirmPlan, resolveImportWarning } = plan.actions;
const note = words("与印发单位核实");

const registered = UnitRegistered({
  regionId: region,
  unitId: financeBureau,
  name: "区财政局",
  validFrom: "2021-01-01",
});
const grouped = GroupDefined({
  regionId: region,
  groupId: allDepartments,
  name: "区政府各部门",
  kind: "list",
  members: [financeBureau],
  validFrom: "2021-01-01",
});
const known = { roster: [registered, grouped].reduce(roster.evolve, roster.initial) };

const warning = (over: Partial<DraftWarning> = {}): DraftWarning => ({
  code: "OTHER_LEVEL_UNIT",
  severity: "blocking",
  message: "区级表中印有“市政府各部门”",
  row: 1,
  lines: [3, 3],
  ...over,
});
const doubtful = imported(
  draft({
    tasks: [row({ units: [named("市政府各部门", "responsible", { kind: "group" }), named("区财政局")] })],
    warnings: [warning(), warning({ code: "DANGLING_MARK", severity: "notice" })],
  }),
);
const keep = { warningNo: 1, decision: { kind: "keep" }, note } as const;
const readAs = {
  warningNo: 1,
  decision: { kind: "readAs", name: "市政府各部门", as: "区政府各部门", scope: "row" },
  note,
} as const;
const external = { warningNo: 1, decision: { kind: "external", name: "市政府各部门", scope: "row" }, note } as const;
const settled = (how: typeof keep | typeof readAs | typeof external) =>
  ImportWarningResolved({ ...how, code: "OTHER_LEVEL_UNIT" });

describe("settling a warning", () => {
  test.each([keep, readAs, external])("a person decides: $decision.kind", (how) => {
    given(doubtful).when(resolveImportWarning, how, office).yields(settled(how));
    given(doubtful, settled(how)).when(resolveImportWarning, how, office).changesNothing();
  });

  test.each([
    [keep, readAs],
    [readAs, keep],
    [readAs, external],
    [external, readAs],
  ])("a person may think again before confirming", (first, second) => {
    given(doubtful, settled(first)).when(resolveImportWarning, second, office).yields(settled(second));
  });

  test("of two warnings about one name the latest decision counts, whichever was settled first", () => {
    const second = (how: typeof readAs) =>
      ImportWarningResolved({
        ...how,
        warningNo: 2,
        decision: { ...how.decision, as: "区财政局" },
        code: "DANGLING_MARK",
      });
    const group = { kind: "group", groupId: allDepartments } as const;
    const names = [
      { name: "区政府各部门", meaning: group },
      { name: "区财政局", meaning: { kind: "unit", unitId: financeBureau } as const },
    ];
    given(doubtful, settled(readAs), second(readAs)).when(resolveImportWarning, readAs, office).yields(settled(readAs));
    given(doubtful, settled(readAs), second(readAs), settled(readAs))
      .when(confirmPlan, {}, office, known)
      .yields(PlanConfirmed({ by: "read", names }));
  });

  test("only a name that the plan prints is read as another; width does not count", () => {
    given(doubtful)
      .when(resolveImportWarning, { ...readAs, decision: { ...readAs.decision, name: "市府各部门" } }, office)
      .rejects("NAME_NOT_PRINTED", "市府各部门");
    const wide = { ...readAs, decision: { ...readAs.decision, name: "市政府 各部门" } };
    given(doubtful)
      .when(resolveImportWarning, wide, office)
      .yields(ImportWarningResolved({ ...wide, code: "OTHER_LEVEL_UNIT" }));
  });

  test("a missing warning, and a plan that is no longer a draft, are refused", () => {
    given(doubtful)
      .when(resolveImportWarning, { ...keep, warningNo: 3 }, office)
      .rejects("WARNING_NOT_FOUND", "3");
    given(doubtful, confirmed).when(resolveImportWarning, keep, office).rejects("NOT_A_DRAFT");
    given().when(resolveImportWarning, keep, office).rejects("PLAN_NOT_FOUND");
  });

  test.each([
    [keep, "处理第1条提示（OTHER_LEVEL_UNIT）：维持原文；与印发单位核实"],
    [readAs, "处理第1条提示（OTHER_LEVEL_UNIT）：改读名称“市政府各部门”→“区政府各部门”；与印发单位核实"],
    [external, "处理第1条提示（OTHER_LEVEL_UNIT）：视为区域外单位“市政府各部门”；与印发单位核实"],
  ])("the sentence says what was decided", (how, sentence) => {
    expect(ImportWarningResolved.tell(settled(how).data, String).zh).toBe(sentence);
    expect(ImportWarningResolved.tell(settled(how).data, String).en).not.toMatch(/\s;/);
  });
});

describe("confirming", () => {
  const meaning = (readingOf: "group" | "external", printed = "区政府各部门") =>
    PlanConfirmed({
      by: "read",
      names: [
        ...(readingOf === "group"
          ? [{ name: printed, meaning: { kind: "group" as const, groupId: allDepartments } }]
          : []),
        { name: "区财政局", meaning: { kind: "unit", unitId: financeBureau } },
      ],
    });

  test("every printed name gets its meaning, read as a person decided", () => {
    given(doubtful, settled(readAs)).when(confirmPlan, {}, office, known).yields(meaning("group"));
    given(doubtful, settled(external)).when(confirmPlan, {}, office, known).yields(meaning("external"));
    given(doubtful, settled(readAs), settled(external))
      .when(confirmPlan, {}, office, known)
      .yields(meaning("external"));
  });

  test("a name that was read as another and then kept means itself again", () => {
    given(doubtful, settled(readAs), settled(keep))
      .when(confirmPlan, {}, office, known)
      .rejects("UNIT_NAMES_UNKNOWN", "市政府各部门（1）");
  });

  test("an alias is as good as the name", () => {
    const alias = AliasAdded({
      of: { kind: "group", groupId: allDepartments },
      alias: "市政府各部门",
      validFrom: "2021-01-01",
    });
    given(doubtful, settled(keep))
      .when(confirmPlan, {}, office, { roster: roster.evolve(known.roster, alias, 1) })
      .yields(meaning("group", "市政府各部门"));
  });

  test("confirming twice changes nothing", () => {
    given(imported(), confirmed).when(confirmPlan, {}, office, known).changesNothing();
  });

  test("a blocking warning must be settled; a notice need not", () => {
    given(doubtful).when(confirmPlan, {}, office, known).rejects("WARNINGS_OPEN", "1 OTHER_LEVEL_UNIT");
  });

  test("an unknown name is settled by entering it in the roster", () => {
    const unknown = imported(draft({ warnings: [warning({ code: "UNIT_UNKNOWN" })] }));
    given(unknown).when(confirmPlan, {}, office, known).yields(confirmed);
    given(unknown)
      .when(confirmPlan, {}, office, { roster: roster.initial })
      .rejects("UNIT_NAMES_UNKNOWN", "区财政局（1）");
  });

  test("the rows of an unknown name are called by the numbers that the notice prints of them", () => {
    const units = [named("区财政局")];
    const tasks = [row({ units, no: "7" }), row({ row: 2, units, no: null }), row({ row: 3, units, no: "第三条" })];
    given(imported(draft({ tasks })))
      .when(confirmPlan, {}, office, { roster: roster.initial })
      .rejects("UNIT_NAMES_UNKNOWN", "区财政局（7, 2, 第三条）");
  });

  test("a plan that was not imported, or is no longer a draft, is not confirmed", () => {
    given().when(confirmPlan, {}, office, known).rejects("PLAN_NOT_FOUND");
    given(imported(), confirmed, issued).when(confirmPlan, {}, office, known).rejects("NOT_A_DRAFT");
  });
});
