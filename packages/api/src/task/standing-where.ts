// Which tasks and assignments a list shows 筛选: the same rules pick them that a plan's board counts by.
import type { AssignmentState, PlanDraft, Relation } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type Lamp, type StandingWhere, type TaskCard, taskCards, unitLedger } from "@taizhang/projections";
import { Field, ID, InputType, Int } from "type-graphql";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { readPlan } from "../plan/queries.ts";
import type { AsOf } from "../reading/as-of.ts";
import { Days } from "../reading/paging.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { unitInSight } from "../roster/directory.ts";
import { AssignmentStateWord, LampWord, RelationWord } from "../schema/enums.ts";
import { tasksAsOf } from "./past.ts";
import { tasksOnLines } from "./tasks-on-lines.ts";

@InputType("StandingWhere", {
  description:
    "Which tasks or assignments are wanted 筛选; what is left out does not matter. One of `planId` and `unitId` must be given: a " +
    "plan's tasks are looked through, or those in which a unit has a part, 10,000 at most.",
})
export class StandingFilter {
  @Field(() => ID, { nullable: true, description: "The plan 计划编号." })
  planId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The numeral of a first-level heading of the plan, as its board has it 一级目标序号; null: under none of its headings.",
  })
  section?: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The table or list of the notice that the heading stands in 第几部分, from 2 on; left out or null, the first.",
  })
  part?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The numeral of a second-level heading 二级目标序号; null: under none.",
  })
  subsection?: string | null;

  @Field(() => Boolean, { nullable: true, description: "Whether nobody has a part in the task yet 待分工." })
  unassigned?: boolean | null;

  @Field(() => ID, { nullable: true, description: "The unit that has the part, or a part in the task 单位编号." })
  unitId?: string | null;

  @Field(() => [RelationWord], { nullable: true, description: "What the unit is to the task: one of these 分工关系." })
  relations?: Relation[] | null;

  @Field(() => [AssignmentStateWord], {
    nullable: true,
    description:
      "Where the part stands: in one of these states 办理状态. Where neither this nor `ownerless` nor `late` is given, only parts " +
      "that count for their unit are wanted: not exempted, handed over or ownerless.",
  })
  states?: AssignmentState[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the part is nobody's, because its unit has ended 无主.",
  })
  ownerless?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Of parts that are done and had a due day that counts: late, or in time 逾期办结.",
  })
  late?: boolean | null;

  @Field(() => [LampWord], {
    nullable: true,
    description: "One of these lamps 时限灯: of the task in a list of tasks, of the part in a list of assignments.",
  })
  lamps?: Lamp[] | null;

  @Field(() => Days, { nullable: true, description: "The task, or the part, is due in this span 时限范围." })
  due?: Days | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The words of the task as they hold now contain this 任务内容包含; width of characters (NFKC), case and blanks do not count.",
  })
  text?: string | null;
}

/** The tasks among which a list is looked for. */
export interface Among {
  readonly cards: readonly TaskCard[];
  readonly sections: PlanDraft["sections"];
  readonly position: LogPosition | null;
  readonly stopped: boolean;
}

/** A filter as the read models take it: null says something of a heading alone. */
export function whereOf({ section, subsection, part, planId: _planId, ...rest }: StandingFilter): StandingWhere {
  const said = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(section === undefined ? {} : { section }),
    ...(subsection === undefined ? {} : { subsection }),
    part: part ?? null,
  };
}

/**
 * The tasks of the plan that a filter names, or else those in which its unit has, or had, a part; none where the reader
 * may not read them. Throws `BAD_USER_INPUT` where it names neither, or headings without their plan.
 */
export async function tasksAmong(
  context: Context,
  { planId, unitId, section, subsection }: StandingFilter,
  asOf: AsOf | null,
): Promise<Among> {
  if (planId != null) return tasksOfPlan(context, planId, asOf);
  if (section !== undefined || subsection !== undefined)
    throw problem("BAD_USER_INPUT", noPlan, { field: "where.section" });
  if (unitId == null) throw problem("BAD_USER_INPUT", nothingNamed, { field: "where" });
  return tasksOfUnit(context, unitId, asOf);
}

const noPlan = {
  zh: "section、subsection 须与 planId 一同给出：目标是某个计划的目标。",
  en: "section and subsection go with planId: a heading is one of a plan.",
};

const nothingNamed = {
  zh: "where 应给出 planId 或 unitId：全区的任务不能一次查看。",
  en: "where takes planId or unitId: the tasks of a whole region are not looked through at once.",
};

const none = { cards: [], sections: [], position: null, stopped: false };

async function tasksOfPlan(context: Context, planId: string, asOf: AsOf | null): Promise<Among> {
  const plan = await readPlan(context, planId, asOf);
  if (plan === null) return none;
  const { sections } = plan.card;
  if (asOf !== null) return { ...(await tasksAsOf(context, planId, asOf)), sections, stopped: false };
  const { value, ...answer } = await wholeIndex(context.views, taskCards, `plan/${planId}`);
  return { ...answer, cards: value.map(({ doc }) => doc), sections };
}

async function tasksOfUnit(context: Context, unitId: string, asOf: AsOf | null): Promise<Among> {
  const { views } = context;
  views.atLeast(asOf?.position);
  if ((await unitInSight(context, unitId, asOf)) === null) return none;
  const lines = await wholeIndex(views, unitLedger, `unit/${unitId}`);
  const { cards, ...seen } = await tasksOnLines(context, lines, asOf);
  return { ...seen, cards: inOrder(cards), sections: [] };
}

/** By plan and row. */
const inOrder = (cards: readonly TaskCard[]): TaskCard[] =>
  cards.toSorted(({ opened: a }, { opened: b }) =>
    a.planId === b.planId ? a.row.row - b.row.row : a.planId < b.planId ? -1 : 1,
  );
