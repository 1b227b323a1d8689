// The page 打印台账表.
import type { Page } from "../page.ts";
import { type PrintFormState, printFormAddress } from "../print/address.ts";

export const page: Page<PrintFormState> = {
  ...printFormAddress,
  title: { zh: "打印台账表", en: "Print a form" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("../print/form-page.tsx")).PrintFormPage,
};
