// The page 看板 board: where a plan stands.
import type { Page } from "../page.ts";
import { type BoardState, boardAddress } from "./address.ts";

export const page: Page<BoardState> = {
  ...boardAddress,
  title: { zh: "看板", en: "Board" },
  roles: ["UNIT", "OFFICE", "AUDITOR", "ANALYST"],
  load: async () => (await import("./board-page.tsx")).BoardPage,
};
