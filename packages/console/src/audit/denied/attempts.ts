// Denied attempts by unit and reason 被拒的操作: which fit, and how many there are of each.
import type { DeniedAttemptsQuery } from "../../generated/operations.ts";
import type { DeniedState } from "./address.ts";

type Event = DeniedAttemptsQuery["history"]["edges"][number]["node"];

/** An attempt: the event that recorded it, with what was tried. */
export type Attempt = Event & { readonly denied: NonNullable<Event["denied"]> };

/** A unit or a reason, and how many attempts there are with it. */
export interface Counted {
  readonly value: string;
  readonly count: number;
}

/** The attempts among events. */
export const attemptsIn = (events: readonly Event[]): readonly Attempt[] =>
  events.flatMap((event) => (event.denied ? [{ ...event, denied: event.denied }] : []));

/** The units of an attempt: the one that tried, and the one whose part was meant. */
const unitsOf = ({ onBehalfOf, denied }: Attempt): readonly { readonly id: string; readonly name: string }[] => {
  const [by, target] = [onBehalfOf?.unitId, denied.targetUnitId];
  return [
    ...(by == null ? [] : [{ id: String(by), name: onBehalfOf?.unitName ?? String(by) }]),
    ...(target == null || target === by ? [] : [{ id: String(target), name: denied.targetUnitName ?? String(target) }]),
  ];
};

const isOf = (attempt: Attempt, unit: string | undefined): boolean =>
  unit === undefined || unitsOf(attempt).some(({ id }) => id === unit);

/** The attempts that fit a state of the page. Its days are asked of the server. */
export const fitting = (attempts: readonly Attempt[], { unit, reason }: DeniedState): readonly Attempt[] =>
  attempts.filter((each) => isOf(each, unit) && (reason === undefined || each.denied.reason === reason));

/** The units that attempts are of, by their names, with how many: none of the others is a filter. */
export function unitsIn(attempts: readonly Attempt[]): readonly (Counted & { readonly name: string })[] {
  const found = new Map<string, { readonly name: string; readonly count: number }>();
  for (const { id, name } of attempts.flatMap(unitsOf)) found.set(id, { name, count: (found.get(id)?.count ?? 0) + 1 });
  return [...found].map(([value, each]) => ({ value, ...each })).sort((a, b) => b.count - a.count);
}

/** The reasons of attempts, with how many; `said` is one of them in words. */
export function reasonsIn(
  attempts: readonly Attempt[],
): readonly (Counted & { readonly said: Attempt["denied"]["reasonSaid"] })[] {
  const found = new Map<string, { readonly said: Attempt["denied"]["reasonSaid"]; readonly count: number }>();
  for (const { denied } of attempts)
    found.set(denied.reason, { said: denied.reasonSaid, count: (found.get(denied.reason)?.count ?? 0) + 1 });
  return [...found].map(([value, each]) => ({ value, ...each })).sort((a, b) => b.count - a.count);
}
