// What a roster file changes 名录变更: each of its entries as the single commands decide on it, and every fault.
import { isRejection, type Rejection, reject } from "../kernel/action.ts";
import type { Actor } from "../kernel/actor.ts";
import type { AnyEvent, FactOf } from "../kernel/event.ts";
import { addAlias } from "./add-alias.ts";
import { changeMembership } from "./change-membership.ts";
import { defineGroup } from "./define-group.ts";
import { asIfEnding } from "./ending.ts";
import { heldIn, lastGiven, ownersGiven, refusalOfName } from "./known-names.ts";
import { mergeUnits } from "./merge-units.ts";
import { foldName } from "./names.ts";
import { registering, registerUnit } from "./register-unit.ts";
import { retireUnit } from "./retire-unit.ts";
import { type RosterLoad, spanIn } from "./roster-file.ts";
import { faultsInFile, type RosterFault } from "./roster-file-faults.ts";
import { setCreditCode } from "./set-credit-code.ts";
import { membersOn, type NameOwner, type RosterState, type Span } from "./state.ts";
import { hasEnded } from "./unit-end.ts";

const loading = [registerUnit, addAlias, defineGroup, changeMembership, setCreditCode, mergeUnits, retireUnit] as const;
/** Every event that loading a roster may state. */
export const loadEvents = loading.flatMap(({ events }) => [...events]);
type RosterFact = FactOf<(typeof loadEvents)[number]>;
type Path = RosterFault["path"];

/** An entry of a roster file, and what becomes of it. */
export interface RosterEntry {
  readonly name: string;
  readonly becomes: "new" | "changed" | "unchanged";
}

/** What a roster file changes. With any fault, nothing is changed at all. */
export interface RosterChanges {
  /** The units and then the groups, in the order of the file. */
  readonly entries: readonly RosterEntry[];
  readonly facts: readonly RosterFact[];
  readonly faults: readonly RosterFault[];
  /** The roster with the facts. */
  readonly after: RosterState;
}

/**
 * Compares a roster file with the roster. A name means who has it on the entry's day or later; where the entry has no day of
 * its own, also the unit that had it before. What is known keeps the day from which it holds, unless the file gives it one
 * of its own. So a name that is out of use is that of a new unit where the entry says since when. A known list group gets the members that the file lists: from
 * the entry's day on those that it has not yet join, and those that the file does not list leave. A member that counts only
 * from a later day joins then.
 */
export function rosterChanges(before: RosterState, said: RosterLoad, actor: Actor): RosterChanges {
  const faults = faultsInFile(said);
  const faulty = new Set(faults.map(({ path }) => path.join(".")));
  const facts: RosterFact[] = [];
  const becomes = new Map<string, RosterEntry["becomes"]>();
  let after = before;
  for (const decideIn of decisionsOn(said, actor)) {
    for (const { path, outcome } of decideIn(after)) {
      // What is wrong in the file itself is told once, and not again for what follows from it.
      if (isRejection(outcome) && !faulty.has(path.join("."))) faults.push({ path, rejection: outcome });
      for (const fact of isRejection(outcome) ? [] : outcome) {
        facts.push(fact);
        after = evolved(after, fact);
        const entry = entryOf(path);
        becomes.set(entry, isBeginning(fact) ? "new" : (becomes.get(entry) ?? "changed"));
      }
    }
  }
  const entryAt = (list: string) => (entry: { readonly name: string }, at: number) => ({
    name: entry.name,
    becomes: becomes.get(entryOf([list, at])) ?? ("unchanged" as const),
  });
  const entries = [...said.units.map(entryAt("units")), ...said.groups.map(entryAt("groups"))];
  return { entries, facts, faults, after };
}

const entryOf = (path: Path): string => path.slice(0, 2).join(".");
const isBeginning = ({ type }: RosterFact): boolean => type === "UnitRegistered" || type === "GroupDefined";

/** What is decided on a part of an entry: facts, or why it cannot be loaded. */
interface Decision {
  readonly path: Path;
  readonly outcome: Rejection | readonly RosterFact[];
}

/** Decides in the roster as the entries before have made it. */
type DecideIn = (roster: RosterState) => readonly Decision[];

type UnitSaid = RosterLoad["units"][number];
type GroupSaid = RosterLoad["groups"][number];

/**
 * All units come before the groups they are members of, names before the aliases that might hide one, and of units that have
 * one name the older before the later.
 */
