// Progress reports 进展填报 as the schema shows them: in short where a ledger lists tasks, and with their words.
import type { Review } from "@taizhang/domain";
import type { Deed, TaskReport } from "@taizhang/projections";
import { Field, Int, ObjectType } from "type-graphql";
import { type Target, within } from "../acts/act.ts";
import { listOf } from "../limits/measured.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { Person, personFor } from "../roster/person.ts";
import { ReviewWord } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";

/** What is shown of a report wherever it is shown. */
@ObjectType()
export abstract class ReportInShort {
  @Field(() => Int, { description: "Its number among the unit's reports on the task 第几份." })
  no!: number;

  @Field(() => Day, { description: "The day the unit wrote on it 填报日期." })
  reportedOn!: string;

  @Field(() => ReviewWord, { description: "What became of it 审核结果." })
  review!: Review;

  @Field(() => Instant, {
    nullable: true,
    description: "When it was accepted or returned 审核时刻; null while it is open.",
  })
  reviewedAt!: string | null;

  @Field(() => Person, { nullable: true, description: "Who accepted or returned it 审核人; null while it is open." })
  reviewedBy!: Person | null;
}

@ObjectType({ description: "Evidence 佐证材料: a published page." })
export class Evidence {
  @Field(() => String, { description: "What it is called 标题." })
  title!: string;

  @Field(() => String, { nullable: true, description: "Its address 网址." })
  url?: string | undefined;

  @Field(() => [String], { nullable: true, description: "Its path on the site 公开路径." })
  path?: string[] | undefined;
}

@ObjectType({ description: "A progress report 进展填报, as it stands after corrections." })
export class Report extends ReportInShort {
  @Field(() => String, { description: "How far the work has come 具体工作事项进度." })
  progress!: string;

  @listOf(2)
  @Field(() => [Evidence], { description: "Where it can be seen 佐证材料." })
  evidence!: readonly Evidence[];

  @Field(() => String, { nullable: true, description: "Why it was returned 退回理由." })
  returnReason!: string | null;

  @Field(() => Int, { description: "How often it was corrected 更正次数; the old words are in the history." })
  correctionCount!: number;

  @Field(() => Instant, { description: "When it was filed 填报时刻." })
  filedAt!: string;

  @Field(() => Person, { description: "Who filed it 填报人." })
  filedBy!: Person;

  actedOn!: Target | null;
}

/** Who reviewed a report and when, as the reader may see it. */
export const reviewFor = (
  reviewed: Deed | null,
  reader: Pick<ReaderAt, "roles" | "asOf">,
): Pick<ReportInShort, "reviewedAt" | "reviewedBy"> => ({
  reviewedAt: reviewed?.at ?? null,
  reviewedBy: reviewed && personFor(reviewed.by, reader),
});

/** A report on a part as the reader may see it. */
export const reportOf = (
  { progress, evidence, returnReason, filedBy, reviewed, ...report }: TaskReport,
  reader: ReaderAt,
  part: Target | null,
): Report => ({
  ...report,
  actedOn: within(part, { reportNo: report.no }),
  progress: progress.text,
  evidence,
  returnReason: returnReason?.text ?? null,
  filedBy: personFor(filedBy, reader),
  ...reviewFor(reviewed, reader),
});
