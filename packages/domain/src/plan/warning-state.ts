// How a warning of the import stands 提示状态: open, settled by a person, or overtaken by what happened since.
import { foldName } from "../roster/names.ts";
import type { Readable } from "./reading.ts";
import type { ImportWarning, PlanStatus } from "./state.ts";

export type WarningState = "open" | "settled" | "overtaken";

/**
 * How a warning stands. It is overtaken once the plan is no draft any more, and if the name that the roster did not know is
 * known by now, or was decided upon for the whole plan. `isKnown` asks the roster.
 */
export function warningStateOf(
  plan: Pick<Readable, "settled"> & { readonly status: PlanStatus; readonly warnings: readonly ImportWarning[] },
  warningNo: number,
  isKnown: (name: string) => boolean,
): WarningState {
  if (plan.settled.has(warningNo)) return "settled";
  if (plan.status !== "draft") return "overtaken";
  const { code, subject } = plan.warnings[warningNo - 1] ?? { code: "", subject: null };
  if (code !== "UNIT_UNKNOWN" || subject === null) return "open";
  return isKnown(subject) || isDecided(plan, subject) ? "overtaken" : "open";
}

/** True if a person decided what the name is to be read as everywhere in the plan. */
function isDecided(plan: Pick<Readable, "settled" | "warnings">, name: string): boolean {
  return [...plan.settled.values()].some(
    (decision) =>
      decision.kind !== "keep" &&
      decision.kind !== "asAbove" &&
      decision.scope === "everywhere" &&
      foldName(decision.name) === foldName(name),
  );
}
