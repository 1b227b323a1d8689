// The page 导入核对 workbench: a draft beside its notice, until it is issued or discarded.
import type { Page } from "../page.ts";
import { type WorkbenchState, workbenchAddress } from "./address.ts";

export const page: Page<WorkbenchState> = {
  ...workbenchAddress,
  title: { zh: "导入核对", en: "Check an import" },
  roles: ["OFFICE"],
  load: async () => (await import("./workbench-page.tsx")).WorkbenchPage,
};
