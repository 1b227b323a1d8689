// The page 打印台账.
import type { Page } from "../page.ts";
import { type PrintLedgerState, printLedgerAddress } from "../print/address.ts";

export const page: Page<PrintLedgerState> = {
  ...printLedgerAddress,
  title: { zh: "打印台账", en: "Print a ledger" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("../print/ledger-page.tsx")).PrintLedgerPage,
};
