// The fields of a roster 名录字段 whose old and new values its events hold: those of its units, of its groups, and of the members of these.
// A field of the state that is not named here does not compile.
import { changedFields, type FieldsOfAggregate, fieldSet, type StateChange } from "../kernel/changed-fields.ts";
import { grouped } from "../kernel/grouped.ts";
import type { FieldsOf } from "../kernel/labelled.ts";
import type { Membership, RosterGroup, RosterState, RosterUnit, UnitEnd } from "./state.ts";

const ofTheirOwn = { unshown: "their fields are told one by one" };

const rosterFields: FieldsOf<RosterState> = {
  regionId: { unshown: "never changes" },
  units: ofTheirOwn,
  groups: ofTheirOwn,
  names: { unshown: "what gives a name, corrects or ends it says since when and until when it counts" },
};

const end: FieldsOf<UnitEnd> = {
  kind: { zh: "方式", en: "kind" },
  on: { zh: "日期", en: "on" },
  into: { zh: "并入或分设", en: "into" },
  heir: { zh: "承接单位", en: "successor" },
};

// What is replaced of names, their days and codes stands in the data of the event: a roster is loaded by thousands of them.
const unitFields: FieldsOf<RosterUnit> = {
  name: { zh: "名称", en: "name", inData: true },
  validFrom: { zh: "启用日期", en: "valid from", inData: true },
  aliases: { zh: "别名", en: "aliases" },
  formerNames: { unshown: "each renaming says the name until then" },
  end: { zh: "撤并", en: "end", within: end },
  placesLeft: { unshown: "what a restoration goes back to" },
  isRestored: { unshown: "that it has no end any more says it" },
  creditCode: { zh: "统一社会信用代码", en: "credit code", inData: true },
};

const groupFields: FieldsOf<RosterGroup> = {
  name: { zh: "名称", en: "name", inData: true },
  kind: { unshown: "never changes" },
  validFrom: { zh: "启用日期", en: "valid from", inData: true },
  until: { zh: "停用日期", en: "until" },
  members: ofTheirOwn,
};

/** The times of a unit in a group. */
type Times = readonly Omit<Membership, "unitId">[];
const memberFields: FieldsOf<{ readonly members: Times }> = {
  members: { zh: "成员期间", en: "times as a member" },
};

/** What the data of events say besides: until when an alias counts, which no unit or group has. */
const saidInData: FieldsOf<Record<"until", unknown>> = {
  until: { zh: "停用日期", en: "until", inData: true },
};

/** What the data of events say of a group besides: one more name of it, which its state does not keep. */
const saidOfGroups: FieldsOf<Record<"alias", unknown>> = {
  alias: { zh: "别名", en: "alias", inData: true },
};

function changesOfGroup(groupId: string, was: RosterGroup | undefined, is: RosterGroup | undefined): StateChange[] {
  const path = `groups.${groupId}`;
  const [old, now] = [timesIn(was), timesIn(is)];
  return [
    ...changedFields(was, is, groupFields, { unitId: null, path }),
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((unitId) => {
      const [before, after] = [old.get(unitId), now.get(unitId)];
      return changedFields(before && { members: before }, after && { members: after }, memberFields, { unitId, path });
    }),
  ];
}

const timesIn = (group: RosterGroup | undefined): ReadonlyMap<string, Times> =>
  grouped(
    group?.members ?? [],
    ({ unitId }) => unitId,
    ({ from, until }) => ({ from, until }),
  );

/** What is not the same under the keys of two maps, of which most values are. */
function changedIn<Value>(
  before: ReadonlyMap<string, Value>,
  after: ReadonlyMap<string, Value>,
  change: (key: string, was: Value | undefined, is: Value | undefined) => StateChange[],
): StateChange[] {
  if (before === after) return [];
  return [...after].flatMap(([key, is]) => (before.get(key) === is ? [] : change(key, before.get(key), is)));
}

/** What the events of a roster change, field by field. Units and groups are never taken out of it. */
export const fieldsOfRoster: FieldsOfAggregate<RosterState> = {
  sets: [
    fieldSet(rosterFields),
    fieldSet(unitFields),
    fieldSet(groupFields, ["groups", "*"], { zh: "单位组", en: "group" }),
    fieldSet(memberFields, ["groups", "*"], { zh: "单位组", en: "group" }),
    fieldSet(saidOfGroups, ["groups", "*"], { zh: "单位组", en: "group" }),
    fieldSet(saidInData),
  ],
  changes: (before, after) => [
    ...changedIn(before.units, after.units, (unitId, was, is) => changedFields(was, is, unitFields, { unitId })),
    ...changedIn(before.groups, after.groups, changesOfGroup),
  ],
};
