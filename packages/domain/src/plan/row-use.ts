// What becomes of the rows of a later notice 补充通知: said by a person row by row, and as it is carried out.
import { z } from "zod";
import { freeText } from "../kernel/shapes.ts";
import { amendable } from "../task/wording.ts";

const row = z.int().min(1);
const withdraws = z.object({
  row,
  kind: z.literal("withdraws"),
  /** A row of the plan. */
  of: row,
});
const ignored = z.object({ row, kind: z.literal("ignored"), reason: freeText });

/** What a person says of one row of the later notice. */
export const rowUse = z.discriminatedUnion("kind", [
  z.object({ row, kind: z.literal("amends"), of: row }),
  z.object({ row, kind: z.literal("adds") }),
  withdraws,
  ignored,
]);
export type RowUse = z.infer<typeof rowUse>;

/** The same as it is carried out: with what an amendment changes, and the row that is added. */
export const rowEffect = z.discriminatedUnion("kind", [
  z.object({ row, kind: z.literal("amends"), of: row, changes: amendable.partial() }),
  z.object({ row, kind: z.literal("adds"), of: row }),
  withdraws,
  ignored,
]);
export type RowEffect = z.infer<typeof rowEffect>;
