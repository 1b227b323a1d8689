// The end of a group 停用单位组: the life of a group as a table, its names by day, and what prints it all the same.
import { describe, expect, test } from "vitest";
import { opened, words } from "../../testing/facts.ts";
import { testLifeOf } from "../../testing/life-table.ts";
import { allDepartments, financeBureau, healthBureau, office, policy, region, uuid } from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import type { Fact } from "../kernel/event.ts";
import { expandGroup } from "../task/expand-group.ts";
import { task } from "../task/index.ts";
import { AliasAdded } from "./add-alias.ts";
import { GroupDefined } from "./define-group.ts";
import { GroupEnded } from "./end-group.ts";
import { roster } from "./index.ts";
import { namesUpTo, ownerOn } from "./known-names.ts";
import { MembershipChanged } from "./membership.ts";
import { nearEntries } from "./near-names.ts";
import { UnitRegistered } from "./register-unit.ts";
import { GroupRestored } from "./restore-group.ts";
import { UnitRetired } from "./retire-unit.ts";
import { membersOn, nameOfOn, type RosterState } from "./state.ts";

const given = specification(roster);
const { addAlias, endAlias, defineGroup, endGroup, restoreGroup, changeMembership, correctValidity, correctName } =
  roster.actions;

const [validFrom, on, later] = ["2021-01-01", "2021-07-01", "2021-09-01"];
const reason = words("新通知不再使用这一统称");
const groupId = allDepartments;
const of = { kind: "group", groupId } as const;
const name = "区政府各部门";
const unit = (unitId: string, name: string) => UnitRegistered({ regionId: region, unitId, name, validFrom });
const defined = GroupDefined({
  ...{ regionId: region, groupId, name, kind: "list", validFrom, members: [financeBureau] },
});
const units = [unit(financeBureau, "区财政局"), unit(healthBureau, "区卫健局")];
const begun = [...units, defined, AliasAdded({ of, alias: "各部门", validFrom })];
const end = { groupId, on, reason };
const ended = GroupEnded({ ...end, validFrom });
const restoration = { groupId, reason: words("新通知仍使用这一统称"), authority: words("主任办公会议纪要") };
const restored = GroupRestored({ ...restoration, before: { on } });
const never = GroupEnded({ ...end, on: validFrom, validFrom });
const successor = { ...defined.data, groupId: uuid(301) };
const again = GroupDefined({ ...successor, validFrom: on });
const play = (...facts: readonly Fact[]): RosterState =>
  [...begun, ...facts].reduce<RosterState>(roster.evolve, roster.initial);
const join = { groupId, joined: [healthBureau], left: [], effectiveOn: later };

describe("every act on a group in every state", () => {
  const table = `
    act                | unknown         | active        | ended         | neverWas
    define             | 2021-01-01 –    | nothing       | nothing       | GROUP_ENDED
    defineAgain        | none            | NAME_TAKEN    | 2021-01-01 – 2021-07-01 | 2021-01-01 – 2021-01-01
    end                | GROUP_NOT_FOUND | 2021-01-01 – 2021-07-01 | nothing | GROUP_ENDED
    endOtherwise       | GROUP_NOT_FOUND | 2021-01-01 – 2021-09-01 | GROUP_ENDED | GROUP_ENDED
    endBefore          | GROUP_NOT_FOUND | NOT_VALID_YET | GROUP_ENDED   | GROUP_ENDED
    join               | GROUP_NOT_FOUND | 2021-01-01 –  | GROUP_ENDED   | GROUP_ENDED
    joinBefore         | GROUP_NOT_FOUND | 2021-01-01 –  | 2021-01-01 – 2021-07-01 | GROUP_ENDED
    alias              | GROUP_NOT_FOUND | 2021-01-01 –  | GROUP_ENDED   | GROUP_ENDED
    aliasBefore        | GROUP_NOT_FOUND | 2021-01-01 –  | 2021-01-01 – 2021-07-01 | GROUP_ENDED
    endAlias           | GROUP_NOT_FOUND | 2021-01-01 –  | GROUP_ENDED   | GROUP_ENDED
    endOwnName         | GROUP_NOT_FOUND | NO_ALIAS      | NO_ALIAS      | NO_ALIAS
    correctValidity    | GROUP_NOT_FOUND | 2021-02-01 –  | 2021-02-01 – 2021-07-01 | GROUP_ENDED
    correctName        | GROUP_NOT_FOUND | 2021-01-01 –  | 2021-01-01 – 2021-07-01 | 2021-01-01 – 2021-01-01
    restore            | GROUP_NOT_FOUND | nothing       | 2021-01-01 –  | 2021-01-01 –
  `;
  const alias = { of, alias: "区直部门" };
  const without = { unknown: [], active: [], ended: [ended], neverWas: [never] };
  testLifeOf(roster, () => undefined, {
    table,
    begun: units,
    histories: Object.fromEntries(
      Object.entries(without).map(([state, facts]) => [
        state,
        state === "unknown" ? [] : [...begun.slice(2), ...facts],
      ]),
    ),
    acts: {
      define: [defineGroup, defined.data, office],
      defineAgain: [defineGroup, again.data, office],
      end: [endGroup, end, office],
      endOtherwise: [endGroup, { ...end, on: later }, office],
      endBefore: [endGroup, { ...end, on: "2020-12-31" }, office],
      join: [changeMembership, join, office],
      joinBefore: [changeMembership, { ...join, effectiveOn: "2021-06-30" }, office],
      alias: [addAlias, { ...alias, validFrom: on }, office],
      aliasBefore: [addAlias, { ...alias, validFrom }, office],
      endAlias: [endAlias, { of, alias: "各部门", on: later, reason }, office],
      endOwnName: [endAlias, { of, alias: name, on: later, reason }, office],
      correctValidity: [correctValidity, { of, name, validFrom: "2021-02-01", reason }, office],
      correctName: [correctName, { of, name, corrected: "区直各部门", reason }, office],
      restore: [restoreGroup, restoration, office],
    },
    told({ groups }) {
      const group = groups.get(groupId);
      return group ? `${group.validFrom} – ${group.until ?? ""}`.trim() : "none";
    },
  });
});

