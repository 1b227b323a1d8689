// The page 名录 roster.
import type { Page } from "../page.ts";
import { type RosterState, rosterAddress } from "./address.ts";

export const page: Page<RosterState> = {
  ...rosterAddress,
  title: { zh: "名录", en: "Roster" },
  roles: ["OFFICE", "ADMIN", "UNIT", "AUDITOR", "ANALYST"],
  load: async () => (await import("./roster-page.tsx")).RosterPage,
  entry: { order: 80, word: { zh: "名录", en: "Roster" }, at: () => "/console/roster", homeOf: ["ADMIN"] },
};
