// The page 运行 operator.
import type { Page } from "../page.ts";
import { type SystemState, systemAddress } from "./address.ts";

export const page: Page<SystemState> = {
  ...systemAddress,
  title: { zh: "运行", en: "System" },
  roles: ["ADMIN", "DEVELOPER"],
  load: async () => (await import("./system-page.tsx")).SystemPage,
  entry: { order: 90, word: { zh: "运行", en: "System" }, at: () => "/console/system" },
};
