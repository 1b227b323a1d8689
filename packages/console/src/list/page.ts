// The page 清单 the list behind a number.
import type { Page } from "../page.ts";
import { type ListState, listAddress } from "./address.ts";

export const page: Page<ListState> = {
  ...listAddress,
  title: { zh: "清单", en: "List" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("./list-page.tsx")).ListPage,
};
