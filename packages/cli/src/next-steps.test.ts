// What `import` says to do next: it names what is open, and the commands with their ids filled in.
import { expect, test } from "vitest";
import { nextSteps } from "./next-steps.ts";

const planId = "00000000-0000-4000-8000-000000000100";
const warning = (warningNo: number, code: string, subject: string | null) => ({
  warningNo,
  code,
  severity: "BLOCKING" as const,
  message: "说明",
  row: 3,
  subject,
  decision: null,
});
const draft = {
  id: planId,
  title: "任务分解表",
  taskCount: 3,
  rowNumbers: ["1", "2", "2"],
  status: "DRAFT",
  warnings: [
    warning(1, "OTHER_LEVEL_UNIT", null),
    { ...warning(2, "LINE_UNREAD", null), severity: "NOTICE" as const },
    warning(3, "UNIT_UNKNOWN", "区市监局"),
    warning(4, "UNIT_UNKNOWN", "区(新)教育局"),
    { ...warning(5, "UNIT_UNKNOWN", "市司法局"), decision: "EXTERNAL" },
    warning(6, "UNIT_UNKNOWN", "县水务集团"),
  ],
};
const names = ["区市场监管局", "区（新）教育局"];
const steps = (plan: typeof draft) => nextSteps({ plan, regionId: "420304", names }).join("\n");

test("a draft: unknown names with near ones, other blocking warnings, then confirmation and issue", () => {
  const told = steps(draft);
  expect(told).toContain("names that the roster does not know (2)");
  expect(told).toMatch(/区市监局（提示 warning 3，第2项 task 2）；相近 near: 区市场监管局$/m);
  expect(told).toMatch(/县水务集团（提示 warning 6，第2项 task 2）$/m);
  expect(told).toContain("taizhang roster load FILE --region 420304");
  expect(told).toMatch(
    new RegExp(
      `planId: "${planId}", warningNo: 3, decision: { kind: READ_AS, name: "区市监局", as: "区市场监管局", scope: EVERYWHERE }`,
    ),
  );
  expect(told).toMatch(new RegExp(`planId: "${planId}", warningNo: 1, decision: { kind: KEEP }`));
  expect(told).toMatch(/^3\. .*confirm.*mutation { confirmPlan.*^4\. .*issue.*mutation { issuePlan/ms);
});

test("what was settled, or is known by now, or needs nobody, is not told", () => {
  expect(steps(draft)).not.toMatch(/教育局|市司法局|LINE_UNREAD/);
  const told = steps({ ...draft, warnings: draft.warnings.slice(3, 5) });
  expect(told).not.toMatch(/roster|resolveImportWarning/);
  expect(told).toMatch(/^1\. .*confirm.*^2\. .*issue/ms);
});

test("a confirmed plan is to be issued, and an issued one needs nothing", () => {
  expect(steps({ ...draft, status: "CONFIRMED" })).toMatch(/^[^\n]*\n1\. .*issue/);
  expect(steps({ ...draft, status: "CONFIRMED" })).not.toContain("confirmPlan");
  expect(nextSteps({ plan: { ...draft, status: "ISSUED" }, regionId: "420304", names })).toEqual([]);
});
