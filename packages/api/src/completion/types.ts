// Completion reports 办结情况报告 as the schema shows them: where one stands, and as much of its words as the reader sees.
import {
  type CompletionReportState,
  completion,
  completionReportStateOf,
  reportingUrgingStateOf,
  type Standing,
  sightOfAssignment,
  standingOfReport,
  type Thing as ThingFrozen,
} from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type CompletionCard, dueIn, lampOf } from "@taizhang/projections";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { type Target, within } from "../acts/act.ts";
import { listOf } from "../limits/measured.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { positionField, staleField } from "../reading/paging.ts";
import { Person, personFor } from "../roster/person.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import {
  AssignmentStateWord,
  CompletionReportStateWord,
  LedgerKindWord,
  type ShownSight,
  SightWord,
  StandingWord,
} from "../schema/enums.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { Extension, extensionOf } from "../task/extension.ts";
import { Decision, LampShown, lampShown } from "../task/types.ts";
import { Urging, urgingOf } from "../task/urging.ts";

@ObjectType({
  description:
    "How many things a completion report froze, by how they stood 汇总; items are not counted beside their parts.",
})
export class ThingCounts {
  @Field(() => Int, { description: "All of them 合计." })
  things!: number;

  @Field(() => Int, { description: "Still owed 未了结." })
  open!: number;

  @Field(() => Int, { description: "Done 办结." })
  done!: number;

  @Field(() => Int, { description: "Ended without being done 终止." })
  terminated!: number;

  @Field(() => Int, {
    description: "Of those still owed, how many whose day was over 逾期; what was claimed to be done is not.",
  })
  overdue!: number;
}

@ObjectType({ description: "Something that the unit owed in the plan, as it stood when it reported 报送时事项." })
export class FrozenThing {
  @Field(() => LedgerKindWord, { description: "What it was 类别." })
  kind!: ThingFrozen["kind"];

  @Field(() => ID, {
    nullable: true,
    description: "The task 任务编号; null for an answer to an urging for the report itself.",
  })
  taskId!: string | null;

  @Field(() => Int, { nullable: true, description: "The task's row in its plan 行号; null where there is none." })
  row!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The number of the part that it is, or belongs to, among those of the unit in the task 第几次分工; null where it is about no task.",
  })
  partNo!: number | null;

  @Field(() => Int, { nullable: true, description: "The number of the urging 第几次催办; null for what is none." })
  urgingNo!: number | null;

  @Field(() => ID, { nullable: true, description: "The id of the item in its task 条目编号; null for what is none." })
  itemId!: string | null;

  @Field(() => AssignmentStateWord, {
    nullable: true,
    description: "Where the part stood 办理状态; null for what is no part.",
  })
  state!: ThingFrozen["state"];

  @Field(() => StandingWord, { description: "Whether it was still owed 了结情况." })
  standing!: Standing;

  @Field(() => Day, { nullable: true, description: "The day it was due 完成时限; null if there was none." })
  dueOn!: string | null;

  @Field(() => Boolean, { description: "Whether it was overdue 是否逾期." })
  overdue!: boolean;
}

@ObjectType({ description: "What a unit handed in 报送内容; a later report supersedes it." })
export class CompletionSubmission {
  @Field(() => Int, { description: "Its number among the unit's reports on the plan 第几次报送." })
  reportNo!: number;

  @Field(() => Day, { description: "The Beijing day it came 报送之日." })
  submittedOn!: string;

  @Field(() => Day, { description: "The day it was due then 报送期限; it is late where it came after that." })
  dueOn!: string;

  @Field(() => String, { description: "What the unit says 情况说明." })
  summary!: string;

  @Field(() => ThingCounts, { description: "How all that the unit owed stood 汇总." })
  counts!: ThingCounts;

  @listOf(20)
  @Field(() => [FrozenThing], { description: "All that the unit owed in the plan, as it stood 报送时事项, by row." })
  things!: readonly FrozenThing[];

  @Field(() => Position, { description: "The position of the log at or past which it was read 依据位置." })
  frozenAt!: string;

  @Field(() => Instant, { description: "When it was handed in 报送时刻." })
  at!: string;

  @Field(() => Person, { description: "Who handed it in 报送人." })
  by!: Person;

