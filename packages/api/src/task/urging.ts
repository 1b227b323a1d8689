// Urgings 催办: the office or the lead asks units for an answer, and each of them owes one.
import { most, task, type UrgingState } from "@taizhang/domain";
import type { CardUrging } from "@taizhang/projections";
import { Arg, Ctx, Field, ID, InputType, Int, ObjectType, Resolver } from "type-graphql";
import { type Target, within } from "../acts/act.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { Person, personFor } from "../roster/person.ts";
import { EvidenceInput, evidenceOf, MutationOf, typed } from "../schema/command.ts";
import { UrgingStateWord } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, TaskCommandInput, type TaskInput } from "./answer.ts";
import { Evidence } from "./report.ts";

@ObjectType({ description: "What a unit answered to an urging 催办答复." })
export class UrgingReply {
  @Field(() => String, { description: "The answer in words 答复." })
  text!: string;

  @listOf(2)
  @Field(() => [Evidence], { description: "What the unit shows for it 佐证材料." })
  evidence!: readonly Evidence[];

  @Field(() => Day, { description: "The Beijing day of the answer 答复之日; late where it is after `answerBy`." })
  answeredOn!: string;

  @Field(() => Instant, { description: "When it was answered 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who answered 答复人." })
  by!: Person;
}

@ObjectType({ description: "An urging of a unit 催办, on a task or for its completion report." })
export class Urging {
  @Field(() => Int, { description: "Its number in the task, or among those for the report 第几次催办." })
  urgingNo!: number;

  @Field(() => ID, {
    nullable: true,
    description: "The item that it is about 条目编号; null where it is about the part as a whole, or a report.",
  })
  itemId!: string | null;

  @Field(() => UrgingStateWord, { description: "How it stands 状态." })
  state!: UrgingState;

  @Field(() => String, { description: "What was asked 催办内容." })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: "Why the unit was urged again so soon 再次催办的理由; null where it had not been.",
  })
  whyAgain!: string | null;

  @Field(() => Day, { nullable: true, description: "The day by which it must answer 答复期限; null if none was set." })
  answerBy!: string | null;

  @Field(() => Instant, { description: "When it was urged 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who urged it 催办人." })
  by!: Person;

  @Field(() => UrgingReply, { nullable: true, description: "The answer 答复; null until there is one." })
  answer!: UrgingReply | null;

  actedOn!: Target | null;
}

/** An urging, of a part or for a report, as the reader may see it. */
export const urgingOf = (
  { no, itemId, text, whyAgain, answerBy, made, answer }: CardUrging,
  state: UrgingState,
  reader: ReaderAt,
  about: Target | null,
): Urging => ({
  actedOn: within(about, { urgingNo: no }),
  urgingNo: no,
  itemId,
  state,
  text: text.text,
  whyAgain: whyAgain?.text ?? null,
  answerBy,
  at: made.at,
  by: personFor(made.by, reader),
  answer: answer && { ...answer, text: answer.text.text, by: personFor(answer.by, reader) },
});

@InputType({ description: "The office, or the lead of the task, urges units 催办." })
export class UrgeInput extends TaskCommandInput implements Omit<TaskInput<"urge">, "itemId"> {
  @Field(() => [ID], { description: `The units 单位; one at least and ${atMost(most.units)}.` })
  unitIds!: string[];

  @Field(() => ID, {
    nullable: true,
    description: "The item that they are urged about 条目编号; left out, their parts as a whole.",
  })
  itemId?: string | null;

  @Field(() => String, { description: `What they are asked 催办内容, ${atMost(most.text, "characters")}.` })
  text!: string;

  @Field(() => Day, {
    nullable: true,
    defaultValue: null,
    description: "The day by which they must answer 答复期限, not before today; left out, none is set.",
  })
  answerBy!: string | null;

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: "Why they are urged again 再次催办的理由; needed within three days of the last urging.",
  })
  whyAgain!: string | null;
}

@InputType({ description: "A unit answers an urging 答复催办." })
export class AnswerUrgingInput extends PartCommandInput implements TaskInput<"answerUrging"> {
  @Field(() => Int, { description: "The number of the urging 第几次催办." })
  urgingNo!: number;

  @Field(() => String, { description: `The answer 答复, ${atMost(most.text, "characters")}.` })
  text!: string;

  @Field(() => [EvidenceInput], {
    defaultValue: [],
    description: `What shows it 佐证材料, ${atMost(most.evidence, "pieces")}.`,
  })
  evidence!: EvidenceInput[];
}

@Resolver()
export class UrgingMutations {
  @MutationOf(task.actions.urge, () => TaskAnswer)
  urge(@Arg("input", () => UrgeInput) input: UrgeInput, @Ctx() ctx: Context) {
    const { itemId, text, whyAgain, ...rest } = input;
    const about = itemId == null ? {} : { itemId };
    const said = { ...rest, ...about, text: typed(text), whyAgain: whyAgain === null ? null : typed(whyAgain) };
    return onTask(ctx, "urge", input, said, () => ctx.roster());
  }

  @MutationOf(task.actions.answerUrging, () => TaskAnswer)
  answerUrging(@Arg("input", () => AnswerUrgingInput) input: AnswerUrgingInput, @Ctx() ctx: Context) {
    const { text, evidence } = input;
    return onTask(ctx, "answerUrging", input, { ...input, text: typed(text), evidence: evidenceOf(evidence) });
  }
}
