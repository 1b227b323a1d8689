// The acts that fill the roster of a region: units, their other names, and groups.
import { type CommandOf, type RosterFile, roster, rosterLoadOf } from "@taizhang/domain";
import { rosterOf, type SeedRoster } from "../rosters.ts";
import type { Act, Stage } from "./stage.ts";

const filledAt = "2021-01-04 09:00";
const validFrom = "2021-01-01";

/** Fills the roster of a region before its notice is imported. */
export function rosterActs(regionId: string): Act[] {
  const of = rosterOf(regionId);
  return [give(of, "loadRoster", ({ identity }) => rosterLoadOf(identity, regionId, asFile(of)))];
}

/** Enters the office, its first alias and a predicate group one by one, before the file with all of them is loaded. */
export function enteredByHand(regionId: string): Act[] {
  const of = rosterOf(regionId);
  const office = of.units.find(({ name }) => name === of.office);
  const group = of.groups.find(({ kind }) => kind === "predicate");
  const alias = office?.aliases[0];
  if (!alias || !group) throw new Error(`the roster of ${regionId} has no alias of the office, or no predicate group`);
  return [
    give(of, "registerUnit", (stage) => ({
      regionId,
      unitId: stage.unitId(regionId, of.office),
      name: of.office,
      validFrom,
    })),
    give(of, "addAlias", (stage) => ({
      of: { kind: "unit", unitId: stage.unitId(regionId, of.office) },
      alias,
      validFrom,
    })),
    give(of, "defineGroup", (stage) => ({
      regionId,
      groupId: stage.groupId(regionId, group.name),
      name: group.name,
      kind: "predicate",
      members: [],
      validFrom,
    })),
  ];
}

/** Units join a list group from a day on; plans issued before are not affected. */
export function joins(at: string, regionId: string, group: string, units: readonly string[], effectiveOn: string): Act {
  return {
    at,
    play: (stage) =>
      stage.give(
        roster,
        "changeMembership",
        regionId,
        {
          groupId: stage.groupId(regionId, group),
          joined: units.map((unit) => stage.unitId(regionId, unit)),
          left: [],
          effectiveOn,
        },
        { at, by: { regionId, unit: rosterOf(regionId).office, role: "office" } },
      ),
  };
}

/** A unit counts from another day than was entered. */
export function correctsValidity(at: string, regionId: string, unit: string, validFrom: string, reason: string): Act {
  return {
    at,
    play: (stage) =>
      stage.give(
        roster,
        "correctValidity",
        regionId,
        {
          of: { kind: "unit", unitId: stage.unitId(regionId, unit) },
          name: unit,
          validFrom,
          reason: { text: reason },
        },
        { at, by: { regionId, unit: rosterOf(regionId).office, role: "office" } },
      ),
  };
}
/** What a roster of the seeds says, without where it is printed. */
const asFile = ({ units, groups }: SeedRoster): RosterFile => ({
  validFrom,
  units: units.map(({ name, aliases }) => ({ name, aliases, validFrom: null })),
  groups: groups.map((group) => {
    const { name, aliases, kind } = group;
    return { name, aliases, kind, members: group.kind === "list" ? group.members : [], validFrom: null };
  }),
});

function give<Name extends keyof typeof roster.actions>(
  of: SeedRoster,
  name: Name,
  command: (stage: Stage) => CommandOf<(typeof roster.actions)[Name]>,
): Act {
  const by = { regionId: of.regionId, unit: of.office, role: "admin" } as const;
  return { at: filledAt, play: (stage) => stage.give(roster, name, of.regionId, command(stage), { at: filledAt, by }) };
}
