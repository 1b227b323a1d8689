// A unit or group as it is named elsewhere.
import { Field, ID, ObjectType } from "type-graphql";

@ObjectType({ description: "A unit or group as named elsewhere 单位; its name is looked up when asked for." })
export class UnitName {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;

  /** Its name on the day of what has happened; left out where it is shown with that of today. */
  readonly name?: string;
}
