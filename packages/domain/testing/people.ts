// Who appears in the tests: units of one region, and the people who act for them. All of them are invented.
import type { Actor, Doer } from "../src/kernel/actor.ts";
import { type KnownName, newUnit, type RosterGroup, type RosterState, type UnitEnd } from "../src/roster/state.ts";

export const region = "420304";
export const otherRegion = "500155";

/** A readable UUID: the same number is always the same id. */
export const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

export const planId = uuid(100);
export const taskId = uuid(200);
/** A list group 「区政府各部门」. */
export const allDepartments = uuid(300);
/** A predicate group 「相关部门」. */
export const relevantDepartments = uuid(301);

/** 区发改局, the lead in tests that need one. */
export const developmentBureau = uuid(1);
/** 区财政局, the responsible unit of most tests. */
export const financeBureau = uuid(2);
export const healthBureau = uuid(3);
export const educationBureau = uuid(4);
/** A unit that no roster knows. */
export const stranger = uuid(999);

const validFrom = "2021-01-01";
const unitNames = {
  [developmentBureau]: "区发改局",
  [financeBureau]: "区财政局",
  [healthBureau]: "区卫健局",
  [educationBureau]: "区教育局",
};

/** These units, as a roster has them. */
export const registered = (...unitIds: readonly string[]): RosterState["units"] =>
  new Map(unitIds.map((unitId) => [unitId, newUnit(unitId, validFrom)]));

/** The roster: the four units, a list group of two of them, and a predicate group. All have been there since 2021-01-01. */
export const roster: RosterState = {
  regionId: region,
  units: new Map(Object.entries(unitNames).map(([unitId, name]) => [unitId, newUnit(name, validFrom)])),
  names: new Map([
    ...Object.entries(unitNames).map(([unitId, name]): [string, KnownName[]] => [
      name,
      [{ owner: { kind: "unit", unitId }, validFrom, until: null }],
    ]),
    ["区政府各部门", [{ owner: { kind: "group", groupId: allDepartments }, validFrom, until: null }]],
    ["相关部门", [{ owner: { kind: "group", groupId: relevantDepartments }, validFrom, until: null }]],
  ]),
  groups: new Map<string, RosterGroup>([
    [
      allDepartments,
      {
        name: "区政府各部门",
        kind: "list",
        validFrom,
        until: null,
        members: [
          { unitId: healthBureau, from: "2021-01-01", until: null },
          { unitId: educationBureau, from: "2021-01-01", until: "2021-03-01" },
        ],
      },
    ],
    [relevantDepartments, { name: "相关部门", kind: "predicate", validFrom, until: null, members: [] }],
  ]),
};

/** The roster in which a unit has ended, unless told otherwise on 2021-06-01 and with nobody in its place. */
export function rosterWithout(unitId: string, over: Partial<UnitEnd> = {}, before: RosterState = roster): RosterState {
  const unit = before.units.get(unitId);
  if (!unit) throw new Error(`the roster has no unit ${unitId}`);
  const end: UnitEnd = { kind: "retired", on: "2021-06-01", into: [], heir: null, ...over };
  return { ...before, units: new Map(before.units).set(unitId, { ...unit, end }) };
}

/** The instant at which people act: 2021-06-30, ten in the morning in Beijing. */
export const now = "2021-06-30T02:00:00.000Z";
/** The Beijing day of that instant. */
export const today = "2021-06-30";

/** Somebody of the region with one role. */
export function actor(role: Doer, unitId: string | null = null, at = now): Actor {
  const subjectId = unitId === null ? `${role}-1` : `${role}-of-${unitId.slice(-3)}`;
  return { subjectId, regionId: region, unitId, roles: [role], onBehalfOf: null, at };
}

/** A person of a unit. */
export const of = (unitId: string, at = now) => actor("unit", unitId, at);

export const office = actor("office");
export const admin = actor("admin");
export const policy = actor("policy");
