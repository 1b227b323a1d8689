// Which plans are new to a unit 新计划.
import type { LedgerPageQuery } from "../generated/operations.ts";
import { daysBetween } from "../parts/day.ts";

/** How many days a plan is new, the day of its issue among them: two weeks, so that a week of holidays hides none. */
export const newForDays = 14;

type ByPlan = NonNullable<LedgerPageQuery["unitLedger"]>["counts"]["byPlan"];

/** A plan that is new to a unit. */
export interface NewPlan {
  readonly id: string;
  readonly title: string;
  /** How many parts of the unit in it are to be accepted. */
  readonly toAccept: number;
}

/**
 * The plans that are new to a unit, the latest first. A plan is new for the first two weeks from its issue, as long as the unit has a part in
 * it to accept 待签收. Afterwards, what is to be accepted is told by the counts of the ledger alone. `today` is the day in Beijing by the server.
 */
export function newPlans(byPlan: ByPlan, today: string): readonly NewPlan[] {
  return byPlan
    .flatMap(({ plan, toAccept }) => {
      const age = plan?.issuedOn == null ? newForDays : daysBetween(plan.issuedOn, today);
      return plan && toAccept > 0 && age >= 0 && age < newForDays
        ? [{ id: String(plan.id), title: plan.title, toAccept, age }]
        : [];
    })
    .sort((a, b) => a.age - b.age)
    .map(({ age: _age, ...plan }) => plan);
}
