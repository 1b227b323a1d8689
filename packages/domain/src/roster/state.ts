// What roster decisions must know: which unit or group has which names, and who belongs to a group on a day.
import { reject } from "../kernel/action.ts";
import { foldName } from "./names.ts";

/** A unit's time in a group: from the day `from` on, until the day before `until`; null if it has no end. */
export interface Membership {
  readonly unitId: string;
  readonly from: string;
  readonly until: string | null;
}

/** A group: words that stand for several units. */
export interface RosterGroup {
  readonly name: string;
  /** A list group has members; a predicate group is filled per task by a person. */
  readonly kind: "list" | "predicate";
  readonly validFrom: string;
  /** The first day on which its words stand for nobody any more; null if there is no end. */
  readonly until: string | null;
  /** They go on after its end: what it is printed in before may be issued later. */
  readonly members: readonly Membership[];
}

/** The unit or group that has a name. */
export type NameOwner =
  | { readonly kind: "unit"; readonly unitId: string }
  | { readonly kind: "group"; readonly groupId: string };

/** The end of a unit 撤并. */
export interface UnitEnd {
  readonly kind: "merged" | "split" | "retired";
  /** The first day on which it is no more. */
  readonly on: string;
  /** The units that came of it: one of a merger, several of a split, none otherwise. */
  readonly into: readonly string[];
  /** The unit that takes over what it left open; null while nobody has said who does. */
  readonly heir: string | null;
}

/** What the end of a unit changed in a group, so that it can be undone. */
export interface PlaceLeft {
  readonly groupId: string;
  /** The unit's own times as they were before. */
  readonly times: readonly Membership[];
  /** The units that joined in its place, with the first day of each. */
  readonly stoodIn: readonly Pick<Membership, "unitId" | "from">[];
}

/** A unit: its name, the day from which it counts, and the other spellings of its name. */
export interface RosterUnit {
  /** The name it was given last, perhaps from a day to come. */
  readonly name: string;
  /** The day from which the unit counts, by its first name. */
  readonly validFrom: string;
  readonly aliases: readonly string[];
  /** The names it had before, in order, each until the day before `until`. */
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
  /** Null while it has none. */
  readonly end: UnitEnd | null;
  /** What its end changed in the groups; nothing while it has none. */
  readonly placesLeft: readonly PlaceLeft[];
  /** True once an end of it was undone. */
  readonly isRestored: boolean;
  /** Its code of GB 32100 统一社会信用代码; null while none is known. */
  readonly creditCode: string | null;
}

/** A unit that has just been registered. */
export const newUnit = (name: string, validFrom: string): RosterUnit => ({
  ...{ name, validFrom, aliases: [], formerNames: [], creditCode: null },
  ...{ end: null, placesLeft: [], isRestored: false },
});

/** Days from one on, until the day before `until`; null if there is no end. */
export interface Span {
  readonly validFrom: string;
  readonly until: string | null;
}

/** Who has a name, from the day on which it is understood until the day before `until`; null if there is no end. */
export interface KnownName extends Span {
  readonly owner: NameOwner;
}

/** The state of a region's roster. */
export interface RosterState {
  /** Null until the first unit or group is entered. */
  readonly regionId: string | null;
  readonly units: ReadonlyMap<string, RosterUnit>;
  readonly groups: ReadonlyMap<string, RosterGroup>;
  /**
   * By folded name: who was given it, in the order entered, for the days that were said. What counts of these days, which end
   * with a unit, `holdersOf` says; one that ends on the day it begins never counts. No two count on the same day.
   */
  readonly names: ReadonlyMap<string, readonly KnownName[]>;
}

export const emptyRoster: RosterState = { regionId: null, units: new Map(), groups: new Map(), names: new Map() };

/** A unit or group of the roster. */
export const entryOf = (roster: Pick<RosterState, "units" | "groups">, owner: NameOwner) =>
  owner.kind === "unit" ? roster.units.get(owner.unitId) : roster.groups.get(owner.groupId);

/** True if two names belong to the same unit or group. */
export const isSameOwner = (a: NameOwner, b: NameOwner): boolean =>
  (a.kind === "unit" && b.kind === "unit" && a.unitId === b.unitId) ||
  (a.kind === "group" && b.kind === "group" && a.groupId === b.groupId);

/** The name of a unit on a day: its first one before, and its last one after its end. */
export const nameOn = ({ name, formerNames }: Pick<RosterUnit, "name" | "formerNames">, day: string): string =>
  formerNames.find(({ until }) => day < until)?.name ?? name;

/** The name of a unit or group on a day; an id that the roster does not know stands for itself. */
export function nameOfOn({ units, groups }: RosterState, id: string, day: string): string {
  const unit = units.get(id);
  return unit ? nameOn(unit, day) : (groups.get(id)?.name ?? id);
}