describe("a group that ends", () => {
  test("means its units until the day before, under all its names, which are free from then on", () => {
    given(...begun)
      .when(endGroup, end, office)
      .yields(ended);
    const after = play(ended);
    for (const each of [name, "各部门"]) {
      expect(ownerOn(after, each, "2021-06-30")).toEqual(of);
      expect(ownerOn(after, each, on)).toBeUndefined();
    }
    expect(nameOfOn(after, groupId, later)).toBe(name);
    given(...begun, ended)
      .when(defineGroup, { ...again.data, validFrom: "2021-06-30" }, office)
      .rejects("NAME_TAKEN", `${name} 2021-01-01 – 2021-06-30`);
    given(...begun, ended)
      .when(defineGroup, again.data, office)
      .yields(again);
    const anew = play(ended, again);
    expect(ownerOn(anew, name, "2021-06-30")).toEqual(of);
    expect(ownerOn(anew, name, on)).toEqual({ kind: "group", groupId: uuid(301) });
    const called = AliasAdded({ of: { kind: "unit", unitId: healthBureau }, alias: "各部门", validFrom: on });
    given(...begun, ended)
      .when(addAlias, called.data, office)
      .yields(called);
  });

  test("is told with its name and day to whoever ends it twice, or before it counts", () => {
    given(...begun, ended)
      .when(endGroup, { ...end, on: later }, office)
      .rejects("GROUP_ENDED", `${name} ${on}`);
    given(...begun)
      .when(endGroup, { ...end, on: "2020-12-31" }, office)
      .rejects("NOT_VALID_YET", `${name} ${validFrom} > 2020-12-31`);
  });

  test("on the day from which it counts never was one", () => {
    expect(ownerOn(play(never), name, validFrom)).toBeUndefined();
    expect(namesUpTo(play(never), later)).not.toContain(name);
    given(...begun, never)
      .when(defineGroup, successor, office)
      .yields(GroupDefined(successor));
    expect(GroupEnded.tell(never.data, () => name).en).toContain("as if it had never been defined");
  });

  test("is named to whoever looks for a name that nobody has any more", () => {
    expect(nearEntries(play(ended), name, [later])).toEqual([groupId]);
  });

  test("keeps who belonged to it: a unit that ends later leaves, and is not made a member of what is over", () => {
    const gone = UnitRetired({ unitId: financeBureau, on: later, reason });
    const left = MembershipChanged({ groupId, joined: [], left: [financeBureau], effectiveOn: later });
    const { groups } = play(ended, gone, left);
    const group = groups.get(groupId) ?? expect.fail("the group is gone");
    expect([on, later].map((day) => membersOn(group, day))).toEqual([[financeBureau], []]);
  });
});

describe("a group that is restored", () => {
  test("means its units as if it had not ended, under all its names, and twice is once", () => {
    given(...begun, ended)
      .when(restoreGroup, restoration, office)
      .yields(restored);
    given(...begun, ended, restored)
      .when(restoreGroup, restoration, office)
      .changesNothing();
    expect(play(ended, restored)).toEqual(play());
    for (const each of [name, "各部门"]) expect(ownerOn(play(ended, restored), each, later)).toEqual(of);
    expect(GroupRestored.tell(restored.data, () => name).zh).toContain("其自2021-07-01起的停用作废");
  });

  test("is not where another one has a name of its own since, and is again once that is free", () => {
    given(...begun, ended, again)
      .when(restoreGroup, restoration, office)
      .rejects("NAME_TAKEN", `${name} ${on} –`);
    const called = AliasAdded({ of: { kind: "unit", unitId: healthBureau }, alias: "各部门", validFrom: later });
    given(...begun, ended, called)
      .when(restoreGroup, restoration, office)
      .rejects("NAME_TAKEN", `各部门 → 区卫健局 ${later} –`);
    const over = GroupEnded({ groupId: successor.groupId, on, validFrom: on, reason });
    given(...begun, ended, again, over)
      .when(restoreGroup, restoration, office)
      .yields(restored);
  });
});

describe("a task that prints a group that has ended", () => {
  const known = play(ended);
  const printed = { assignments: [], groups: [{ groupId, relation: "responsible" as const }], external: [] };
  const { assignUnits } = task.actions;
  const late = { ...office, at: "2021-07-15T02:00:00.000Z" };

  test("is assigned by its plan, which was signed before, and filled as before", () => {
    const begun = [opened()];
    const state = begun.reduce(task.evolve, task.initial);
    const assigned = assignUnits.decide(state, printed, { ...policy, at: late.at }, known);
    expect(assigned).toMatchObject([
      { type: "UnitsAssigned", data: { groups: [{ groupId, members: [financeBureau] }] } },
    ]);
    const now = [...begun, ...("length" in assigned ? assigned : [])].reduce(task.evolve, task.initial);
    const filled = expandGroup.decide(now, { groupId, unitIds: [healthBureau], reason }, late, known);
    expect(filled).toMatchObject([{ type: "GroupExpanded", data: { unitIds: [healthBureau] } }]);
  });

  test("is not given it anew by a person", () => {
    specification(task)(opened()).when(assignUnits, printed, late, known).rejects("GROUP_ENDED", `${name} ${on}`);
  });
});