function decisionsOn(said: RosterLoad, actor: Actor): DecideIn[] {
  const { regionId, units, groups } = said;

  const inOrder = olderFirst(said);
  let last: { readonly roster: RosterState; readonly ending: RosterState } | undefined;

  /** The roster with the ends that the file gives its units, which are entered last: from then on their names are free. */
  function endingIn(roster: RosterState): RosterState {
    if (last?.roster === roster) return last.ending;
    const so = new Map(roster.units);
    const ending = { ...roster, units: so };
    for (const { unit } of inOrder) {
      if (!unit.endedOn) continue;
      const owner = meantBy(ending, "unit", unit.name, spanIn(said, unit), unit.validFrom);
      const known = owner?.kind === "unit" ? so.get(owner.unitId) : undefined;
      if (owner?.kind === "unit" && known) so.set(owner.unitId, asIfEnding(known, unit.endedOn));
    }
    last = { roster, ending };
    return ending;
  }

  const ownerOf = (roster: RosterState, kind: NameOwner["kind"], entry: UnitSaid | GroupSaid) =>
    meantBy(endingIn(roster), kind, entry.name, spanIn(said, entry), entry.validFrom);

  const registers = (unit: UnitSaid, path: Path): DecideIn => {
    const { name } = unit;
    return (roster) => {
      const owner = ownerOf(roster, "unit", unit);
      if (owner?.kind === "unit" && unit.validFrom === null) return [];
      const validFrom = unit.validFrom ?? said.validFrom;
      const newId = roster.units.has(unit.unitId) ? (unit.laterUnitId ?? unit.unitId) : unit.unitId;
      const unitId = owner?.kind === "unit" ? owner.unitId : newId;
      const command = { regionId, unitId, name, validFrom };
      return [{ path, outcome: registering(endingIn(roster), command, unit.endedOn ?? null) }];
    };
  };

  const addsAlias = (kind: NameOwner["kind"], entry: UnitSaid | GroupSaid, alias: string, path: Path): DecideIn => {
    return (roster) => {
      const of = ownerOf(roster, kind, entry);
      // The name itself has its fault already.
      if (of?.kind !== kind) return [];
      const ending = endingIn(roster);
      const span = spanIn(said, entry);
      const taken = refusalOfName(ending, alias, of, span);
      if (taken) return [{ path, outcome: taken }];
      // Also one that was ended.
      if (entry.validFrom === null && lastGiven(roster, alias, of)) return [];
      return [{ path, outcome: addAlias.decide(ending, { of, alias, validFrom: span.validFrom }, actor) }];
    };
  };

  const defines = (group: GroupSaid, path: Path): DecideIn => {
    const { name, kind } = group;
    return (roster) => {
      const groupId = roster.groups.has(group.groupId) ? (group.laterGroupId ?? group.groupId) : group.groupId;
      const owner = ownerOf(roster, "group", group);
      const validFrom = group.validFrom ?? said.validFrom;
      const own = owner?.kind === "group" ? owner : ({ kind: "group", groupId } as const);
      const taken = refusalOfName(endingIn(roster), name, own, spanIn(said, group));
      if (taken) return [{ path: [...path, "name"], outcome: taken }];
      const unknown = unknownMembers(roster, group, path);
      // Without one of its members, the others would be told as the whole group.
      if (unknown.length > 0) return unknown;
      const listed = memberIds(roster, group);
      const members = listed.filter((unit) => dayOf(roster, unit) <= validFrom && !isOver(roster, unit, validFrom));
      const known = owner?.kind === "group" ? roster.groups.get(owner.groupId) : undefined;
      if (owner?.kind !== "group" || !known) {
        const command = { regionId, groupId, name, kind, members, validFrom };
        return [{ path, outcome: defineGroup.decide(roster, command, actor) }];
      }
      if (known.kind !== kind) return [{ path: [...path, "kind"], outcome: reject("GROUP_EXISTS", name) }];
      const present = new Set(membersOn(known, validFrom));
      const joined = members.filter((unit) => !present.has(unit));
      const left = [...present].filter((unit) => !listed.includes(unit));
      if (joined.length + left.length === 0) return [];
      const command = { groupId: owner.groupId, joined, left, effectiveOn: validFrom };
      return [{ path: [...path, "members"], outcome: changeMembership.decide(roster, command, actor) }];
    };
  };

  /** Members that count only from a later day join then. */
  const joinLater = (group: GroupSaid, path: Path): DecideIn => {
    return (roster) => {
      const owner = ownerOf(roster, "group", group);
      const known = owner?.kind === "group" ? roster.groups.get(owner.groupId) : undefined;
      if (owner?.kind !== "group" || !known || unknownMembers(roster, group, path).length > 0) return [];
      const day = group.validFrom ?? said.validFrom;
      const later = memberIds(roster, group).filter(
        (unit) => dayOf(roster, unit) > day && !isOver(roster, unit, dayOf(roster, unit)),
      );
      return later
        .filter((unit) => !membersOn(known, dayOf(roster, unit)).includes(unit))
        .map((unit) => {
          const command = { groupId: owner.groupId, joined: [unit], left: [], effectiveOn: dayOf(roster, unit) };
          return { path: [...path, "members"], outcome: changeMembership.decide(roster, command, actor) };
        });
    };
  };

  /** The unit of each member, as its name is meant on the group's day or later. */
  const membersOf = (roster: RosterState, group: GroupSaid) => {
    const ending = endingIn(roster);
    return group.members.map((name) => meantBy(ending, "unit", name, spanIn(said, group), null));
  };

  const memberIds = (roster: RosterState, group: GroupSaid): string[] => [
    ...new Set(membersOf(roster, group).flatMap((owner) => (owner?.kind === "unit" ? [owner.unitId] : []))),
  ];

  const unknownMembers = (roster: RosterState, group: GroupSaid, path: Path): Decision[] =>
    membersOf(roster, group).flatMap((owner, at) => {
      const outcome = reject("UNIT_NOT_FOUND", group.members[at] ?? "");
      return owner?.kind === "unit" ? [] : [{ path: [...path, "members", at], outcome }];
    });

  /** The code of a unit, and its end, after everything else that the file says of it. */
  const setsCode = (unit: UnitSaid, path: Path): DecideIn => {
    return (roster) => {
      const owner = ownerOf(roster, "unit", unit);
      if (owner?.kind !== "unit" || !unit.creditCode) return [];
      const command = { unitId: owner.unitId, code: unit.creditCode };
      return [{ path, outcome: setCreditCode.decide(roster, command, actor) }];
    };
  };

  const ends = (unit: UnitSaid, path: Path): DecideIn => {
    const { endedOn, successor } = unit;
    return (roster) => {
      const owner = ownerOf(roster, "unit", unit);
      if (owner?.kind !== "unit") return [];
      if (!endedOn) {
        const outcome = reject("SUCCESSOR_WITHOUT_END", successor ?? null);
        return successor ? [{ path: [...path, "successor"], outcome }] : [];
      }
      const command = { on: endedOn, reason: { text: "按名录文件载入。" } };
      if (!successor) {
        const outcome = retireUnit.decide(roster, { ...command, unitId: owner.unitId }, actor);
        return [{ path: [...path, "endedOn"], outcome }];
      }
      const heir = meantBy(endingIn(roster), "unit", successor, { validFrom: endedOn, until: null }, null);
      if (heir?.kind !== "unit")
        return [{ path: [...path, "successor"], outcome: reject("UNIT_NOT_FOUND", successor) }];
      const merge = { ...command, from: [owner.unitId], into: { unitId: heir.unitId, name: null } };
      return [{ path: [...path, "endedOn"], outcome: mergeUnits.decide(roster, merge, actor) }];
    };
  };

  const addsAliases = (kind: NameOwner["kind"], entry: UnitSaid | GroupSaid, path: Path) =>
    entry.aliases.map((alias, at) => addsAlias(kind, entry, alias, [...path, "aliases", at]));

  return [
    ...inOrder.map(({ unit, at }) => registers(unit, ["units", at, "name"])),
    ...units.flatMap((unit, at) => addsAliases("unit", unit, ["units", at])),
    ...groups.flatMap((group, at) => [defines(group, ["groups", at]), joinLater(group, ["groups", at])]),
    ...groups.flatMap((group, at) => addsAliases("group", group, ["groups", at])),
    ...units.map((unit, at) => setsCode(unit, ["units", at, "creditCode"])),
    ...units.map((unit, at) => ends(unit, ["units", at])),
  ];
}

