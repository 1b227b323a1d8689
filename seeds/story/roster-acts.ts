// The acts that fill the roster of a region: units, their other names, and groups.
import { type CommandOf, roster } from "@taizhang/domain";
import { rosterOf, type SeedRoster } from "../rosters.ts";
import type { Act, Stage } from "./stage.ts";

const filledAt = "2021-01-04 09:00";
const validFrom = "2021-01-01";

/** Fills the roster of a region before its notice is imported. */
export function rosterActs(regionId: string): Act[] {
  const of = rosterOf(regionId);
  return [
    ...of.units.map((unit) =>
      give(of, "registerUnit", (stage) => ({
        regionId,
        unitId: stage.unitId(regionId, unit.name),
        name: unit.name,
        validFrom,
      })),
    ),
    ...of.units.flatMap((unit) =>
      unit.aliases.map((alias) =>
        give(of, "addAlias", (stage) => ({
          of: { kind: "unit", unitId: stage.unitId(regionId, unit.name) },
          alias,
          validFrom,
        })),
      ),
    ),
    ...of.groups.map((group) =>
      give(of, "defineGroup", (stage) => ({
        regionId,
        groupId: stage.groupId(regionId, group.name),
        name: group.name,
        kind: group.kind,
        members: group.kind === "list" ? group.members.map((member) => stage.unitId(regionId, member)) : [],
        validFrom,
      })),
    ),
    ...of.groups.flatMap((group) =>
      group.aliases.map((alias) =>
        give(of, "addAlias", (stage) => ({
          of: { kind: "group", groupId: stage.groupId(regionId, group.name) },
          alias,
          validFrom,
        })),
      ),
    ),
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

function give<Name extends keyof typeof roster.actions>(
  of: SeedRoster,
  name: Name,
  command: (stage: Stage) => CommandOf<(typeof roster.actions)[Name]>,
): Act {
  const by = { regionId: of.regionId, unit: of.office, role: "admin" } as const;
  return { at: filledAt, play: (stage) => stage.give(roster, name, of.regionId, command(stage), { at: filledAt, by }) };
}
