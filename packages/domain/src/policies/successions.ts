// Successions 承接: what becomes of what units left open when they ended. It goes to who has their work, or is nobody's.
import { completion } from "../completion/index.ts";
import { allEnds } from "../plan/plan-now.ts";
import { nameOfOn, type RosterState } from "../roster/state.ts";
import { hasEnded, heirOn } from "../roster/unit-end.ts";
import { task } from "../task/index.ts";
import { command, type PolicyCommand } from "./policy.ts";

/** A unit that has ended by a day, and who has its work then. */
export interface Succession {
  readonly unitId: string;
  /** The first day on which it is no more. */
  readonly on: string;
  /** Null if nobody has its work. */
  readonly to: string | null;
}

/** What such a unit has left: a part that is open, what a part that is done leaves (see `leavesMore`), or a completion report. */
export type Left =
  | { readonly kind: "part" | "donePart"; readonly taskId: string }
  | { readonly kind: "completionReport"; readonly completionId: string };

/** The units of a region that have ended by a day, with who has their work then. */
export function successionsOn({ units }: Pick<RosterState, "units">, day: string): Succession[] {
  return [...units].flatMap(([unitId, unit]) =>
    unit.end && hasEnded(unit, day) ? [{ unitId, on: unit.end.on, to: heirOn(units, unitId, day) }] : [],
  );
}

/**
 * The command for what such a unit has left. A part that is done stays its own, and the office reviews in its place; nobody
 * reports for it.
 */
export function succeeding({ unitId, on, to }: Succession, left: Left, roster: RosterState): PolicyCommand {
  if (left.kind === "completionReport")
    return command(completion, "endCompletionReport", left.completionId, { unitId, cause: "unitEnded" }, allEnds);
  const { taskId } = left;
  if (to === null || left.kind === "donePart") return command(task, "noteOwnerless", taskId, { unitId, on });
  const nameOf = (id: string) => nameOfOn(roster, id, on);
  const reason = { text: `${nameOf(unitId)}自${on}起撤并，由${nameOf(to)}承接。` };
  return command(task, "handOver", taskId, { unitId, toUnitId: to, reason }, roster);
}