/** The units in the order of the file, but those of one name together and by their days. */
function olderFirst(said: RosterLoad) {
  const byName = new Map<string, { readonly unit: UnitSaid; readonly at: number; readonly from: string }[]>();
  for (const [at, unit] of said.units.entries()) {
    const known = byName.get(foldName(unit.name)) ?? [];
    byName.set(foldName(unit.name), [...known, { unit, at, from: spanIn(said, unit).validFrom }]);
  }
  return [...byName.values()].flatMap((same) => same.sort((a, b) => (a.from < b.from ? -1 : 1)));
}

/**
 * Whom a name means within some days: who has it then, or else, where the entry has no day of its own, who was given it last
 * among those of the kind.
 */
function meantBy(
  roster: RosterState,
  kind: NameOwner["kind"],
  name: string,
  span: Span,
  validFrom: string | null,
): NameOwner | undefined {
  const [held] = heldIn(roster, name, span);
  if (held || validFrom !== null) return held?.owner;
  return ownersGiven(roster, name).findLast((owner) => owner.kind === kind);
}

/** The day from which a unit counts. */
const dayOf = ({ units }: RosterState, unitId: string): string => units.get(unitId)?.validFrom ?? "";

const isOver = ({ units }: RosterState, unitId: string, day: string): boolean => {
  const unit = units.get(unitId);
  return unit !== undefined && hasEnded(unit, day);
};

const events: ReadonlyMap<string, AnyEvent> = new Map(loadEvents.map((event) => [event.type, event]));

const evolved = (roster: RosterState, { type, data }: RosterFact): RosterState =>
  events.get(type)?.evolve(roster, data, 0) ?? roster;
