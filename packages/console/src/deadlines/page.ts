// The page 时限 deadlines.
import type { Page } from "../page.ts";
import { type DeadlinesState, deadlinesAddress } from "./address.ts";

export const page: Page<DeadlinesState> = {
  ...deadlinesAddress,
  title: { zh: "时限", en: "Deadlines" },
  roles: ["OFFICE", "UNIT", "AUDITOR", "ANALYST"],
  load: async () => (await import("./deadlines-page.tsx")).DeadlinesPage,
  entry: { order: 16, word: { zh: "时限", en: "Deadlines" }, at: () => "/console/deadlines" },
};
