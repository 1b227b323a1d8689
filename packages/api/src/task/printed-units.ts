// The unit cells of a task's row 单位栏: as printed, and what each name was read as when the plan was confirmed.
import type { ReadUnit } from "@taizhang/domain";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { planWithRows, unitsReadIn } from "../plan/rows-read.ts";
import { NamedUnit } from "../plan/types.ts";
import { Task } from "./types.ts";

@Resolver(() => Task)
export class PrintedUnits {
  @listOf(5)
  @FieldResolver(() => [NamedUnit], {
    description:
      "The names in the unit cells of its row, as printed and as read 单位栏; who has which part since is in `assignments`.",
  })
  async printedUnits(@Root() { planId, row }: Task, @Ctx() context: Context): Promise<readonly ReadUnit[]> {
    const found = await planWithRows(context, planId);
    return found ? (unitsReadIn(found.card, found.rows).get(row.row) ?? []) : [];
  }
}
