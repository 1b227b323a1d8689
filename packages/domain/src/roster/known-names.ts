// Who has which name on which days 名称归属: one rule for every act that gives a name, and for every name that is looked up.
import { addDays } from "../calendar.ts";
import { type Rejection, reject } from "../kernel/action.ts";
import { canonicalName, foldName } from "./names.ts";
import { entryOf, holdsOn, isSameOwner, type KnownName, type NameOwner, type RosterState, type Span } from "./state.ts";

/** The first day on which a unit or group is no more; null if there is no end. */
export const endOf = ({ units, groups }: Pick<RosterState, "units" | "groups">, owner: NameOwner): string | null =>
  (owner.kind === "unit" ? units.get(owner.unitId)?.end?.on : groups.get(owner.groupId)?.until) ?? null;

/** Until when a name counts: no longer than its unit or group. */
export function untilOf(roster: Pick<RosterState, "units" | "groups">, { owner, until }: KnownName): string | null {
  const end = endOf(roster, owner);
  return end !== null && (until === null || end < until) ? end : until;
}

/** The days for which a name is taken; one that its unit or group has from before it counts is kept for it. */
const takenFor = (roster: Pick<RosterState, "names" | "units" | "groups">, name: string): KnownName[] =>
  (roster.names.get(foldName(name)) ?? [])
    .map((known) => ({ ...known, until: untilOf(roster, known) }))
    .filter(({ validFrom, until }) => until === null || validFrom < until);

/** Who has, had or will have a name, with the days on which it counts: none before the unit or group itself does. */
export function holdersOf(roster: Pick<RosterState, "names" | "units" | "groups">, name: string): KnownName[] {
  return takenFor(roster, name).flatMap((known) => {
    const since = entryOf(roster, known.owner)?.validFrom ?? known.validFrom;
    if (since <= known.validFrom) return [known];
    return known.until !== null && known.until <= since ? [] : [{ ...known, validFrom: since }];
  });
}

/** The unit or group that has a name, or had it last. Spellings that `foldName` makes equal are one name. */
export function ownerOf(roster: RosterState, name: string): NameOwner | undefined {
  const held = holdersOf(roster, name);
  return (held.find(({ until }) => until === null) ?? held.at(-1))?.owner;
}

/** True if two spans have a day in common. */
export const areOnOneDay = (a: Span, b: Span): boolean =>
  (a.until === null || b.validFrom < a.until) && (b.until === null || a.validFrom < b.until);

/** Who has a name within some days, the earliest first. */
export function heldIn(roster: Pick<RosterState, "names" | "units" | "groups">, name: string, span: Span): KnownName[] {
  return takenFor(roster, name)
    .filter((known) => areOnOneDay(known, span))
    .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
}

/** The refusal of a name that another unit or group has within some days, with whose it is, and when; null if it is free. */
export function refusalOfName(roster: RosterState, name: string, of: NameOwner, span: Span): Rejection | null {
  const held = heldByOther(roster, name, of, span);
  return held && refusalOfHeld(roster, held);
}

/** A name, and another one who has it. */
export interface HeldName {
  readonly name: string;
  readonly by: KnownName;
}

/** Who else has a name within some days; null if it is free. */
function heldByOther(roster: RosterState, name: string, of: NameOwner, span: Span): HeldName | null {
  const by = heldIn(roster, name, span).find(({ owner }) => !isSameOwner(owner, of));
  return by ? { name, by } : null;
}

/** The refusal of a name that another unit or group has, with whose it is, and when. */
export const refusalOfHeld = (
  roster: RosterState,
  { name, by }: HeldName,
  code: "NAME_TAKEN" | "NAME_WITH_SUCCESSOR" = "NAME_TAKEN",
): Rejection => reject(code, tellHolder(roster, name, by));

/**
 * The name of a unit or group that has ended on a day which another one has since; null if it has all its names still. `spelt` gives
 * a folded name as it was entered.
 */
export function nameGoneSince(
  roster: RosterState,
  owner: NameOwner,
  on: string,
  spelt: (folded: string) => string,
): HeldName | null {
  for (const [folded, given] of roster.names) {
    for (const { validFrom, until } of given.filter((known) => isSameOwner(known.owner, owner))) {
      if (until !== null && until <= on) continue;
      const again = { validFrom: validFrom < on ? on : validFrom, until };
      const held = heldByOther(roster, spelt(folded), owner, again);
      if (held) return held;
    }
  }
  return null;
}

/** A name with whose it is, where that is called otherwise, and its days. */
function tellHolder(roster: RosterState, name: string, { owner, ...span }: KnownName): string {
  const whose = entryOf(roster, owner)?.name ?? "";
  return `${name}${foldName(whose) === foldName(name) ? "" : ` → ${whose}`} ${tellSpan(span)}`;
}

/** Some days in words, with the last one that counts. */
export const tellSpan = ({ validFrom, until }: Span): string =>
  `${validFrom} –${until === null ? "" : ` ${addDays(until, -1)}`}`;

/** The unit or group that a name means on a day; undefined if nobody has it, not yet or not any more. */
export function ownerOn(roster: RosterState, name: string, day: string): NameOwner | undefined {
  return holdersOf(roster, name).find(({ validFrom, until }) => holdsOn({ from: validFrom, until }, day))?.owner;
}

/** Every name that somebody has, or had before, in its canonical form: of units, their other names, and of groups. */
export function namesUpTo(roster: RosterState, day: string): string[] {
  const entered = [
    ...[...roster.units.values()].flatMap(({ name, aliases, formerNames }) => [
      ...[...formerNames.map((former) => former.name), name, ...aliases],
    ]),
    ...[...roster.groups.values()].map(({ name }) => name),
  ];
  const spelt = new Map(entered.map((name) => [foldName(name), name]));
  // Other names of a group are kept by their folded form alone.
  return [...roster.names.keys()]
    .map((folded) => spelt.get(folded) ?? canonicalName(folded))
    .filter((name) => holdersOf(roster, name).some(({ validFrom }) => validFrom <= day));
}

/** The last time for which a unit or group was given a name, as it was said. */
export const lastGiven = ({ names }: Pick<RosterState, "names">, name: string, of: NameOwner): KnownName | undefined =>
  names.get(foldName(name))?.findLast(({ owner }) => isSameOwner(owner, of));

/** Who was ever given a name, in the order entered. */
export const ownersGiven = ({ names }: Pick<RosterState, "names">, name: string): NameOwner[] =>
  (names.get(foldName(name)) ?? []).map(({ owner }) => owner);

/** The roster's names with one more; with `before`, in place of the one that its owner had from that day. */
export function withName(
  { names }: Pick<RosterState, "names">,
  name: string,
  known: KnownName,
  before?: string,
): RosterState["names"] {
  const held = names.get(foldName(name)) ?? [];
  const at = held.findLastIndex(({ owner, validFrom }) => isSameOwner(owner, known.owner) && validFrom === before);
  const next = at < 0 ? [...held, known] : held.with(at, known);
  return new Map(names).set(foldName(name), next);
}
