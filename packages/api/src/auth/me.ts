// Who am I 当前用户: what the token says about its bearer, and what a page shows beside it.
import type { Bearer } from "@taizhang/domain";
import { Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { UnitName, unitToday } from "../roster/unit-name.ts";
import { RoleWord } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { anyBearer, OpenTo } from "./access.ts";

@ObjectType({ description: "The bearer of the token 当前用户." })
export class Me {
  @Field(() => ID, { description: "The opaque id of the person 用户编号." })
  subjectId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "What the issuer of the token calls the person 姓名 (the claim `name`); null where it does not say. The ledger stores it nowhere.",
  })
  displayName!: string | null;

  @Field(() => ID, { description: "The division code of the region the token is for 行政区划代码." })
  regionId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The unit the person acts for 所属单位; null where the token names none.",
  })
  unitId!: string | null;

  @Field(() => [RoleWord], { description: "The roles of the token 角色." })
  roles!: Bearer["roles"];

  @Field(() => Instant, {
    description: "When the token ends 令牌到期时刻: from then on it is refused, and what is open with it is closed.",
  })
  tokenEndsAt!: string;
}

@Resolver()
export class MeQuery {
  @OpenTo(anyBearer)
  @Query(() => Me, { nullable: true, description: "The bearer of the request's token 当前用户." })
  me(@Ctx() { bearer, token }: Context): Me | null {
    if (!bearer || !token) return null;
    const { sub: subjectId, regionId, unitId, roles } = bearer;
    const tokenEndsAt = new Date(token.expiresAt).toISOString();
    return { subjectId, displayName: token.displayName, regionId, unitId, roles, tokenEndsAt };
  }
}

@Resolver(() => Me)
export class MeToday {
  @FieldResolver(() => UnitName, {
    nullable: true,
    description: "The unit the person acts for, by name 所属单位名称; null where the token names none.",
  })
  unit(@Root() { unitId }: Me): UnitName | null {
    return unitId === null ? null : unitToday(unitId);
  }

  @FieldResolver(() => String, {
    description: "The name of the region 行政区划名称, as the operator has set it; its code where it has none.",
  })
  regionName(@Root() { regionId }: Me, @Ctx() { server }: Context): string {
    return server.regionNames.get(regionId) ?? regionId;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The fingerprint of the console that is served 控制台构建: a page of another one is old; null where none is served.",
  })
  consoleBuild(@Ctx() { server }: Context): string | null {
    return server.consoleBuild;
  }

  @FieldResolver(() => Day, { description: "Today in Beijing, by the server's clock 今天." })
  today(@Ctx() { today }: Context): string {
    return today;
  }
}
