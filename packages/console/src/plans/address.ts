// The address of the plans of a region 计划地址: of which year, and how far they are.
import type { PlanStatus } from "../generated/operations.ts";
import { isOneOf } from "../one-of.ts";
import type { Raw } from "../page.ts";
import { words } from "../words.ts";

/** What the page shows. */
export interface PlansState {
  readonly year?: number;
  readonly status?: PlanStatus;
}

const read = ({ year, status }: Raw): PlansState => ({
  ...(year && /^[12]\d{3}$/.test(year) ? { year: Number(year) } : {}),
  ...(isOneOf(words.PlanStatus, status) ? { status } : {}),
});

const write = ({ year, status }: PlansState): Raw => ({
  ...(year === undefined ? {} : { year: String(year) }),
  ...(status ? { status } : {}),
});

/** The address, both ways. */
export const plansAddress = { path: "/plans", read, write };
