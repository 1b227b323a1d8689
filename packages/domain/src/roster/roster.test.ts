// Decision tests of the roster: units, aliases, groups and who belongs to them on a day.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  admin,
  allDepartments,
  developmentBureau,
  educationBureau,
  financeBureau,
  healthBureau,
  office,
  region,
  relevantDepartments,
  stranger,
  uuid,
} from "../../testing/people.ts";
import { specification } from "../../testing/spec.ts";
import { type AnyAction, isRejection } from "../kernel/action.ts";
import { AliasAdded } from "./add-alias.ts";
import { GroupDefined } from "./define-group.ts";
import { roster } from "./index.ts";
import { ownerOf } from "./known-names.ts";
import { MembershipChanged } from "./membership.ts";
import { canonicalName, foldName } from "./names.ts";
import { UnitRegistered } from "./register-unit.ts";
import { membersOn } from "./state.ts";

const given = specification(roster);
const { registerUnit, addAlias, defineGroup, changeMembership } = roster.actions;

const validFrom = "2021-01-01";
const unit = (unitId: string, name: string) => UnitRegistered({ regionId: region, unitId, name, validFrom });
const finance = unit(financeBureau, "区财政局");
const health = unit(healthBureau, "区卫健局");
const education = unit(educationBureau, "区教育局");
const list = GroupDefined({
  regionId: region,
  groupId: allDepartments,
  name: "区政府各部门",
  kind: "list",
  members: [financeBureau, healthBureau],
  validFrom,
});
const predicate = GroupDefined({
  ...list.data,
  groupId: relevantDepartments,
  name: "相关部门",
  kind: "predicate",
  members: [],
});
const begun = [finance, health, education, list, predicate];

describe("units", () => {
  test("a unit is registered by the office or the admin", () => {
    given().when(registerUnit, finance.data, office).yields(finance);
    given(health).when(registerUnit, finance.data, admin).yields(finance);
  });

  test("registering twice changes nothing", () => {
    given(finance).when(registerUnit, finance.data, office).changesNothing();
  });

  test("a name, in whatever width, belongs to one unit, and an id has one name", () => {
    const wide = unit(uuid(50), "各乡(镇、街道)");
    given(unit(uuid(51), "各乡（镇、街道）"))
      .when(registerUnit, wide.data, office)
      .rejects("NAME_TAKEN", "各乡（镇、街道） 2021-01-01 –");
    given(finance).when(registerUnit, unit(financeBureau, "区财政金融局").data, office).rejects("UNIT_EXISTS");
    given(...begun)
      .when(registerUnit, unit(uuid(52), "相关部门").data, office)
      .rejects("NAME_TAKEN");
  });
});

describe("aliases", () => {
  const ofUnit = AliasAdded({ of: { kind: "unit", unitId: financeBureau }, alias: "财政局", validFrom });
  const ofGroup = AliasAdded({ of: { kind: "group", groupId: allDepartments }, alias: "各部门", validFrom });

  test("a unit or a group is understood by another name", () => {
    given(...begun)
      .when(addAlias, ofUnit.data, office)
      .yields(ofUnit);
    given(...begun)
      .when(addAlias, ofGroup.data, admin)
      .yields(ofGroup);
    const state = [...begun, ofUnit, ofGroup].reduce(roster.evolve, roster.initial);
    expect(ownerOf(state, " 财政局 ")).toEqual(ofUnit.data.of);
    expect(ownerOf(state, "各部门")).toEqual(ofGroup.data.of);
    expect(state.units.get(financeBureau)?.aliases).toEqual(["财政局"]);
  });

  test("adding an alias twice changes nothing, nor does adding the name itself", () => {
    given(...begun, ofUnit)
      .when(addAlias, ofUnit.data, office)
      .changesNothing();
    given(...begun, ofGroup)
      .when(addAlias, ofGroup.data, office)
      .changesNothing();
    given(...begun)
      .when(addAlias, { ...ofUnit.data, alias: "区财政局" }, office)
      .changesNothing();
  });

  test("an alias that belongs to another is refused, and so is one for an unknown unit or group", () => {
    given(...begun)
      .when(addAlias, { ...ofUnit.data, alias: "区卫健局" }, office)
      .rejects("NAME_TAKEN", "区卫健局 2021-01-01 –");
    given(...begun)
      .when(addAlias, { ...ofUnit.data, of: { kind: "unit", unitId: stranger } }, office)
      .rejects("UNIT_NOT_FOUND");
    given(finance).when(addAlias, ofGroup.data, office).rejects("GROUP_NOT_FOUND");
  });
});

