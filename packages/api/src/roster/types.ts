// Units and groups 单位 as the schema shows them.
import type { Position as LogPosition } from "@taizhang/log";
import type { DirectoryEntry } from "@taizhang/projections";
import { Field, ID, ObjectType } from "type-graphql";
import { Node } from "../node/types.ts";
import { positionField } from "../reading/paging.ts";
import { DirectoryKind } from "../schema/enums.ts";
import { Day, Position } from "../schema/scalars.ts";

@ObjectType({ description: "Another spelling of a name 别名." })
export class UnitAlias {
  @Field(() => String, { description: "The spelling 别名." })
  alias!: string;

  @Field(() => Day, { description: "The day from which it holds 起始日." })
  validFrom!: string;
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
export class Unit implements DirectoryEntry, Node {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;

  @Field(() => ID, { description: "The region's division code 行政区划代码." })
  regionId!: string;

  @Field(() => DirectoryKind, { description: "A unit, or a kind of group 类别." })
  kind!: DirectoryEntry["kind"];

  @Field(() => String, { description: "Its name 名称." })
  name!: string;

  @Field(() => Day, { description: "The day from which the name holds 起始日." })
  validFrom!: string;

  @Field(() => [UnitAlias], { description: "Other spellings 别名." })
  aliases!: UnitAlias[];

  @Field(() => [Membership], {
    description: "Who belongs to it, and since when 成员; none for a unit or a predicate group.",
  })
  members!: Membership[];

  @Field(() => Position, positionField)
  position!: LogPosition | null;
}

@ObjectType({ description: "A unit or group as named elsewhere 单位; its name is looked up when asked for." })
export class UnitName {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;
}
