// The page 任一天 any day.
import type { Page } from "../../page.ts";
import { type AsOfState, asOfAddress } from "./address.ts";

export const page: Page<AsOfState> = {
  ...asOfAddress,
  title: { zh: "审计 · 任一天", en: "Audit · any day" },
  roles: ["AUDITOR", "OFFICE"],
  load: async () => (await import("./as-of-page.tsx")).AsOfPage,
  entry: {
    order: 60,
    word: { zh: "审计", en: "Audit" },
    at: () => "/console/audit/as-of",
    within: "/audit/",
    homeOf: ["AUDITOR"],
  },
};