describe("groups", () => {
  test("a list group has members, each once; a predicate group has none", () => {
    given(finance, health)
      .when(defineGroup, { ...list.data, members: [financeBureau, healthBureau, financeBureau] }, office)
      .yields(list);
    given(finance).when(defineGroup, predicate.data, admin).yields(predicate);
    given(finance)
      .when(defineGroup, { ...predicate.data, members: [financeBureau] }, office)
      .rejects("NO_MEMBERS_HERE");
  });

  test("defining a group twice changes nothing, in whatever order its members are listed", () => {
    given(...begun)
      .when(defineGroup, { ...list.data, members: [healthBureau, financeBureau] }, office)
      .changesNothing();
  });

  test("defining it again with other members or another kind is refused, not ignored", () => {
    given(...begun)
      .when(defineGroup, { ...list.data, members: [financeBureau] }, office)
      .rejects("GROUP_EXISTS", "区政府各部门");
    given(...begun)
      .when(defineGroup, { ...predicate.data, kind: "list" }, office)
      .rejects("GROUP_EXISTS");
  });

  test("a member must be a unit of the roster, the name free and the id new", () => {
    given(finance).when(defineGroup, list.data, office).rejects("UNIT_NOT_FOUND", healthBureau);
    given(...begun)
      .when(defineGroup, { ...list.data, groupId: uuid(302) }, office)
      .rejects("NAME_TAKEN");
    given(...begun)
      .when(defineGroup, { ...list.data, name: "各单位" }, office)
      .rejects("GROUP_EXISTS", list.data.name);
  });
});

describe("members", () => {
  const change = MembershipChanged({
    groupId: allDepartments,
    joined: [educationBureau],
    left: [financeBureau],
    effectiveOn: "2021-07-01",
  });
  const membersAfter = (day: string, ...changes: ReturnType<typeof MembershipChanged>[]) => {
    const group = [...begun, ...changes].reduce(roster.evolve, roster.initial).groups.get(allDepartments);
    return group ? membersOn(group, day) : expect.fail("no group");
  };

  test("units join and leave from a day on; earlier days keep their members", () => {
    given(...begun)
      .when(changeMembership, change.data, office)
      .yields(change);
    expect(membersAfter("2020-12-31")).toEqual([]);
    expect(membersAfter("2021-06-30", change)).toEqual([financeBureau, healthBureau]);
    expect(membersAfter("2021-07-01", change)).toEqual([healthBureau, educationBureau]);
  });

  test("changing twice changes nothing", () => {
    given(...begun, change)
      .when(changeMembership, change.data, office)
      .changesNothing();
  });

  test("leaving earlier than recorded moves the day, once", () => {
    const earlier = MembershipChanged({ ...change.data, joined: [], effectiveOn: "2021-03-01" });
    given(...begun, change)
      .when(changeMembership, earlier.data, office)
      .yields(earlier);
    given(...begun, change, earlier)
      .when(changeMembership, earlier.data, office)
      .changesNothing();
    expect(membersAfter("2021-03-01", change, earlier)).toEqual([healthBureau]);
  });

  test("a unit that joined earlier than recorded is a member once", () => {
    const earlier = MembershipChanged({ ...change.data, left: [], effectiveOn: "2021-02-01" });
    expect(membersAfter("2021-08-01", change, earlier)).toEqual([healthBureau, educationBureau]);
  });

  test("a unit that left can join again", () => {
    const back = MembershipChanged({ ...change.data, joined: [financeBureau], left: [], effectiveOn: "2021-09-01" });
    given(...begun, change)
      .when(changeMembership, back.data, office)
      .yields(back);
    expect(membersAfter("2021-08-31", change, back)).not.toContain(financeBureau);
    expect(membersAfter("2021-09-01", change, back)).toContain(financeBureau);
  });

  test("whatever is decided, times of a unit never overlap or end before they begin", () => {
    const day = fc.constantFrom("2021-01-01", "2021-02-01", "2021-05-01", "2021-07-01", "2021-09-01");
    const some = fc.subarray([financeBureau, healthBureau, educationBureau]);
    const wish = fc.record({ joined: some, left: some, effectiveOn: day });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
        let state = begun.reduce(roster.evolve, roster.initial);
        for (const { joined, left, effectiveOn } of wishes) {
          const leaving = left.filter((unit) => !joined.includes(unit));
          const said = { groupId: allDepartments, joined, left: leaving, effectiveOn };
          const outcome = changeMembership.decide(state, said, office);
          state = (isRejection(outcome) ? expect.fail(outcome.rejected) : outcome).reduce(roster.evolve, state);
          const members = state.groups.get(allDepartments)?.members ?? [];
          for (const unit of [financeBureau, healthBureau, educationBureau]) {
            const times = members.filter(({ unitId }) => unitId === unit).sort((a, b) => (a.from < b.from ? -1 : 1));
            for (const [at, { from, until }] of times.entries()) {
              const next = times[at + 1];
              expect(until === null || from < until).toBe(true);
              if (next) expect(until !== null && until <= next.from).toBe(true);
            }
            // What was just said holds on the day for which it was said.
            const isMember = membersOn(
              { name: "", kind: "list", validFrom, until: null, members },
              effectiveOn,
            ).includes(unit);
            if (joined.includes(unit)) expect(isMember).toBe(true);
            if (leaving.includes(unit)) expect(isMember).toBe(false);
          }
        }
      }),
    );
  });

  test("leaving again ends the last membership only; the days between stay without one", () => {
    const at = (effectiveOn: string, joined: string[], left: string[]) =>
      MembershipChanged({ groupId: allDepartments, joined, left, effectiveOn });
    const changes = [
      at("2021-03-01", [], [financeBureau]),
      at("2021-06-01", [financeBureau], []),
      at("2021-09-01", [], [financeBureau]),
    ];
    const days = ["2021-02-28", "2021-04-01", "2021-08-31", "2021-09-01"];
    expect(days.map((day) => membersAfter(day, ...changes).includes(financeBureau))).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  test("only what changes is recorded", () => {
    given(...begun)
      .when(
        changeMembership,
        { ...change.data, joined: [educationBureau, educationBureau, healthBureau], left: [financeBureau] },
        office,
      )
      .yields(change);
  });

  test("a unit cannot join and leave in one command", () => {
    const both = { ...change.data, joined: [financeBureau] };
    expect(changeMembership.command.safeParse(both).success).toBe(false);
  });

  test("only a list group of the roster has members, and only units of the roster", () => {
    given(...begun)
      .when(changeMembership, { ...change.data, groupId: uuid(303) }, office)
      .rejects("GROUP_NOT_FOUND");
    given(...begun)
      .when(changeMembership, { ...change.data, groupId: relevantDepartments }, office)
      .rejects("NO_MEMBERS_HERE");
    given(...begun)
      .when(changeMembership, { ...change.data, joined: [developmentBureau] }, office)
      .rejects("UNIT_NOT_FOUND", developmentBureau);
  });
});

