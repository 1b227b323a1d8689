// Amending a task 修改任务: the office changes its words, its headings or its due day, and what was before stays beside it.
import { type CommandOf, most, plan, task, type Wording } from "@taizhang/domain";
import type { CardAmendment } from "@taizhang/projections";
import { Arg, Ctx, Field, InputType, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { listOf } from "../limits/measured.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { Person, personFor } from "../roster/person.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import { MutationOf, typed } from "../schema/command.ts";
import { words } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { atMost } from "../schema/sentence.ts";
import { onTask, TaskAnswer, TaskCommandInput, type TaskInput } from "./answer.ts";

type Amendable = keyof CardAmendment["after"];

const AmendedFieldWord = words<Amendable>("AmendedField", "What of a task an amendment changed 修改事项.", {
  text: "The task in words 任务内容.",
  requirement: "The requirement 工作要求.",
  section: "The numeral of the first-level heading 一级目标.",
  subsection: "The numeral of the second-level heading 二级目标.",
  dueOn: "The due day 完成时限.",
});

@ObjectType({ description: "The words of a task as they hold now 现行表述; `row` has what is printed." })
export class TaskWording implements Wording {
  @Field(() => String, { description: "The task in words 任务内容." })
  text!: string;

  @Field(() => String, { nullable: true, description: "The requirement 工作要求; null where there is none." })
  requirement!: string | null;

  @Field(() => String, { nullable: true, description: "The numeral of the first-level heading 一级目标序号." })
  section!: string | null;

  @Field(() => String, { nullable: true, description: "The numeral of the second-level heading 二级目标序号." })
  subsection!: string | null;
}

@ObjectType({ description: "One field that an amendment changed 修改事项." })
export class AmendedFieldChange {
  @Field(() => AmendedFieldWord, { description: "Which 事项." })
  field!: string;

  @Field(() => String, { nullable: true, description: "What it was until then 修改前; null where it was empty." })
  before!: string | null;

  @Field(() => String, { nullable: true, description: "What it is since 修改后; null where it is empty." })
  after!: string | null;
}

@ObjectType({ description: "A part whose due day an amendment moved 时限随改的分工." })
export class MovedPart {
  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(() => Day, { nullable: true, description: "Its due day until then 原时限; null where there was none." })
  before!: string | null;
}

@ObjectType({ description: "An amendment of a task 任务修改." })
export class Amendment {
  @listOf(2)
  @Field(() => [AmendedFieldChange], { description: "What it changed 修改内容." })
  changes!: readonly AmendedFieldChange[];

  @listOf(1)
  @Field(() => [MovedPart], {
    description:
      "The open parts that were due on another day and are due on the new one since 时限随改的分工; a part that was given more time keeps it.",
  })
  movedParts!: readonly MovedPart[];

  @Field(() => String, { description: "Why 理由." })
  reason!: string;

  @Field(() => String, { description: "What it rests on 依据." })
  authority!: string;

  @Field(() => String, {
    nullable: true,
    description: "The SHA-256 of the later notice 补充来文摘要, if there is one.",
  })
  sourceSha256!: string | null;

  @Field(() => Instant, { description: "When 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who 决定人." })
  by!: Person;
}

const fields: readonly Amendable[] = ["text", "requirement", "section", "subsection", "dueOn"];

/** An amendment as the reader may see it. */
export const amendmentOf = (
  { before, after, parts, reason, authority, sourceSha256, made }: CardAmendment,
  reader: ReaderAt,
): Amendment => ({
  changes: fields.flatMap((field) =>
    field in after ? [{ field, before: before[field] ?? null, after: after[field] ?? null }] : [],
  ),
  movedParts: parts.map(({ unitId, before }) => ({ unit: unitNamed(unitId, reader), before })),
  reason: reason.text,
  authority: authority.text,
  sourceSha256: sourceSha256 ?? null,
  at: made.at,
  by: personFor(made.by, reader),
});

/** What a field is left as in GraphQL, where null is the same as left out. */
const withoutField = (what: string) => ({ defaultValue: false, description: `True to take ${what} away 取消.` });

@InputType({
  description:
    "The office changes a task 修改任务: its words, its headings, its due day. What is left out stays. The new due day, earlier or later, holds " +
    "for every open part, except one that was given more time; a request for an extension that it meets lapses.",
})
export class AmendTaskInput
  extends TaskCommandInput
  implements Omit<TaskInput<"amendTask">, "changes" | "sourceSha256">
{
  @Field(() => String, {
    nullable: true,
    description: `The task in words 任务内容, ${atMost(most.rowText, "characters")}.`,
  })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The requirement 工作要求, ${atMost(most.rowText, "characters")}, on one line.`,
  })
  requirement?: string | null;

  @Field(() => Boolean, withoutField("the requirement"))
  withoutRequirement!: boolean;

  @Field(() => String, {
    nullable: true,
    description: `The numeral of a first-level heading of the plan 一级目标序号, ${atMost(most.name, "characters")}.`,
  })
  section?: string | null;

  @Field(() => Boolean, withoutField("the first-level heading"))
  withoutSection!: boolean;

  @Field(() => String, {
    nullable: true,
    description: `The numeral of a second-level heading of the plan 二级目标序号, ${atMost(most.name, "characters")}.`,
  })
  subsection?: string | null;

  @Field(() => Boolean, withoutField("the second-level heading"))
  withoutSubsection!: boolean;

  @Field(() => Day, { nullable: true, description: "The due day 完成时限, earlier or later than the present one." })
  dueOn?: string | null;

  @Field(() => Boolean, withoutField("the due day"))
  withoutDueDay!: boolean;

  @Field(() => String, { description: `Why 理由, ${atMost(most.text, "characters")}.` })
  reason!: string;

  @Field(() => String, { description: `What it rests on 依据, ${atMost(most.text, "characters")}.` })
  authority!: string;

  @Field(() => String, {
    nullable: true,
    description: "The SHA-256 of the later notice 补充来文摘要, in hexadecimal, if there is one.",
  })
  sourceSha256?: string | null;
}

@Resolver()
export class AmendmentMutations {
  @MutationOf(task.actions.amendTask, () => TaskAnswer)
  amendTask(@Arg("input", () => AmendTaskInput) input: AmendTaskInput, @Ctx() ctx: Context) {
    return onTask(ctx, "amendTask", input, amendmentIn(input), async ({ about }) =>
      about === null ? plan.initial : (await ctx.executor.load(plan, about.planId)).state,
    );
  }
}

/** An amendment as the domain has it. */
function amendmentIn(input: AmendTaskInput): CommandOf<typeof task.actions.amendTask> {
  const { text, reason, authority, sourceSha256 } = input;
  const requirement = changed("requirement", input.requirement, input.withoutRequirement);
  const section = changed("section", input.section, input.withoutSection);
  const subsection = changed("subsection", input.subsection, input.withoutSubsection);
  const dueOn = changed("dueOn", input.dueOn, input.withoutDueDay);
  return {
    changes: {
      ...(text != null && { text }),
      ...(requirement !== undefined && { requirement }),
      ...(section !== undefined && { section }),
      ...(subsection !== undefined && { subsection }),
      ...(dueOn !== undefined && { dueOn }),
    },
    reason: typed(reason),
    authority: typed(authority),
    ...(sourceSha256 != null && { sourceSha256 }),
  };
}

/** What a field is to be: null where it is taken away, undefined where it stays. */
function changed(field: Amendable, said: string | null | undefined, without: boolean): string | null | undefined {
  if (without && said != null) throw problem("BAD_USER_INPUT", twice, { field });
  return without ? null : (said ?? undefined);
}

const twice = {
  zh: "取消某一项时，不要再填这一项。",
  en: "What is taken away is not given a value, too.",
};
