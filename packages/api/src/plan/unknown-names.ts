// The names of a draft that the roster does not know 名录外名称: what keeps the plan from being confirmed.
import { type NameRead, namesUnknown, nearEntries, plan } from "@taizhang/domain";
import { decisionsOf, planRows } from "@taizhang/projections";
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { nowOrAsOf } from "../reading/as-of.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import { rosterBeside } from "./roster-beside.ts";
import { Plan } from "./types.ts";

@ObjectType({ description: "A name that nobody in the roster has on the day 名录外名称." })
export class UnknownName implements NameRead {
  @Field(() => String, { description: "The name that is looked up 名称: as printed, or as a person decided." })
  name!: string;

  @Field(() => [String], { description: "The words that are printed for it 原文." })
  printed!: readonly string[];

  @Field(() => [Int], { description: "The rows that name it 任务行." })
  rows!: readonly number[];

  @listOf(5)
  @Field(() => [UnitName], {
    description:
      "Units and groups that it may be meant for 相近名称, the likest first: whoever had the name at another time, or what came " +
      "of that unit, and those with a name near to it; five at most.",
  })
  near!: readonly UnitName[];
}

const rowsOf = nowOrAsOf(planRows, plan);

@Resolver(() => Plan)
export class UnknownNamesOfPlan {
  @listOf(20)
  @FieldResolver(() => [UnknownName], {
    description:
      "The names that nobody in the roster has, or not on the day 名录外名称: each is to be registered, made an alias or a group, " +
      "read as another name or set outside the region before `confirmPlan`. None once the plan is confirmed.",
  })
  async unknownNames(@Root() { id, card, asOf }: Plan, @Ctx() context: Context): Promise<UnknownName[]> {
    if (card.status !== "draft") return [];
    const { doc } = await rowsOf(context, id, asOf);
    const { state, days } = await rosterBeside({ card, asOf }, context);
    const readable = { rows: doc?.rows ?? [], warnings: card.warnings, settled: decisionsOf(card) };
    return namesUnknown(readable, state, days).map((each) => ({
      ...each,
      get near() {
        return nearEntries(state, each.name, days).map((id) => unitNamed(id, { asOf }));
      },
    }));
  }
}
