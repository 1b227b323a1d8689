// Denied attempts 被拒的操作 at one target: what people tried to do to a plan, a task or a region without the right to.
import { aggregate } from "../kernel/aggregate.ts";
import { noDenial, recordDeniedAttempt } from "./record-denied-attempt.ts";

/** The aggregate of denied attempts: one per target, in the stream `denial-<id>` (see `denialIdOf`). */
export const denial = aggregate({
  name: "denial",
  // Never seen by anybody: an attempt is always recorded in the region of its target.
  missing: "ROSTER_NOT_FOUND",
  initial: noDenial,
  // An attempt changes nothing.
  fields: { sets: [], changes: () => [] },
  subject: ({ about }) => about,
  actions: { recordDeniedAttempt },
});
