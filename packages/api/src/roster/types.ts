// Units and groups 单位 as the schema shows them.

import { type Membership as Member, nameOn, ownNamesOf, roster, statusOn, type UnitStatus } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type DirectoryEntry, successorsOf } from "@taizhang/projections";
import { Field, ID, ObjectType } from "type-graphql";
import type { Target } from "../acts/act.ts";
import { listOf } from "../limits/measured.ts";
import { Node } from "../node/types.ts";
import { positionField, staleField } from "../reading/paging.ts";
import { DirectoryKind, UnitStatusWord } from "../schema/enums.ts";
import { Day, Position } from "../schema/scalars.ts";
import { rosterOnce } from "./directory.ts";
import { UnitName, unitToday } from "./unit-name.ts";

@ObjectType({ description: "Another spelling of a name 别名." })
export class UnitAlias {
  @Field(() => String, { description: "The spelling 别名." })
  alias!: string;

  @Field(() => Day, { description: "The day from which it holds 起始日." })
  validFrom!: string;

  @Field(() => Day, {
    nullable: true,
    description: "The first day on which it holds no more 止; null while there is no end.",
  })
  until!: string | null;
}

@ObjectType({ description: "A name that a unit has, had or will have 单位名称, with its days." })
export class UnitOwnName {
  @Field(() => String, { description: "The name 名称." })
  name!: string;

  @Field(() => Day, { description: "The first day 起." })
  validFrom!: string;

  @Field(() => Day, {
    nullable: true,
    description: "The first day on which it holds no more 止; null while there is no end.",
  })
  until!: string | null;
}

@ObjectType({ description: "A unit's time in a group 成员." })
export class Membership {
  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;

  @Field(() => Day, { description: "The first day 起." })
  from!: string;

  @Field(() => Day, {
    nullable: true,
    description: "The first day on which it is no member any more 止; null while it is one.",
  })
  until!: string | null;
}

@ObjectType({
  implements: Node,
  description: "A unit 单位, or a group 单位组: words that stand for several units.",
})
export class Unit implements Node {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;

  @Field(() => ID, { description: "The region's division code 行政区划代码." })
  regionId!: string;

  @Field(() => DirectoryKind, { description: "A unit, or a kind of group 类别." })
  kind!: DirectoryEntry["kind"];

  @Field(() => String, {
    description: "Its name on the day asked for 名称; before it counts its first, after its end its last.",
  })
  name!: string;

  @Field(() => Day, { description: "The day from which it counts, by its first name 起始日." })
  validFrom!: string;

  @listOf(1)
  @Field(() => [UnitOwnName], { description: "All its own names in order 历次名称, also those of days to come." })
  names!: readonly UnitOwnName[];

  @Field(() => UnitStatusWord, {
    description: "How it stands on the day asked for 状态; a group that has ended is retired.",
  })
  status!: UnitStatus;

  @Field(() => Day, {
    nullable: true,
    description: "The first day on which it is no more 撤并或停用日期, also one to come; null while no end is known.",
  })
  endedOn!: string | null;

  @listOf(1)
  @Field(() => [UnitName], { description: "The units that came of it, or took over what it left open 承接单位." })
  successors!: readonly UnitName[];

  @Field(() => String, {
    nullable: true,
    description: "Its code of GB 32100 统一社会信用代码; null where none is known.",
  })
  creditCode!: string | null;

  @listOf(1)
  @Field(() => [UnitAlias], { description: "Other spellings 别名." })
  aliases!: UnitAlias[];

  @listOf(5)
  @Field(() => [Membership], {
    description: "Who belongs to it, and since when 成员; none for a unit or a predicate group.",
  })
  members!: readonly Member[];

  @Field(() => Position, positionField)
  position!: LogPosition | null;

  @Field(() => Boolean, staleField)
  stale!: boolean;

  actedOn!: Target | null;
}

/** The earlier of two ends; null means none. */
const earlierOf = (one: string | null, other: string | null): string | null =>
  one !== null && (other === null || one < other) ? one : other;

/** A unit or group as the schema shows it, as of a day. */
export function unitShown(entry: DirectoryEntry, day: string): Omit<Unit, "position" | "stale"> {
  const { id, regionId, kind, validFrom, aliases, members, end, creditCode } = entry;
  const until = end?.on ?? null;
  // Commands name it by its id, or as the owner of a name.
  const names =
    kind === "unit"
      ? [{ unitId: id }, { of: { kind, unitId: id } }]
      : [{ groupId: id }, { of: { kind: "group", groupId: id } }];
  return {
    actedOn: { of: roster, names, state: rosterOnce },
    ...{ id, regionId, kind, validFrom, creditCode, endedOn: until },
    name: nameOn(entry, day),
    names: ownNamesOf(entry),
    status: statusOn(entry, day),
    successors: successorsOf(entry).map(unitToday),
    // None holds longer than the unit or group.
    aliases: aliases.map((alias) => ({ ...alias, until: earlierOf(alias.until, until) })),
    members: members
      .map((member) => ({ ...member, until: earlierOf(member.until, until) }))
      .filter((member) => member.until === null || member.from < member.until),
  };
}
