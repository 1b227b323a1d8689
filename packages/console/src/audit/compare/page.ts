// The page 比较两日 two days.
import type { Page } from "../../page.ts";
import { type CompareState, compareAddress } from "./address.ts";

export const page: Page<CompareState> = {
  ...compareAddress,
  title: { zh: "审计 · 比较两日", en: "Audit · two days" },
  roles: ["AUDITOR", "OFFICE"],
  load: async () => (await import("./compare-page.tsx")).ComparePage,
};
