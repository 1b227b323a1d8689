// The page 被拒的操作 denied attempts.
import type { Page } from "../../page.ts";
import { type DeniedState, deniedAddress } from "./address.ts";

export const page: Page<DeniedState> = {
  ...deniedAddress,
  title: { zh: "审计 · 被拒的操作", en: "Audit · denied attempts" },
  roles: ["AUDITOR"],
  load: async () => (await import("./denied-page.tsx")).DeniedPage,
};
