// The page of a unit or group in the roster 名录中的单位.
import type { Page } from "../page.ts";
import { type UnitState, unitAddress } from "../roster/address.ts";

export const page: Page<UnitState> = {
  ...unitAddress,
  title: { zh: "单位", en: "Unit" },
  roles: ["OFFICE", "ADMIN", "UNIT", "AUDITOR", "ANALYST"],
  load: async () => (await import("../roster/unit-page.tsx")).UnitPage,
};
