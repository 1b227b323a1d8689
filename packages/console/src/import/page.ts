// The page 导入 import: a notice is uploaded and becomes a draft.
import type { Page } from "../page.ts";
import { type ImportState, importAddress } from "./address.ts";

export const page: Page<ImportState> = {
  ...importAddress,
  title: { zh: "导入来文", en: "Import a notice" },
  roles: ["OFFICE"],
  load: async () => (await import("./import-page.tsx")).ImportPage,
  entry: { order: 40, word: { zh: "导入", en: "Import" }, at: () => "/console/import" },
};
