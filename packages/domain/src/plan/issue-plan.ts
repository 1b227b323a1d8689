// Issuing a plan 印发: the plan takes effect; a policy opens its tasks and assigns their units.
import { z } from "zod";
import { beijingDay } from "../calendar.ts";
import { action, isRejection, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { canonicalJson } from "../kernel/canonical.ts";
import { event } from "../kernel/event.ts";
import { day } from "../kernel/shapes.ts";
import type { RosterState } from "../roster/state.ts";
import { meaning } from "./confirm-plan.ts";
import { earliestIssue, refusalOfIssueDay, refusalOfReportingDay } from "./issue-days.ts";
import type { NamesMeant } from "./meaning.ts";
import { namesAtIssue, refusalAtIssue } from "./opening.ts";
import { defaultSettings, type PlanSettings, planSettings } from "./settings.ts";
import type { PlanState } from "./state.ts";

export const PlanIssued = event({
  type: "PlanIssued",
  title: "印发计划",
  shape: z.object({
    ...{ issuedOn: day, settings: planSettings, taskCount: z.int().min(0) },
    /** The names that mean another unit or group on the day of issue than was confirmed; left out where there are none. */
    names: z.array(z.object({ name: z.string(), meaning })).optional(),
  }),
  sight: () => everybodys(),
  sample: { issuedOn: "2021-06-01", settings: defaultSettings, taskCount: 1 },
  evolve: (plan: PlanState, e): PlanState => ({
    ...plan,
    status: "issued",
    issuedOn: e.issuedOn,
    settings: e.settings,
    meanings: e.names
      ? { ...plan.meanings, names: new Map([...plan.meanings.names, ...e.names.map(meantBy)]) }
      : plan.meanings,
  }),
  tell: (e) => ({
    zh: `印发计划，印发之日${e.issuedOn}，任务${e.taskCount}项${e.settings.reportingOn ? `，完成情况于${e.settings.reportingOn}前报送` : ""}`,
    en: `issued the plan as of ${e.issuedOn} with ${e.taskCount} tasks${e.settings.reportingOn ? `; completion is reported by ${e.settings.reportingOn}` : ""}`,
  }),
});

const meantBy = ({ name, meaning }: NamesMeant[number]) => [name, meaning] as const;

export const issuePlan = action({
  title: { zh: "印发计划", en: "Issue a plan" },
  by: ["office"],
  command: z.object({
    settings: planSettings,
    /** The day of issue, if it was issued on paper before; left out, it is today. */
    issuedOn: day.optional(),
  }),
  example: { settings: defaultSettings },
  events: [PlanIssued],
  open(plan: PlanState) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status === "issued") return reject("ISSUED_OTHERWISE");
    if (plan.status === "closed") return reject("PLAN_CLOSED");
    return plan.status === "confirmed" ? plan : reject("PLAN_NOT_CONFIRMED");
  },
  already: ({ status, issuedOn, settings }, command) =>
    status === "issued" &&
    (command.issuedOn === undefined || command.issuedOn === issuedOn) &&
    canonicalJson(command.settings) === canonicalJson(settings),
  decide(plan, command, actor, { roster }: { readonly roster: RosterState }) {
    const today = beijingDay(actor.at);
    const { issuedOn = today, settings } = command;
    const refusal = refusalOfDays(plan, issuedOn, settings, today);
    if (refusal) return refusal;
    const names = namesAtIssue(plan, roster, issuedOn);
    if (isRejection(names)) return names;
    const changed = names.length > 0 && { names: [...names] };
    const issued = PlanIssued({ issuedOn, settings, taskCount: plan.rows.length, ...changed });
    return refusalAtIssue(PlanIssued.evolve(plan, issued.data, 0), roster, actor) ?? [issued];
  },
});

/** The refusal of days that make no sense for an issue; null if they do. */
const refusalOfDays = (plan: PlanState, issuedOn: string, settings: PlanSettings, today: string) =>
  (issuedOn === today ? null : refusalOfIssueDay(issuedOn, earliestIssue(plan, today), today)) ??
  refusalOfReportingDay(plan, issuedOn, settings);
