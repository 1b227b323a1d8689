// Publications checked 核查公开: the office or the lead says what it found under a piece of evidence.
import { type CommandOf, most, task } from "@taizhang/domain";
import { evidenceAsItStands } from "@taizhang/log";
import type { CardMending } from "@taizhang/projections";
import { Arg, Ctx, Field, InputType, Int, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { Person, personFor } from "../roster/person.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { PublicationVerdictWord } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, PartCommandInput, TaskAnswer, type TaskInput } from "./answer.ts";
import { Evidence } from "./report.ts";

@ObjectType({ description: "A piece of published evidence that the unit has to mend 待改正的公开材料." })
export class Mending {
  @Field(() => Int, { nullable: true, description: "The report it belongs to 第几份填报; null for the claim." })
  reportNo!: number | null;

  @Field(() => Int, { description: "Its place among the evidence 第几件, from 1." })
  place!: number;

  @Field(() => Evidence, { description: "The piece as it was checked 佐证材料." })
  evidence!: Evidence;

  @Field(() => PublicationVerdictWord, { description: "What was found 核查结果." })
  verdict!: CardMending["verdict"];

  @Field(() => String, { nullable: true, description: "What was noted 说明." })
  note!: string | null;

  @Field(() => Day, { description: "The Beijing day of the check 核查之日." })
  checkedOn!: string;

  @Field(() => Instant, { description: "When it was checked 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who checked it 核查人." })
  by!: Person;
}

/** What is to be mended as the reader may see it. */
export const mendingOf = ({ note, by, ...rest }: CardMending, reader: ReaderAt): Mending => ({
  ...rest,
  note: note?.text ?? null,
  by: personFor(by, reader),
});

type Verify = CommandOf<typeof task.actions.verifyPublication>;

@InputType({
  description:
    "The office, or the lead of the task, checks what a unit shows as evidence 核查公开. What is broken is to be mended: it is " +
    "settled once it is found, or once the unit replaces the piece (`correctReport`, `correctClaim`) or claims anew.",
})
export class VerifyPublicationInput extends PartCommandInput implements TaskInput<"verifyPublication"> {
  @Field(() => Int, {
    nullable: true,
    defaultValue: null,
    description: "The report whose evidence it is 第几份填报; left out, the unit's claim.",
  })
  reportNo!: number | null;

  @Field(() => Int, {
    description: `The place of the piece among the evidence 第几件, from 1, ${atMost(most.evidence)}.`,
  })
  place!: number;

  @Field(() => PublicationVerdictWord, { description: "What was found 核查结果." })
  verdict!: Verify["verdict"];

  @Field(() => String, {
    nullable: true,
    defaultValue: null,
    description: `What is to be noted 说明, ${atMost(most.text, "characters")}.`,
  })
  note!: string | null;
}

@Resolver()
export class PublicationMutations {
  @MutationOf(task.actions.verifyPublication, () => TaskAnswer)
  verifyPublication(@Arg("input", () => VerifyPublicationInput) input: VerifyPublicationInput, @Ctx() ctx: Context) {
    const said = { ...input, note: input.note === null ? null : typed(input.note) };
    return onTask(ctx, "verifyPublication", input, said, evidenceAsItStands(ctx.log, input.taskId, input));
  }
}
