// The page 打印计划.
import type { Page } from "../page.ts";
import { type PrintPlanState, printPlanAddress } from "../print/address.ts";

export const page: Page<PrintPlanState> = {
  ...printPlanAddress,
  title: { zh: "打印计划", en: "Print a plan" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("../print/plan-page.tsx")).PrintPlanPage,
};
