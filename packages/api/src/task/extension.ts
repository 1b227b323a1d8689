// Extensions 延期: a unit asks that its part be due later, the office answers; or the office extends the whole task, or an item for all.
import { most, task } from "@taizhang/domain";
import { planNow } from "@taizhang/log";
import type { CardExtension } from "@taizhang/projections";
import { Arg, Ctx, Field, ID, InputType, Int, ObjectType, Resolver } from "type-graphql";
import { type Target, within } from "../acts/act.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { Person, personFor } from "../roster/person.ts";
import { EvidenceInput, evidenceOf, MutationOf, typed } from "../schema/command.ts";
import { ExtensionStateWord } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, TaskCommandInput, type TaskInput } from "./answer.ts";
import { Evidence } from "./report.ts";

@ObjectType({ description: "How a request for an extension ended 延期答复." })
export class ExtensionAnswer {
  @Field(() => String, {
    nullable: true,
    description: "The opinion or the reason 意见或理由; null where nobody gave one: it was withdrawn, or it lapsed.",
  })
  text!: string | null;

  @Field(() => Instant, { description: "When it ended 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who ended it 答复人." })
  by!: Person;
}

@ObjectType({ description: "One step in the series of due days of a part 时限沿革." })
export class Extension {
  @Field(() => Int, {
    nullable: true,
    description:
      "The number of the unit's request 第几次申请; null where the office extended the task, or the item for all.",
  })
  extensionNo!: number | null;

  @Field(() => ExtensionStateWord, { description: "How it stands 状态." })
  state!: CardExtension["state"];

  @Field(() => Day, { nullable: true, description: "The due day until then 原时限; null where there was none." })
  before!: string | null;

  @Field(() => Day, {
    nullable: true,
    description: "The day the unit asked for 申请延至; null where the office extended the task, or the item for all.",
  })
  askedDueOn!: string | null;

  @Field(() => Day, { nullable: true, description: "The day granted 准予延至; null unless it was granted." })
  grantedDueOn!: string | null;

  @Field(() => String, { description: "Why 理由." })
  reason!: string;

  @Field(() => String, {
    nullable: true,
    description: "What an extension without a request rests on 依据; null for a request.",
  })
  authority!: string | null;

  @listOf(1)
  @Field(() => [Evidence], { description: "What the unit shows for it 佐证材料." })
  evidence!: readonly Evidence[];

  @Field(() => Instant, { description: "When it was asked for, or the office extended it 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who asked for it, or extended the task 申请人或决定人." })
  by!: Person;

  @Field(() => ExtensionAnswer, { nullable: true, description: "How it ended 答复; null while it is pending." })
  answer!: ExtensionAnswer | null;

  actedOn!: Target | null;
}

/** An extension as the reader may see it, of the target that it is asked for. */
export const extensionOf = (
  { no, asked, granted, reason, authority, made, answer, ...rest }: CardExtension,
  reader: ReaderAt,
  target: Target | null,
): Extension => ({
  ...rest,
  actedOn: no === null ? null : within(target, { extensionNo: no }),
  extensionNo: no,
  askedDueOn: asked,
  grantedDueOn: granted,
  reason: reason.text,
  authority: authority?.text ?? null,
  at: made.at,
  by: personFor(made.by, reader),
  answer: answer && { text: answer.text?.text ?? null, at: answer.at, by: personFor(answer.by, reader) },
});

const extensionNoField = {
  description: "The number of the unit's request on this part or item 第几次申请, from 1.",
};

/** What of a unit is extended. */
@InputType()
abstract class ExtendedInput extends PartCommandInput {
  @Field(() => ID, {
    nullable: true,
    description: "The item of the task that is meant 条目编号; left out, the unit's part itself.",
  })
  itemId?: string | null;
}

/** The input as a command: what is null in GraphQL is left out. */
const extended = <Input extends { readonly itemId?: string | null }>({ itemId, ...input }: Input) => ({
  ...input,
  ...(itemId == null ? {} : { itemId }),
});

type ExtensionInput<
  Name extends "requestExtension" | "withdrawExtensionRequest" | "grantExtension" | "refuseExtension",
