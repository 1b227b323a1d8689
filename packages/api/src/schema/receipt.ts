// What a mutation answers: the receipt 回执 of a command, or why it changes nothing.
import { isRejection, type Rejection as Refusal, type RejectionCode, rejections } from "@taizhang/domain";
import type { Position as LogPosition, Outcome } from "@taizhang/log";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { ReceiptOutcome } from "./enums.ts";
import { Position } from "./scalars.ts";
import { Sentence } from "./sentence.ts";

const codes = Object.fromEntries(Object.keys(rejections).map((code) => [code, code]));

registerEnumType(codes, {
  name: "RejectionCode",
  description: "Why a command changes nothing 不予受理的原因.",
  valuesConfig: Object.fromEntries(
    Object.entries(rejections).map(([code, { zh, en }]) => [code, { description: `${en} ${zh}` }]),
  ),
});

@ObjectType({
  description:
    "The receipt of a command that was not refused 回执. Where it is DONE, the same command id always gets the same receipt; " +
    "an UNCHANGED command stored nothing, so sent again it is judged anew.",
})
export class Receipt {
  @Field(() => ReceiptOutcome, { description: "What the command did 办理结果." })
  outcome!: string;

  @Field(() => String, { description: "The id the command was sent under 命令编号." })
  commandId!: string;

  @Field(() => String, { description: "The stream of events it belongs to 事件流." })
  stream!: string;

  @Field(() => Int, {
    description: "The place of the command's last event in the stream, from 0 流内序号; -1 where the stream is empty.",
  })
  revision!: number;

  @Field(() => Position, {
    nullable: true,
    description: "Its position in the log 位置; null where the stream is empty.",
  })
  position!: LogPosition | null;

  @Field(() => [ID], { description: "The events the command stored 事件编号; none where nothing changed." })
  eventIds!: readonly string[];
}

@ObjectType({ description: "A refusal 不予受理: the command was understood and changes nothing." })
export class Rejection {
  @Field(() => codes, { description: "The reason as a code 原因代码." })
  code!: RejectionCode;

  @Field(() => Sentence, { description: "The reason in words 原因." })
  message!: Sentence;

  @Field(() => String, {
    nullable: true,
    description: "What is meant, such as the names that are unknown 具体所指; null where the code says it all.",
  })
  detail!: string | null;
}

/** Either a receipt or a rejection; the other is null. */
export interface Answer {
  readonly receipt: Receipt | null;
  readonly rejection: Rejection | null;
}

/** An outcome as the schema shows it. */
export function answerOf(outcome: Exclude<Outcome, { readonly forbidden: unknown }>): Answer {
  if (!isRejection(outcome)) return { receipt: outcome, rejection: null };
  return { receipt: null, rejection: rejectionShown(outcome) };
}

/** A refusal as the schema shows it. */
export const rejectionShown = ({ rejected, detail }: Refusal): Rejection => ({
  ...{ code: rejected, message: rejections[rejected], detail },
});

/** The description of an answer's `receipt` field. */
export const receiptField = { nullable: true, description: "The receipt 回执; null where the command is refused." };

/** The description of an answer's `rejection` field. */
export const rejectionField = {
  nullable: true,
  description: "Why the command changes nothing 不予受理的原因; null where there is a receipt.",
};
