// What the office sets when it issues a plan, because the notice prints it nowhere.
import { z } from "zod";
import type { Sentence } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { day } from "../kernel/shapes.ts";

/** The steps completion needs after the claim. A plan may switch one off when it is issued. */
export const steps = z.object({
  /** The lead's endorsement 审定, if a task has a lead. */
  endorsement: z.boolean(),
  /** The office's sign-off 销号. If it is switched off, the step before it signs the assignment off. */
  signOff: z.boolean(),
});
export type Steps = z.infer<typeof steps>;

/** The settings of an issued plan; always shown as set by the office, not as printed. */
export const planSettings = z.object({
  steps,
  /** How many days before the due day a task counts as due soon. */
  dueSoonDays: z.int().min(0).max(most.dueSoonDays),
  /** What 「定期」 means in this plan. */
  regularly: z.enum(["monthly", "quarterly", "halfYearly", "yearly"]),
  /** The day by which units report completion to the office; null if the notice prints none. */
  reportingOn: day.nullable(),
});
export type PlanSettings = z.infer<typeof planSettings>;

/** What 「定期」 may mean, in words. */
export const regularlyInWords: Readonly<Record<PlanSettings["regularly"], Sentence>> = {
  monthly: { zh: "每月", en: "once a month" },
  quarterly: { zh: "每季度", en: "once a quarter" },
  halfYearly: { zh: "每半年", en: "twice a year" },
  yearly: { zh: "每年", en: "once a year" },
};

/** Claim, endorsement and sign-off; seven days; quarterly; no reporting day. */
export const defaultSettings: PlanSettings = {
  steps: { endorsement: true, signOff: true },
  dueSoonDays: 7,
  regularly: "quarterly",
  reportingOn: null,
};
