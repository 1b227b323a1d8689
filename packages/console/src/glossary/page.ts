// The page 名词 glossary.
import type { Page } from "../page.ts";
import { type GlossaryState, glossaryAddress } from "./address.ts";

export const page: Page<GlossaryState> = {
  ...glossaryAddress,
  title: { zh: "名词", en: "Glossary" },
  roles: ["OFFICE", "UNIT", "AUDITOR", "ANALYST", "ADMIN", "DEVELOPER"],
  load: async () => (await import("./glossary-page.tsx")).GlossaryPage,
  entry: { order: 99, word: { zh: "名词", en: "Glossary" }, at: () => "/console/glossary", isHelp: true },
};