test.each([
  ["各乡（镇、街道）", "各乡(镇、街道)"],
  ["区 财政局", "区财政局"],
  ["区财政局（国资局）", "区财政局〔国资局〕"],
  ["区大数据局ＡＢＣ", "区大数据局abc"],
  ["区　卫健局", "区卫健局"],
])("「%s」 and 「%s」 are one name", (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test.each([
  ["各乡(镇、 街道)", "各乡（镇、街道）"],
  ["区　财政局 ", "区财政局"],
  ["１２３４５热线办", "12345热线办"],
  ["⼯业和信息化局", "工业和信息化局"],
  ["Foreign  Affairs Office", "Foreign Affairs Office"],
  ["区财政局（国资局）", "区财政局（国资局）"],
])("「%s」 is kept as 「%s」", (said, kept) => {
  expect(canonicalName(said)).toBe(kept);
  given().when(registerUnit, unit(financeBureau, said).data, office).yields(unit(financeBureau, kept));
});

const names = Object.entries<AnyAction>(roster.actions).flatMap(([action, { command, example }]) =>
  Object.entries<unknown>(example)
    .filter(([, value]) => typeof value === "string" && /\p{Script=Han}/u.test(value))
    .map(([field]) => ({ action, field, command, example })),
);

test("seven commands bring eight names", () => expect(names).toHaveLength(8));

test.each(names)("$field of $action is kept in its canonical form", ({ field, command, example }) => {
  expect(command.parse({ ...example, [field]: "各乡(镇、 街道)１" })).toMatchObject({ [field]: "各乡（镇、街道）1" });
});

test("a name's canonical form is its own, and the same name as what was said", () => {
  const sign = fc.constantFrom(..."区财政局⼯１1ＡaB（）()〔〕，,：:；;、 　\u00a0﹙﹚·-");
  const name = fc.string({ unit: sign, minLength: 1 });
  fc.assert(
    fc.property(name, (said) => {
      expect(canonicalName(canonicalName(said))).toBe(canonicalName(said));
      expect(foldName(canonicalName(said))).toBe(foldName(said));
    }),
  );
});

test("a name with a mark of no width is refused, and printed with one it is the name without", () => {
  expect(registerUnit.said.safeParse(unit(financeBureau, "市财政\u200b局").data).success).toBe(false);
  expect(foldName("市财政\u200b局")).toBe(foldName("市财政局"));
});

test("「区财政局」 and 「市财政局」 are two names", () => {
  expect(foldName("区财政局")).not.toBe(foldName("市财政局"));
});
