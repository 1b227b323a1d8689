// The page 计划 plans.
import type { Page } from "../page.ts";
import { type PlansState, plansAddress } from "./address.ts";

export const page: Page<PlansState> = {
  ...plansAddress,
  title: { zh: "计划", en: "Plans" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("./plans-page.tsx")).PlansPage,
  entry: { order: 14, word: { zh: "计划", en: "Plans" }, at: () => "/console/plans" },
};
