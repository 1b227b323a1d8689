// The page 变更 live changes.
import type { Page } from "../page.ts";
import { type ChangesState, changesAddress } from "./address.ts";

export const page: Page<ChangesState> = {
  ...changesAddress,
  title: { zh: "变更", en: "Changes" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST", "ADMIN"],
  load: async () => (await import("./changes-page.tsx")).ChangesPage,
  entry: { order: 70, word: { zh: "变更", en: "Changes" }, at: () => "/console/changes", homeOf: ["ANALYST"] },
};
