// Refining 细化: a lead or a unit adopts items, says them anew or drops them; a unit completes them.
import { type CommandOf, most, task } from "@taizhang/domain";
import { Arg, Ctx, Field, ID, InputType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { EvidenceInput, evidenceOf, MutationOf, typed } from "../schema/command.ts";
import { Day } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, TaskCommandInput, type TaskInput } from "./answer.ts";

const itemIdField = { description: "The item's id in the task 条目编号." };

type Adopting = CommandOf<typeof task.actions.adoptItems>;
type Said = Adopting["items"][number];

@InputType({ description: "An item as a unit adopts it 细化条目." })
export class ItemInput {
  @Field(() => String, { description: `Its number 序号, ${atMost(most.itemNo, "characters")}.` })
  no!: string;

  @Field(() => String, { description: `What is to be done 内容, ${atMost(most.itemText, "characters")}.` })
  text!: string;

  @Field(() => String, { nullable: true, description: `What is counted 计量内容, ${atMost(most.name, "characters")}.` })
  measure?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "How much there must be 数量目标: a decimal above zero, such as 4 or 12.5. Left out, it is not counted.",
  })
  target?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The unit of measure 计量单位, ${atMost(most.itemNo, "characters")}.`,
  })
  unitOfMeasure?: string | null;

  @Field(() => Day, { nullable: true, description: "The day it is due 完成时限, not before today." })
  dueOn?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `Where it is to be published 公开路径, from the top of the site, ${atMost(most.steps, "steps")}.`,
  })
  publicationPath?: string[] | null;
}

/** An item as commands hold it: what is null in GraphQL is left out. */
const saidOf = ({ no, text, measure, target, unitOfMeasure, dueOn, publicationPath }: ItemInput): Said => ({
  no,
  text: typed(text),
  ...(measure == null ? {} : { measure }),
  ...(target == null ? {} : { target }),
  ...(unitOfMeasure == null ? {} : { unitOfMeasure }),
  ...(dueOn == null ? {} : { dueOn }),
  ...(publicationPath == null ? {} : { publicationPath }),
});

@InputType({ description: "A lead adds items to its task, or a unit to its own part 细化条目." })
export class AdoptItemsInput extends TaskCommandInput {
  @Field(() => ID, {
    nullable: true,
    description: "The unit for whose own part they are 单位; left out, a lead adopts them for the whole task.",
  })
  unitId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The item they are pieces of 拆分的条目: it is done when they are. Left out, they stand by themselves.",
  })
  splits?: string | null;

  @Field(() => [ItemInput], { description: `The items 条目; one at least, and ${atMost(most.items)} in a task.` })
  items!: ItemInput[];

  @Field(() => String, { nullable: true, description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason?: string | null;
}

@InputType({ description: "The unit that adopted an item says it anew 修改条目." })
export class ReviseItemInput extends TaskCommandInput implements Omit<TaskInput<"reviseItem">, "item"> {
  @Field(() => ID, itemIdField)
  itemId!: string;

  @Field(() => ItemInput, {
    description: `The item as it is to read, whole 修改后的条目; its text ${atMost(most.itemText, "characters")}.`,
  })
  item!: ItemInput;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "The unit that adopted an item takes it out 删去条目." })
export class DropItemInput extends TaskCommandInput implements TaskInput<"dropItem"> {
  @Field(() => ID, itemIdField)
  itemId!: string;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({ description: "A unit says what it has done of an item 完成条目." })
export class CompleteItemInput extends PartCommandInput implements Omit<TaskInput<"completeItem">, "amount"> {
  @Field(() => ID, itemIdField)
  itemId!: string;

  @Field(() => Day, { description: "The day it was done 完成日期, not after today." })
  doneOn!: string;

  @Field(() => String, {
    nullable: true,
    description: "How much was done this time 本次数量: a decimal above zero, of an item that has a target.",
  })
  amount?: string | null;

  @Field(() => [EvidenceInput], {
    defaultValue: [],
    description: `Where it can be seen 佐证材料, ${atMost(most.evidence, "pieces")}.`,
  })
  evidence!: EvidenceInput[];
}

@InputType({ description: "What a unit completed of an item does not count 撤回条目完成." })
export class ReopenItemInput extends PartCommandInput implements TaskInput<"reopenItem"> {
  @Field(() => ID, itemIdField)
  itemId!: string;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@Resolver()
export class RefiningMutations {
  @MutationOf(task.actions.adoptItems, () => TaskAnswer)
  adoptItems(@Arg("input", () => AdoptItemsInput) input: AdoptItemsInput, @Ctx() ctx: Context) {
    const { unitId, splits, items, reason } = input;
    return onTask(ctx, "adoptItems", input, {
      ...(unitId == null ? {} : { unitId }),
      ...(splits == null ? {} : { splits }),
      items: items.map(saidOf),
      ...(reason == null ? {} : { reason: typed(reason) }),
    });
  }

  @MutationOf(task.actions.reviseItem, () => TaskAnswer)
  reviseItem(@Arg("input", () => ReviseItemInput) input: ReviseItemInput, @Ctx() ctx: Context) {
    const { item, reason } = input;
    return onTask(ctx, "reviseItem", input, { ...input, item: saidOf(item), reason: typed(reason) });
  }

  @MutationOf(task.actions.dropItem, () => TaskAnswer)
  dropItem(@Arg("input", () => DropItemInput) input: DropItemInput, @Ctx() ctx: Context) {
    return onTask(ctx, "dropItem", input, { ...input, reason: typed(input.reason) });
  }

  @MutationOf(task.actions.completeItem, () => TaskAnswer)
  completeItem(@Arg("input", () => CompleteItemInput) { amount, ...input }: CompleteItemInput, @Ctx() ctx: Context) {
    const said = { ...input, ...(amount == null ? {} : { amount }), evidence: evidenceOf(input.evidence) };
    return onTask(ctx, "completeItem", input, said);
  }

  @MutationOf(task.actions.reopenItem, () => TaskAnswer)
  reopenItem(@Arg("input", () => ReopenItemInput) input: ReopenItemInput, @Ctx() ctx: Context) {
    return onTask(ctx, "reopenItem", input, { ...input, reason: typed(input.reason) });
  }
}