  @Field(() => Decision, {
    nullable: true,
    description: "The opinion or the reason with which it was accepted or returned 接收或退回; null while it waits.",
  })
  decision!: Decision | null;

  actedOn!: Target | null;
}

@ObjectType({ description: "What a unit owes a plan by its reporting day 办结情况报告." })
export class CompletionReport {
  @Field(() => ID, { description: "The plan 计划编号." })
  planId!: string;

  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(() => CompletionReportStateWord, { description: "Where it stands 报送状态." })
  state!: CompletionReportState;

  @Field(() => StandingWord, { description: "Whether it is still owed 了结情况." })
  standing!: Standing;

  @Field(() => Instant, { description: "Since when it stands there 自." })
  since!: string;

  @Field(() => Day, {
    nullable: true,
    description: "The day the unit reports by 报送期限; null where the plan sets none any more.",
  })
  dueOn!: string | null;

  @Field(() => Day, { description: "The first reporting day, before any correction or extension 原定报送日期." })
  firstDueOn!: string;

  @Field(() => LampShown, { description: "Whether it is due 时限灯, on the day asked for." })
  lamp!: LampShown;

  @Field(() => SightWord, {
    description: "How much of it the reader sees 可见范围; where only the state, the rest is empty.",
  })
  sight!: ShownSight;

  @Field(() => CompletionSubmission, {
    nullable: true,
    description: "The last report handed in 最近报送; null where there is none, or only the state is shown.",
  })
  submission!: CompletionSubmission | null;

  @listOf(1)
  @Field(() => [Extension], {
    nullable: true,
    description: "The last extensions of the reporting day asked for 报送延期; null where only the state is shown.",
  })
  extensions!: readonly Extension[] | null;

  @listOf(1)
  @Field(() => [Urging], {
    nullable: true,
    description: "The urgings of the unit for the report 催报, in order; null where only the state is shown.",
  })
  urgings!: readonly Urging[] | null;

  @Field(() => Position, positionField)
  position!: LogPosition | null;

  @Field(() => Boolean, staleField)
  stale!: boolean;

  actedOn!: Target | null;
}

/** A completion report as the reader may see it, on a day. */
export function completionReportOf(
  card: CompletionCard,
  reader: ReaderAt,
  today: string,
  seen: Pick<CompletionReport, "position" | "stale">,
): CompletionReport {
  const { about, life, firstDueOn, since, extensions, urgings } = card;
  const isWhole = sightOfAssignment(reader, { ...about, leadUnitIds: [] }) === "whole";
  const state = completionReportStateOf(life);
  const standing = standingOfReport[state];
  const target: Target | null =
    reader.asOf === null
      ? { of: completion, names: [{ unitId: about.unitId }], state: () => life, planId: about.planId }
      : null;
  const lamp = lampShown(
    lampOf({ ...dueIn(life.terms, life.dueOn), standing, isClaimed: state === "submitted" }, today),
    today,
  );
  return {
    ...{
      planId: about.planId,
      unit: unitNamed(about.unitId, reader),
      state,
      standing,
      since,
      dueOn: life.dueOn,
      firstDueOn,
      lamp,
    },
    sight: isWhole ? "whole" : "state",
    submission: isWhole ? submissionOf(card, reader, target) : null,
    extensions: isWhole ? extensions.map((each) => extensionOf(each, reader, target)) : null,
    urgings: isWhole
      ? life.urgings.flatMap((urging) =>
          urgings
            .filter(({ no }) => no === urging.no)
            .map((said) => urgingOf(said, reportingUrgingStateOf(urging), reader, target)),
        )
      : null,
    actedOn: target,
    ...seen,
  };
}

function submissionOf(
  { life: { last }, submitted, judged }: CompletionCard,
  reader: ReaderAt,
  target: Target | null,
): CompletionSubmission | null {
  if (!last || !submitted) return null;
  const { counts, position, made, submittedOn, dueOn } = submitted;
  return {
    ...{ reportNo: last.no, summary: last.summary.text, counts, submittedOn, dueOn, frozenAt: position, at: made.at },
    by: personFor(made.by, reader),
    actedOn: within(target, { reportNo: last.no }),
    things: last.things.map(({ no, itemId = null, ...thing }) => ({ ...thing, urgingNo: no, itemId })),
    decision: judged && { text: judged.text.text, at: judged.at, by: personFor(judged.by, reader) },
  };
}