> = Omit<TaskInput<Name>, "itemId">;

@InputType({ description: "A unit asks that its part, or an item of it, be due later 申请延期." })
export class RequestExtensionInput extends ExtendedInput implements ExtensionInput<"requestExtension"> {
  @Field(() => Day, { description: "The day asked for 申请延至: later than the present due day, not before today." })
  dueOn!: string;

  @Field(() => String, { description: `Why 申请理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => [EvidenceInput], {
    defaultValue: [],
    description: `What shows it 佐证材料, ${atMost(most.evidence, "pieces")}.`,
  })
  evidence!: EvidenceInput[];
}

@InputType({ description: "A unit takes its request for an extension back 撤回延期申请." })
export class WithdrawExtensionRequestInput extends ExtendedInput implements ExtensionInput<"withdrawExtensionRequest"> {
  @Field(() => Int, extensionNoField)
  extensionNo!: number;
}

@InputType({ description: "The office grants an extension 同意延期." })
export class GrantExtensionInput extends ExtendedInput implements ExtensionInput<"grantExtension"> {
  @Field(() => Int, extensionNoField)
  extensionNo!: number;

  @Field(() => Day, {
    description:
      "The new due day 准予延至, which may differ from the day asked for: later than the present one, not before today.",
  })
  dueOn!: string;

  @Field(() => String, { description: `The office's opinion 意见, ${atMost(most.text, "characters")}.` })
  opinion!: string;
}

@InputType({ description: "The office refuses an extension, with the reason 不同意延期." })
export class RefuseExtensionInput extends ExtendedInput implements ExtensionInput<"refuseExtension"> {
  @Field(() => Int, extensionNoField)
  extensionNo!: number;

  @Field(() => String, { description: `Why it is refused 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;
}

@InputType({
  description:
    "The office moves the due day of a whole task for every open part, or of one item for every unit that owes it 任务延期.",
})
export class ExtendTaskInput extends TaskCommandInput implements Omit<TaskInput<"extendTask">, "itemId"> {
  @Field(() => ID, {
    nullable: true,
    description: "The item of the task that is meant 条目编号; left out, the task itself.",
  })
  itemId?: string | null;

  @Field(() => Day, { description: "The new due day 延至: later than the present one, not before today." })
  dueOn!: string;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;
}

@Resolver()
export class ExtensionMutations {
  @MutationOf(task.actions.requestExtension, () => TaskAnswer)
  requestExtension(@Arg("input", () => RequestExtensionInput) input: RequestExtensionInput, @Ctx() ctx: Context) {
    const { reason, evidence } = input;
    const said = { ...extended(input), reason: typed(reason), evidence: evidenceOf(evidence) };
    return onTask(ctx, "requestExtension", input, said, planNow(ctx));
  }

  @MutationOf(task.actions.withdrawExtensionRequest, () => TaskAnswer)
  withdrawExtensionRequest(
    @Arg("input", () => WithdrawExtensionRequestInput) input: WithdrawExtensionRequestInput,
    @Ctx() ctx: Context,
  ) {
    return onTask(ctx, "withdrawExtensionRequest", input, extended(input));
  }

  @MutationOf(task.actions.grantExtension, () => TaskAnswer)
  grantExtension(@Arg("input", () => GrantExtensionInput) input: GrantExtensionInput, @Ctx() ctx: Context) {
    return onTask(ctx, "grantExtension", input, { ...extended(input), opinion: typed(input.opinion) });
  }

  @MutationOf(task.actions.refuseExtension, () => TaskAnswer)
  refuseExtension(@Arg("input", () => RefuseExtensionInput) input: RefuseExtensionInput, @Ctx() ctx: Context) {
    return onTask(ctx, "refuseExtension", input, { ...extended(input), reason: typed(input.reason) });
  }

  @MutationOf(task.actions.extendTask, () => TaskAnswer)
  extendTask(@Arg("input", () => ExtendTaskInput) input: ExtendTaskInput, @Ctx() ctx: Context) {
    const { reason, authority } = input;
    return onTask(ctx, "extendTask", input, { ...extended(input), reason: typed(reason), authority: typed(authority) });
  }
}
