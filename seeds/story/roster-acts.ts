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

/** A unit gets another name that was meant for somebody else, which the office takes back: it never was one. */
export function misnames(
  at: string,
  regionId: string,
  unit: string,
  alias: string,
  takenBackAt: string,
  reason: string,
): Act[] {
  const by = { regionId, unit: rosterOf(regionId).office, role: "office" } as const;
  const of = (stage: Stage) => ({ kind: "unit", unitId: stage.unitId(regionId, unit) }) as const;
  const on = at.slice(0, 10);
  const ends = { alias, on, reason: { text: reason } };
  return [
    {
      at,
      play: (stage) => stage.give(roster, "addAlias", regionId, { of: of(stage), alias, validFrom: on }, { at, by }),
    },
    {
      at: takenBackAt,
      play: (stage) => stage.give(roster, "endAlias", regionId, { of: of(stage), ...ends }, { at: takenBackAt, by }),
    },
  ];
}

/** Words that are to stand for units, and that the office gives up from a day on: once too early, which it takes back. */
export function wordsForAWhile(
  at: string,
  regionId: string,
  name: string,
  tooEarly: readonly [at: string, on: string],
  restoredAt: string,
  endedAt: string,
  on: string,
  reason: string,
): Act[] {
  const by = { regionId, unit: rosterOf(regionId).office, role: "office" } as const;
  const group = { kind: "predicate" as const, name, members: [], validFrom: at.slice(0, 10) };
  const ends = { on, reason: { text: reason } };
  const id = (stage: Stage) => ({ groupId: stage.groupId(regionId, name) });
  return [
    {
      at,
      play: (stage) => stage.give(roster, "defineGroup", regionId, { regionId, ...id(stage), ...group }, { at, by }),
    },
    {
      at: tooEarly[0],
      play: (stage) =>
        stage.give(roster, "endGroup", regionId, { ...id(stage), ...ends, on: tooEarly[1] }, { at: tooEarly[0], by }),
    },
    {
      at: restoredAt,
      play: (stage) => {
        const why = {
          reason: { text: "专班尚未撤销，停用日期登记过早。" },
          authority: { text: "区政府办公室核对意见。" },
        };
        return stage.give(roster, "restoreGroup", regionId, { ...id(stage), ...why }, { at: restoredAt, by });
      },
    },
    {
      at: endedAt,
      play: (stage) => stage.give(roster, "endGroup", regionId, { ...id(stage), ...ends }, { at: endedAt, by }),
    },
  ];
}

/** What the office does to a unit of the roster, by the names under which units were first registered. */
const onUnits =
  <
    Name extends
      | "renameUnit"
      | "mergeUnits"
      | "splitUnit"
      | "retireUnit"
      | "nameSuccessor"
      | "restoreUnit"
      | "setCreditCode"
      | "removeCreditCode",
  >(
    name: Name,
  ) =>
  (
    at: string,
    regionId: string,
    command: (id: (unit: string) => string) => CommandOf<(typeof roster.actions)[Name]>,
  ): Act => ({
    at,
    play(stage) {
      const said = command((unit) => stage.unitId(regionId, unit));
      const by = { regionId, unit: rosterOf(regionId).office, role: "office" } as const;
      return stage.give(roster, name, regionId, said, { at, by });
    },
  });

/** A unit has another name from a day on; the acts that follow still call it by its first one. */
export const renames = (at: string, regionId: string, unit: string, name: string, on: string): Act =>
  onUnits("renameUnit")(at, regionId, (id) => ({ unitId: id(unit), name, on }));

/** Units are merged into another one, which has all that they have open. */
export const merges = (
  at: string,
  regionId: string,
  units: readonly string[],
  into: string,
  on: string,
  reason: string,
): Act =>
  onUnits("mergeUnits")(at, regionId, (id) => ({
    ...{ from: units.map(id), into: { unitId: id(into), name: into }, on, reason: { text: reason } },
  }));

/** A unit is split into new ones. */
export const splits = (
  at: string,
  regionId: string,
  unit: string,
  into: readonly string[],
  on: string,
  reason: string,
): Act =>
  onUnits("splitUnit")(at, regionId, (id) => ({
    ...{ unitId: id(unit), into: into.map((name) => ({ unitId: id(name), name })), on, reason: { text: reason } },
  }));

/** A unit is no more. */
export const retires = (at: string, regionId: string, unit: string, on: string, reason: string): Act =>
  onUnits("retireUnit")(at, regionId, (id) => ({ unitId: id(unit), on, reason: { text: reason } }));

/** All that a unit left open goes to another one. */
export const namesSuccessor = (at: string, regionId: string, unit: string, to: string, reason: string): Act =>
  onUnits("nameSuccessor")(at, regionId, (id) => ({ unitId: id(unit), toUnitId: id(to), reason: { text: reason } }));

/** The end of a unit is undone. */
export const restores = (at: string, regionId: string, unit: string, reason: string, authority: string): Act =>
  onUnits("restoreUnit")(at, regionId, (id) => ({
    ...{ unitId: id(unit), reason: { text: reason }, authority: { text: authority } },
  }));

/** The code of a unit, which is invented. */
export const setsCode = (at: string, regionId: string, unit: string, code: string): Act =>
  onUnits("setCreditCode")(at, regionId, (id) => ({ unitId: id(unit), code }));

/** A unit has no code: it was entered for the wrong one. */
export const removesCode = (at: string, regionId: string, unit: string, reason: string): Act =>
  onUnits("removeCreditCode")(at, regionId, (id) => ({ unitId: id(unit), reason: { text: reason } }));

/** The name that a unit has by a rename is another one. */
export function correctsName(
  at: string,
  regionId: string,
  unit: string,
  [name, corrected]: readonly [string, string],
  reason: string,
): Act {
  const by = { regionId, unit: rosterOf(regionId).office, role: "office" } as const;
  const said = { name, corrected, reason: { text: reason } };
  return {
    at,
    play: (stage) =>
      stage.give(
        roster,
        "correctName",
        regionId,
        { ...said, of: { kind: "unit", unitId: stage.unitId(regionId, unit) } },
        { at, by },
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
