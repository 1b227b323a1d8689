// Who am I 当前用户: what the token says about its bearer.
import type { Bearer } from "@taizhang/domain";
import { Ctx, Field, ID, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { RoleWord } from "../schema/enums.ts";
import { anyBearer, OpenTo } from "./access.ts";

@ObjectType({ description: "The bearer of the token 当前用户." })
export class Me {
  @Field(() => ID, { description: "The opaque id of the person 用户编号." })
  subjectId!: string;

  @Field(() => ID, { description: "The division code of the region the token is for 行政区划代码." })
  regionId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The unit the person acts for 所属单位; null where the token names none.",
  })
  unitId!: string | null;

  @Field(() => [RoleWord], { description: "The roles of the token 角色." })
  roles!: Bearer["roles"];
}

@Resolver()
export class MeQuery {
  @OpenTo(anyBearer)
  @Query(() => Me, { nullable: true, description: "The bearer of the request's token 当前用户." })
  me(@Ctx() { bearer }: Context): Me | null {
    return bearer && { subjectId: bearer.sub, regionId: bearer.regionId, unitId: bearer.unitId, roles: bearer.roles };
  }
}
