// The page 核验 proofs.
import type { Page } from "../../page.ts";
import { type ProofsState, proofsAddress } from "./address.ts";

export const page: Page<ProofsState> = {
  ...proofsAddress,
  title: { zh: "审计 · 核验", en: "Audit · proofs" },
  roles: ["AUDITOR", "OFFICE"],
  load: async () => (await import("./proofs-page.tsx")).ProofsPage,
};
