// Confirming a plan 确认: a person vouches for the reading, and every name gets its meaning as of the day.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject, unchanged } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { groupId, unitId } from "../kernel/shapes.ts";
import type { RosterState } from "../roster/state.ts";
import { daysMeant, meaningsOn } from "./meaning.ts";
import { namesAbove } from "./reading.ts";
import type { ImportWarning, PlanState } from "./state.ts";

export const meaning = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unit"), unitId }),
  z.object({ kind: z.literal("group"), groupId }),
  z.object({ kind: z.literal("external") }),
]);

/** What an event of version 1 looks like: its names are those printed. */
const byPrinted = z.looseObject({});

export const PlanConfirmed = event({
  type: "PlanConfirmed",
  title: "确认计划",
  shape: z.object({
    /** Whether the names are those that the rows print, or those that a person decided to read them as. */
    by: z.enum(["printed", "read"]),
    names: z.array(z.object({ name: z.string(), meaning })),
  }),
  version: 2,
  upcast: { 1: (old) => ({ ...byPrinted.parse(old), by: "printed" }) },
  sight: () => everybodys(),
  sample: { by: "read", names: [{ name: "区财政局", meaning: { kind: "unit", unitId: sampleUnit } }] },
  evolve: (plan: PlanState, e): PlanState => ({
    ...plan,
    status: "confirmed",
    meanings: { by: e.by, names: new Map(e.names.map(({ name, meaning }) => [name, meaning])) },
  }),
  tell: (e) => ({
    zh: `确认计划，认定名称${e.names.length}个`,
    en: `confirmed the plan and the meaning of ${e.names.length} names`,
  }),
});

export const confirmPlan = action({
  title: { zh: "确认计划", en: "Confirm a plan" },
  by: ["office"],
  command: z.object({}),
  example: {},
  events: [PlanConfirmed],
  open(plan: PlanState) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status === "confirmed") return unchanged;
    if (plan.status !== "draft") return reject("NOT_A_DRAFT");
    const open = plan.warnings.flatMap((warning, at) =>
      isOpen(plan, warning, at + 1) ? [`${at + 1} ${warning.code}`] : [],
    );
    return open.length > 0 ? reject("WARNINGS_OPEN", open.join(", ")) : plan;
  },
  decide(plan, _command, actor, given: { readonly roster: RosterState }) {
    const today = beijingDay(actor.at);
    const names = meaningsOn(plan, given.roster, today, daysMeant(plan.signedOn, today));
    return isRejection(names) ? names : [PlanConfirmed({ by: "read", names: [...names] })];
  },
});

/** True if a person must still settle the warning. */
function isOpen(plan: PlanState, warning: ImportWarning, warningNo: number): boolean {
  const decision = plan.settled.get(warningNo);
  // What the cell above says may have been decided anew since.
  if (decision?.kind === "asAbove") return !namesAbove(plan, warning);
  // Unknown names are checked against the roster: to register a name settles its warning.
  return decision === undefined && warning.severity === "blocking" && warning.code !== "UNIT_UNKNOWN";
}