/** Units by the names that they have now, as the detail of a refusal; an id that the roster does not know stands for itself. */
export const namesOf = (units: RosterState["units"], unitIds: readonly string[], between = "、"): string =>
  unitIds.map((id) => units.get(id)?.name ?? id).join(between);

/** The own names of a unit in order, each with its days. */
export function ownNamesOf({
  name,
  validFrom,
  formerNames,
  end,
}: Pick<RosterUnit, "name" | "validFrom" | "formerNames" | "end">): (Span & { readonly name: string })[] {
  const starts = [validFrom, ...formerNames.map(({ until }) => until)];
  const names = [...formerNames, { name, until: end?.on ?? null }];
  return names.map((each, at) => ({ ...each, validFrom: starts[at] ?? validFrom }));
}

/** The place of the own name that a unit has from a day on, among `ownNamesOf`; -1 if it is none, but an alias. */
export const ownNameSince = (unit: Parameters<typeof ownNamesOf>[0], name: string, since: string): number =>
  ownNamesOf(unit).findLastIndex((own) => own.validFrom === since && foldName(own.name) === foldName(name));

/** A unit, or what a read model has of it, with another name in place of the own one that it has from a day on. */
export function namedSince<Named extends Parameters<typeof ownNamesOf>[0]>(
  unit: Named,
  name: string,
  since: string,
  corrected: string,
): Named {
  const at = ownNameSince(unit, name, since);
  const former = unit.formerNames[at];
  if (at < 0) return unit;
  if (!former) return { ...unit, name: corrected };
  return { ...unit, formerNames: unit.formerNames.with(at, { name: corrected, until: former.until }) };
}

/** The refusal of a group that has ended by a day; null if it counts, or is still to. */
export const refusalOfEndedGroup = ({ name, until }: Pick<RosterGroup, "name" | "until">, day: string) =>
  until !== null && until <= day ? reject("GROUP_ENDED", `${name} ${until}`) : null;

/** The units that do not count yet on a day, with the days from which they do, in words; null if all count. */
export function notValidYet(units: RosterState["units"], unitIds: Iterable<string>, day: string): string | null {
  const early = [...unitIds].flatMap((id) => units.get(id) ?? []).filter(({ validFrom }) => validFrom > day);
  return early.length === 0 ? null : tellEarly(early, day);
}

/** Names that do not count yet on a day, as the detail of the refusal `NOT_VALID_YET`. */
export function tellEarly(
  early: readonly { readonly name: string; readonly validFrom: string }[],
  day: string,
): string {
  return `${early.map(({ name, validFrom }) => `${name} ${validFrom}`).join("、")} > ${day}`;
}

/** True if what holds from a day on, until before another, such as a membership or an alias, holds on a day. */
export function holdsOn({ from, until }: Pick<Membership, "from" | "until">, day: string): boolean {
  return from <= day && (until === null || day < until);
}

/** The members of a list group on a day, each once, in the order they were entered; none of a predicate group. */
export function membersOn(group: RosterGroup, day: string): string[] {
  return [...new Set(group.members.filter((member) => holdsOn(member, day)).map((member) => member.unitId))];
}

/** A change of a group's members: who joins and who leaves on a day. */
export interface MembersChange {
  readonly joined: readonly string[];
  readonly left: readonly string[];
  readonly effectiveOn: string;
}

/**
 * The memberships after a change, in the order they were entered. Who leaves on the day a time begins was never in it.
 * Whoever joins before a later time of the same unit stays until that begins. So times of a unit never overlap, and none
 * ends before it begins.
 */
export function changedMembers(
  members: readonly Membership[],
  { joined, left, effectiveOn }: MembersChange,
): Membership[] {
  const stayed = members.flatMap((member) => {
    if (!left.includes(member.unitId) || !holdsOn(member, effectiveOn)) return [member];
    return member.from === effectiveOn ? [] : [{ ...member, until: effectiveOn }];
  });
  const came = joined.map((unitId): Membership => {
    const later = stayed.filter((member) => member.unitId === unitId && member.from > effectiveOn);
    const until = later.map(({ from }) => from).sort()[0] ?? null;
    return { unitId, from: effectiveOn, until };
  });
  return [...stayed, ...came];
}

/**
 * The memberships of a group that counts from another day than was said: those that began with it begin with it still, and
 * none begins before it.
 */
export function membersSince(members: readonly Membership[], before: string, after: string): Membership[] {
  return members
    .map((member) => (member.from === before || member.from < after ? { ...member, from: after } : member))
    .filter(({ until }) => until === null || after < until);
}
