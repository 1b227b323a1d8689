// The page 台账 my unit's ledger.
import type { Page } from "../page.ts";
import { type LedgerState, ledgerAddress } from "./address.ts";

export const page: Page<LedgerState> = {
  ...ledgerAddress,
  title: { zh: "工作台账", en: "Ledger" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("./ledger-page.tsx")).LedgerPage,
  entry: {
    order: 10,
    word: { zh: "本单位台账", en: "Our ledger" },
    at: ({ unit }) => (unit ? `/console/ledger/${encodeURIComponent(String(unit.id))}` : null),
  },
};
