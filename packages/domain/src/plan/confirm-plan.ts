// Confirming a plan 确认: a person vouches for the reading, and every printed name gets its meaning.
import { z } from "zod";
import { action, reject } from "../kernel/action.ts";
import { everybodys } from "../kernel/affair.ts";
import { event } from "../kernel/event.ts";
import { sampleUnit } from "../kernel/sample-values.ts";
import { groupId, unitId } from "../kernel/shapes.ts";
import { ownerOf, type RosterState } from "../roster/state.ts";
import { type NameMeaning, namesOf, type PlanState, readingOf } from "./state.ts";

const meaning = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("unit"), unitId }),
  z.object({ kind: z.literal("group"), groupId }),
  z.object({ kind: z.literal("external") }),
]);

export const PlanConfirmed = event({
  type: "PlanConfirmed",
  shape: z.object({ names: z.array(z.object({ name: z.string(), meaning })) }),
  sight: () => everybodys(),
  sample: { names: [{ name: "区财政局", meaning: { kind: "unit", unitId: sampleUnit } }] },
  evolve: (plan: PlanState, e): PlanState => ({
    ...plan,
    status: "confirmed",
    meanings: new Map(e.names.map(({ name, meaning }) => [name, meaning])),
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
  decide(plan: PlanState, _command, _actor, given: { readonly roster: RosterState }) {
    if (plan.status === "none") return reject("PLAN_NOT_FOUND");
    if (plan.status === "confirmed") return [];
    if (plan.status !== "draft") return reject("NOT_A_DRAFT");
    // Unknown names are checked against the roster below: to register a name settles its warning.
    const open = plan.warnings.flatMap((warning, at) =>
      warning.severity === "blocking" && warning.code !== "UNIT_UNKNOWN" && !plan.settled.has(at + 1)
        ? [`${at + 1} ${warning.code}`]
        : [],
    );
    if (open.length > 0) return reject("WARNINGS_OPEN", open.join(", "));
    const names = namesOf(plan.rows).map((name) => ({ name, meaning: meaningOf(plan, name, given.roster) }));
    const unknown = names.filter((entry) => entry.meaning === undefined).map((entry) => entry.name);
    if (unknown.length > 0) return reject("UNIT_NAMES_UNKNOWN", unknown.join("、"));
    return [PlanConfirmed({ names: names.flatMap(({ name, meaning }) => (meaning ? [{ name, meaning }] : [])) })];
  },
});

function meaningOf(plan: PlanState, name: string, roster: RosterState): NameMeaning | undefined {
  const reading = readingOf(plan, name);
  return reading === null ? { kind: "external" } : ownerOf(roster, reading);
}
