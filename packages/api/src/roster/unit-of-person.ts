// The unit a person acted for, by its name.
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { nameOf } from "./directory.ts";
import { Person } from "./person.ts";

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "The unit's name 单位名称: today, and of what has happened on the day of that.",
  })
  async unitName(@Root() { unitId, unitName }: Person, @Ctx() context: Context): Promise<string | null> {
    return unitId === null ? null : (unitName ?? nameOf(context, unitId));
  }
}
