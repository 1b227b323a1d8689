// What roster decisions must know: which unit or group has which names, and who belongs to a group on a day.
import { canonicalName, foldName } from "./names.ts";

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
  /** Its code of GB 32100 统一社会信用代码; null while none is known. */
  readonly creditCode: string | null;
}

/** A unit that has just been registered. */
export const newUnit = (name: string, validFrom: string): RosterUnit => ({
  ...{ name, validFrom, aliases: [], formerNames: [], end: null, creditCode: null },
});

/** Who has a name, from the day on which it is understood until the day before `until`; null if there is no end. */
export interface KnownName {
  readonly owner: NameOwner;
  readonly validFrom: string;
  readonly until: string | null;
}

/** The state of a region's roster. */
export interface RosterState {
  /** Null until the first unit or group is entered. */
  readonly regionId: string | null;
  readonly units: ReadonlyMap<string, RosterUnit>;
  readonly groups: ReadonlyMap<string, RosterGroup>;
  /** By folded name: who has had it, in the order entered. Their times do not overlap, unless the owner is the same. */
  readonly names: ReadonlyMap<string, readonly KnownName[]>;
}

export const emptyRoster: RosterState = { regionId: null, units: new Map(), groups: new Map(), names: new Map() };

/** The unit or group that has a name, or had it last. Spellings that `foldName` makes equal are one name. */
export function ownerOf(roster: RosterState, name: string): NameOwner | undefined {
  const known = roster.names.get(foldName(name)) ?? [];
  return (known.find(({ until }) => until === null) ?? known.at(-1))?.owner;
}

/** A unit or group of the roster. */
export const entryOf = (roster: Pick<RosterState, "units" | "groups">, owner: NameOwner) =>
  owner.kind === "unit" ? roster.units.get(owner.unitId) : roster.groups.get(owner.groupId);

/** True if two names belong to the same unit or group. */
export const isSameOwner = (a: NameOwner, b: NameOwner): boolean =>
  (a.kind === "unit" && b.kind === "unit" && a.unitId === b.unitId) ||
  (a.kind === "group" && b.kind === "group" && a.groupId === b.groupId);

/** Who has, had or will have a name, with the days: none before the unit or group itself counts. */
export function holdersOf(roster: Pick<RosterState, "names" | "units" | "groups">, name: string): KnownName[] {
  return (roster.names.get(foldName(name)) ?? []).map((known) => {
    const since = entryOf(roster, known.owner)?.validFrom ?? known.validFrom;
    return since > known.validFrom ? { ...known, validFrom: since } : known;
  });
}

/** Who has a name at any time from a day on; undefined if it is free from then on. */
export const heldFrom = (roster: RosterState, name: string, day: string): KnownName | undefined =>
  roster.names.get(foldName(name))?.find(({ until }) => until === null || until > day);

/** The unit or group that a name means on a day; undefined if nobody has it, not yet or not any more. */
export function ownerOn(roster: RosterState, name: string, day: string): NameOwner | undefined {
  return holdersOf(roster, name).find(({ validFrom, until }) => validFrom <= day && (until === null || day < until))
    ?.owner;
}

/** The name of a unit on a day: its first one before, and its last one after its end. */
export const nameOn = ({ name, formerNames }: Pick<RosterUnit, "name" | "formerNames">, day: string): string =>
  formerNames.find(({ until }) => day < until)?.name ?? name;

/** The name of a unit or group on a day; an id that the roster does not know stands for itself. */
export function nameOfOn({ units, groups }: RosterState, id: string, day: string): string {
  const unit = units.get(id);
  return unit ? nameOn(unit, day) : (groups.get(id)?.name ?? id);
}

/** The own names of a unit in order, each with its days. */
export function ownNamesOf({
  name,
  validFrom,
  formerNames,
  end,
}: Pick<RosterUnit, "name" | "validFrom" | "formerNames" | "end">): (Omit<KnownName, "owner"> & {
  readonly name: string;
})[] {
  const starts = [validFrom, ...formerNames.map(({ until }) => until)];
  const names = [...formerNames, { name, until: end?.on ?? null }];
  return names.map((each, at) => ({ ...each, validFrom: starts[at] ?? validFrom }));
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

/** True if a membership holds on a day. */
function holdsOn({ from, until }: Membership, day: string): boolean {
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

/** The roster's names with one more; one that its owner has already gets another day instead. */
export function withName(
  { names }: Pick<RosterState, "names">,
  name: string,
  known: KnownName,
  before?: string,
): RosterState["names"] {
  const held = names.get(foldName(name)) ?? [];
  const at = held.findLastIndex(
    ({ owner, validFrom, until }) =>
      isSameOwner(owner, known.owner) && (before === undefined ? until === null : validFrom === before),
  );
  const next = at < 0 ? [...held, known] : held.with(at, known);
  return new Map(names).set(foldName(name), next);
}

/** The names after a unit has ended: whatever it had from that day on is free. */
export function namesWithout({ names }: Pick<RosterState, "names">, unitId: string, on: string): RosterState["names"] {
  const until = ({ owner, ...known }: KnownName): KnownName[] => {
    if (owner.kind !== "unit" || owner.unitId !== unitId) return [{ owner, ...known }];
    if (known.until !== null && known.until <= on) return [{ owner, ...known }];
    return known.validFrom < on ? [{ owner, ...known, until: on }] : [];
  };
  return new Map([...names].map(([name, held]) => [name, held.flatMap(until)]));
}
