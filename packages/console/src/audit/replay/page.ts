// The page 重放 replay.
import type { Page } from "../../page.ts";
import { type ReplayState, replayAddress } from "./address.ts";

export const page: Page<ReplayState> = {
  ...replayAddress,
  title: { zh: "审计 · 重放", en: "Audit · replay" },
  roles: ["AUDITOR", "OFFICE"],
  load: async () => (await import("./replay-page.tsx")).ReplayPage,
};
