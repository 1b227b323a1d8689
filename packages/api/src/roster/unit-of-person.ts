// What a person is called, and the unit the person acted for.
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { nameOf } from "./directory.ts";
import { displayNameField, Person } from "./person.ts";

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => String, displayNameField)
  displayName(@Root() { subjectId, displayName }: Person, @Ctx() context: Context): string | null {
    if (subjectId === null) return null;
    return displayName === undefined ? context.people.nameOf(readerOf(context).regionId, subjectId) : displayName;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The unit's name 单位名称: today; as of a moment of the past, that of the day of it; of what has happened, that of the day of that.",
  })
  async unitName(@Root() { unitId, unitName, asOf }: Person, @Ctx() context: Context): Promise<string | null> {
    return unitId === null ? null : (unitName ?? nameOf(context, unitId, asOf ?? null));
  }
}
