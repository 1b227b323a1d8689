// Successions 承接: what becomes of what units left open when they ended. It goes to who has their work, or is nobody's.
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

/** A task in which such a unit has left something. */
export interface Left {
  readonly taskId: string;
  /** False where its part is done, and only its lead of the task is left to nobody. */
  readonly isOpen: boolean;
}

/** The units of a region that have ended by a day, with who has their work then. */
export function successionsOn({ units }: Pick<RosterState, "units">, day: string): Succession[] {
  return [...units].flatMap(([unitId, unit]) =>
    unit.end && hasEnded(unit, day) ? [{ unitId, on: unit.end.on, to: heirOn(units, unitId, day) }] : [],
  );
}

/** The command for what such a unit has left in a task. A part that is done stays its own; the office reviews in its place. */
export function succeeding(
  { unitId, on, to }: Succession,
  { taskId, isOpen }: Left,
  roster: RosterState,
): PolicyCommand {
  if (to === null || !isOpen) return command(task, "noteOwnerless", taskId, { unitId, on });
  const nameOf = (id: string) => nameOfOn(roster, id, on);
  const reason = { text: `${nameOf(unitId)}自${on}起撤并，由${nameOf(to)}承接。` };
  return command(task, "handOver", taskId, { unitId, toUnitId: to, reason }, roster);
}
