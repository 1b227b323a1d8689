// A unit or group as it is named elsewhere.
import { Field, ID, ObjectType } from "type-graphql";
import type { MomentSaid } from "../reading/moment-said.ts";

@ObjectType({ description: "A unit or group as named elsewhere 单位; its name is looked up when asked for." })
export class UnitName {
  @Field(() => ID, { description: "Its opaque id 编号." })
  id!: string;

  /** The moment that it is named as of; null for today. */
  readonly asOf!: MomentSaid | null;
}

/** The same where it may have been named already, on the day of what has happened. */
export type UnitNamed = Pick<UnitName, "id"> & Partial<UnitName> & { readonly name?: string };

/** A unit or group by its name of the moment that is shown. */
export const unitNamed = (id: string, { asOf }: Pick<UnitName, "asOf">): UnitName => ({ id, asOf });

/** A unit or group by its name of today. */
export const unitToday = (id: string): UnitName => ({ id, asOf: null });
