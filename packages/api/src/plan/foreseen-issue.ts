// What an issue of a plan will come to 印发预览, as of the day on which it would be issued.
import { type ForeseenIssue as Foreseen, foreseenIssue, plan } from "@taizhang/domain";
import { Arg, Ctx, Extensions, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import type { Context } from "../context.ts";
import { Day } from "../schema/scalars.ts";
import { Plan } from "./types.ts";

@ObjectType({ description: "What an issue will come to 印发预览." })
export class ForeseenIssue implements Foreseen {
  @Field(() => Int, { description: "How many tasks are opened 任务项数." })
  tasks!: number;

  @Field(() => Int, { description: "How many parts units get 分工项数." })
  assignments!: number;

  @Field(() => Int, { description: "How many units get a part 单位个数." })
  units!: number;

  @Field(() => Int, {
    description:
      "How many groups wait for a person to name their members 待确定成员; one that several tasks name counts for each.",
  })
  groupsToFill!: number;

  @Field(() => Int, { description: "How many tasks nobody has a part in until then 待分工项数." })
  unassigned!: number;

  @Field(() => Int, {
    description: "How many tasks are due on or before the day of issue 印发时已到期项数; they are never scored.",
  })
  dueBeforeIssue!: number;
}

@Resolver(() => Plan)
export class ForeseenIssueOfPlan {
  @Extensions({ readsLog: true })
  @FieldResolver(() => ForeseenIssue, {
    nullable: true,
    description: "What an issue of the plan will come to 印发预览; null unless it is confirmed and not issued yet.",
  })
  async foreseenIssue(
    @Root() { id, card, asOf }: Plan,
    @Arg("on", () => Day, { nullable: true, description: "The day of issue 印发日期; left out, today in Beijing." })
    on: string | null | undefined,
    @Ctx() { executor, roster, today }: Context,
  ): Promise<ForeseenIssue | null> {
    if (asOf !== null || card.status !== "confirmed") return null;
    const [{ state }, names] = await Promise.all([executor.load(plan, id), roster()]);
    return foreseenIssue(state, names, on ?? today);
  }
}
