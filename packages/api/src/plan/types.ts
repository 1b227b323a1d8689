// Plans 计划 as the schema shows them: the head, the reading of the notice, and what was set at issue.
import {
  type DraftItem,
  type DraftTask,
  fromIssueInWords,
  type PlanState,
  type PlanStatus,
  plan,
  type ReadUnit,
  type Relation,
  turnUnderWay,
} from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import type { PlanCard } from "@taizhang/projections";
import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Target } from "../acts/act.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { Node } from "../node/types.ts";
import type { AsOf } from "../reading/as-of.ts";
import { positionField, staleField } from "../reading/paging.ts";
import { PlanStatusWord, RelationWord, words } from "../schema/enums.ts";
import { Day, Instant, Position } from "../schema/scalars.ts";
import { Sentence } from "../schema/sentence.ts";
import { additionOf, RowAddition } from "./addition.ts";
import { Parked, parkedOf } from "./headway.ts";
import { correctionOf, IssueCorrection } from "./issue-corrections.ts";
import { Lines, linesOf } from "./lines.ts";
import { Reopening, reopeningOf } from "./reopening.ts";
import { SettingsOfPlan } from "./settings.ts";
import { RowPlace, rowPlaceOf } from "./source-line.ts";
import { Supplement, supplementOf } from "./supplement.ts";
import { ImportWarning, warningsOf } from "./warnings.ts";

@ObjectType({ description: "A second-level heading 二级目标." })
export class Subsection {
  @Field(() => String, { description: "The printed numeral 序号, such as （一）." })
  no!: string;

  @Field(() => String, { description: "The heading 标题." })
  title!: string;
}

/** The description of the part of a notice that something stands in. */
export const partField = {
  nullable: true,
  description:
    "The table or list of the notice that it stands in 第几部分, from 2 on; null in the first, which is mostly the only one.",
};

@ObjectType({ description: "A first-level heading 一级目标." })
export class Section {
  @Field(() => String, { description: "The printed numeral 序号, such as 一." })
  no!: string;

  @Field(() => String, { description: "The heading 标题." })
  title!: string;

  @listOf(4)
  @Field(() => [Subsection], { description: "The headings under it 二级目标." })
  children!: readonly Subsection[];

  @Field(() => Int, partField)
  part?: number | undefined;
}

@ObjectType({ description: "Text between the rows that was not read 未读文字." })
export class UnreadText {
  @Field(() => Lines, { description: "Where it stands 原文行." })
  lines!: Lines;

  @Field(() => String, { description: "The text, whole 文字." })
  text!: string;
}

@ObjectType({ description: "A file of a notice 来文文件: the notice itself or an annex 附件." })
export class SourceFile {
  @Field(() => String, { description: "The SHA-256 of its bytes 文件摘要; `GET /sources/{sha256}` gives them." })
  sha256!: string;

  @Field(() => String, { description: "The file's name as sent 文件名." })
  name!: string;

  @Field(() => Int, { description: "Its size in bytes 字节数." })
  byteCount!: number;
}

@ObjectType({ description: "The notice a plan was read from 来文原件: one file, or several as one notice." })
export class Source {
  @Field(() => String, {
    description:
      "The SHA-256 of its bytes 原件摘要; of several files that of the list of their SHA-256, one a line, each line ended.",
  })
  sha256!: string;

  @Field(() => String, { description: "The file's name as sent 文件名; of several files a name for all." })
  name!: string;

  @Field(() => Int, { description: "Its size in bytes 字节数, all files together." })
  byteCount!: number;

  @listOf(1)
  @Field(() => [SourceFile], { description: "Its files in their order 文件, the notice before its annexes." })
  files!: readonly SourceFile[];

  @Field(() => String, {
    nullable: true,
    description:
      "The SHA-256 of its reading 读取结果摘要, every line with what became of it; null in plans imported before it was kept.",
  })
  readingSha256!: string | null;

  plan!: Pick<Plan, "card" | "position" | "stale">;
}

@ObjectType({ description: "A date in prose 文中时限." })
export class DatedText {
  @Field(() => String, { description: "The printed words 原文." })
  text!: string;

  @Field(() => Day, { description: "The day they mean 日期." })
  date!: string;
}

@ObjectType({ description: "One countable part of a task 条目." })
export class Item implements DraftItem {
  @Field(() => String, { description: "The printed number 序号." })
  no!: string;

  @Field(() => String, { description: "The text 内容." })
  text!: string;

  @listOf(2)
  @Field(() => [Item], { description: "The parts below it 下级条目." })
  children!: Item[];

  @listOf(1)
  @Field(() => [DatedText], { description: "The dates in it 时限." })
  deadlines!: DatedText[];
}

const NamedKind = words<"unit" | "group" | "external">("NamedKind", "What a printed name stands for 名称类别.", {
  unit: "One unit 单位.",
  group: "Several units 单位组.",
  external: "A body outside the region 区域外单位.",
});

@ObjectType({ description: "A name in a unit cell 单位栏名称: as printed, and what it is read as." })
export class NamedUnit implements ReadUnit {
  @Field(() => String, { description: "The canonical name 规范名称." })
  name!: string;

  @Field(() => String, { description: "The words as printed 原文." })
  printed!: string;

  @Field(() => NamedKind, { description: "What it stands for as printed 名称类别." })
  kind!: ReadUnit["kind"];

  @Field(() => RelationWord, { description: "What it is to the task 分工关系." })
  relation!: Relation;

  @Field(() => Int, {
    nullable: true,
    description: "The row whose merged cell it comes from 合并单元格所在行; null where it is printed here.",
  })
  inheritedFromRow!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The name it is read as 认读为: as printed, or as decided; null where it is a body outside the region.",
  })
  readAs!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "The number of the warning whose decision says so 所依提示序号; null where it is read as printed.",
  })
  decidedIn!: number | null;
}

@ObjectType({ description: "A row of the notice as read 任务行; from the day of issue its life is a `Task`." })
export class Row {
  @Field(() => Int, {
    description: "Counts from 1 in the order of the notice, and on behind it for what was added 行号.",
  })
  row!: number;

  @Field(() => String, { nullable: true, description: "The printed number 序号; null where none is printed." })
  no!: string | null;

  @Field(() => String, { nullable: true, description: "The numeral of the first-level heading 一级目标序号." })
  section!: string | null;

  @Field(() => String, { nullable: true, description: "The numeral of the second-level heading 二级目标序号." })
  subsection!: string | null;

  @Field(() => String, { description: "The task in words 任务内容, as printed or, where it was added, as entered." })
  text!: string;

  @listOf(3)
  @Field(() => [Item], { description: "Its numbered parts 条目." })
  items!: Item[];

  @Field(() => String, { nullable: true, description: "The requirement 工作要求; null where the table prints none." })
  requirement!: string | null;

  @listOf(3)
  @Field(() => [NamedUnit], { description: "The names in its unit cells 单位栏." })
  units!: NamedUnit[];

  @Field(() => Day, { nullable: true, description: "The due day of the deadline column 完成时限." })
  dueOn!: string | null;

  @Field(() => Sentence, {
    nullable: true,
    description:
      "How the deadline counts from the issue of the notice 自印发之日起; null where it does not. When the plan is issued the task gets the day.",
  })
  dueFromIssue!: Sentence | null;

  @Field(() => [Day], {
    description: "Each of several due days, the last of which is `dueOn` 各时限; empty for one or none.",
  })
  dueDays!: string[];

  @Field(() => Boolean, { description: "Whether it is carried on without an end 长期坚持, with or without a due day." })
  ongoing!: boolean;

  @Field(() => Boolean, {
    description: "Whether the deadline prints no year, so that the plan's is taken 年份取自计划.",
  })
  yearOfPlan!: boolean;

  @Field(() => [String], { description: "Words of recurrence in the deadline column 时限频次, such as 每年3月和9月." })
  dueCadence!: string[];

  @Field(() => String, { nullable: true, description: "The deadline column as printed 时限原文." })
  deadlineText!: string | null;

  @listOf(1)
  @Field(() => [DatedText], { description: "The dates in its prose 文中时限." })
  deadlinesInText!: DatedText[];

  @Field(() => [String], { description: "Where it is to be published 公开路径." })
  publicationPaths!: string[];

  @Field(() => [String], { description: "Words of recurrence 频次, such as 每年." })
  cadence!: string[];

  @Field(() => Int, { nullable: true, description: "The row it goes on from after a page break 续行." })
  continuesRow!: number | null;

  @listOf(1)
  @Field(() => [Lines], { description: "Where it stands in the notice 原文行." })
  lines!: Lines[];

  @Field(() => RowPlace, {
    nullable: true,
    description: "Where it stands in its file 所在位置; null where lines say all, as in one file of plain text.",
  })
  place!: RowPlace | null;

  @Field(() => Int, partField)
  part!: number | null;

  @Field(() => RowAddition, {
    nullable: true,
    description:
      "How it was added 增列; null where the plan's own notice prints it. What only a notice prints is empty then.",
  })
  added!: RowAddition | null;

  planId!: string;
}

/** A row of a plan as the schema shows it. */
export function rowOf(
  planId: string,
  row: Omit<DraftTask, "printed" | "leadUnits" | "responsibleUnits" | "units">,
  units: readonly ReadUnit[],
): Row {
  // Each field by its name: spreading a row costs more than all else about a task.
  const { deadline, place, part, added } = row;
  return {
    row: row.row,
    no: row.no,
    section: row.section,
    subsection: row.subsection,
    text: row.text,
    items: row.items,
    requirement: row.requirement,
    deadlineText: row.deadlineText,
    deadlinesInText: row.deadlinesInText,
    publicationPaths: row.publicationPaths,
    cadence: row.cadence,
    continuesRow: row.continuesRow,
    planId,
    units: [...units],
    dueOn: deadline.date,
    dueFromIssue: deadline.fromIssue ? fromIssueInWords(deadline.fromIssue) : null,
    dueDays: deadline.days ?? [],
    dueCadence: deadline.cadence ?? [],
    ongoing: deadline.kind === "ongoing" || deadline.ongoing === true,
    yearOfPlan: deadline.yearFrom === "plan",
    lines: row.lines.map(linesOf),
    place: place ? rowPlaceOf(place) : null,
    part: part ?? null,
    added: additionOf({ added }),
  };
}

@ObjectType({
  implements: Node,
  description: "A plan 计划: one notice's table of tasks, from its import to its end.",
})
export class Plan implements Node {
  @Field(() => ID, { description: "Its opaque id 计划编号." })
  id!: string;

  @Field(() => ID, { description: "The region's division code 行政区划代码." })
  regionId!: string;

  @Field(() => PlanStatusWord, { description: "How far it is 计划状态." })
  status!: PlanStatus;

  @Field(() => String, { description: "The table's own title 表题." })
  title!: string;

  @Field(() => String, { nullable: true, description: "The covering notice's title 通知标题." })
  noticeTitle!: string | null;

  @Field(() => String, { nullable: true, description: "Who issued the notice 发布机构." })
  issuer!: string | null;

  @Field(() => String, { nullable: true, description: "The document number 发文字号." })
  docNumber!: string | null;

  @Field(() => Day, {
    nullable: true,
    description: "The day signed under the notice 成文日期; not the day of issue here.",
  })
  signedOn!: string | null;

  @Field(() => Int, { nullable: true, description: "The year it is for 年度." })
  year!: number | null;

  @listOf(6)
  @Field(() => [Section], { description: "Its headings 目标." })
  sections!: readonly Section[];

  @listOf(20)
  @Field(() => [ImportWarning], { description: "What its notice leaves open 导入提示." })
  warnings!: readonly ImportWarning[];

  @listOf(5)
  @Field(() => [UnreadText], { description: "What was not read 未读文字." })
  unread!: readonly UnreadText[];

  @Field(() => Int, { description: "The non-blank characters of its table 表格字数." })
  characters!: number;

  @Field(() => Int, { description: "How many of them were read 已读字数." })
  attributed!: number;

  @Field(() => Source, { description: "The notice it was read from 来文原件." })
  source!: Source;

  @Field(() => Int, { description: "How many tasks it has, with those added 任务数." })
  taskCount!: number;

  @Field(() => Instant, { description: "When it was imported 导入时刻." })
  importedAt!: string;

  @Field(() => SettingsOfPlan, { nullable: true, description: "What the office set at issue 印发设置; null before." })
  settings!: SettingsOfPlan | null;

  @Field(() => Day, { nullable: true, description: "The day of issue 印发日; null before." })
  issuedOn!: string | null;

  @listOf(1)
  @Field(() => [IssueCorrection], { description: "How the issue was corrected 更正印发, the latest last." })
  issueCorrections!: readonly IssueCorrection[];

  @Field(() => Day, { nullable: true, description: "The day it was closed 关闭日; null before." })
  closedOn!: string | null;

  @Field(() => String, { nullable: true, description: "Why it was discarded or closed 作废或关闭理由." })
  endReason!: string | null;

  @listOf(1)
  @Field(() => [Reopening], { description: "How it was reopened after its closing 恢复记录, the latest last." })
  reopenings!: readonly Reopening[];

  @listOf(1)
  @Field(() => [Supplement], { description: "The later notices that changed it 补充通知, the latest last." })
  supplements!: readonly Supplement[];

  @Field(() => ID, {
    nullable: true,
    description: "The plan that it supplemented 所补充的计划编号; null unless it was discarded as used.",
  })
  supplementOf!: string | null;

  @Field(() => Parked, {
    nullable: true,
    description: "Why the system's own work on it waits 搁置; null if it does not.",
  })
  parked!: Parked | null;

  @Field(() => Position, positionField)
  position!: LogPosition | null;

  @Field(() => Boolean, staleField)
  stale!: boolean;

  card!: PlanCard;

  /** The moment the plan is shown as of; null for now. Its tasks follow it. */
  asOf!: AsOf | null;

  actedOn!: Target | null;

  /** What the system does task by task just now; null if it does nothing. */
  underWay!: "opening" | "closing" | "reopening" | null;
}

/**
 * A card as the schema shows it. The long lists are made only when asked for: every line of a ledger has its plan, and
 * hardly anybody asks for more of that than the title.
 */
export function planOf(card: PlanCard, seen: Pick<Plan, "position" | "stale" | "asOf">): Plan {
  const { head, coverage } = card;
  const target = seen.asOf === null ? targetOf(card.planId) : null;
  return {
    id: card.planId,
    regionId: card.regionId,
    status: card.status,
    title: head.title,
    noticeTitle: head.noticeTitle,
    issuer: head.issuer,
    docNumber: head.docNumber,
    signedOn: head.issuedOn,
    year: head.year,
    sections: card.sections,
    get warnings() {
      return warningsOf(card, seen.asOf, target);
    },
    get unread() {
      return card.unread.map(({ lines, text }) => ({ lines: linesOf(lines), text }));
    },
    characters: coverage.characters,
    attributed: coverage.attributed,
    get source() {
      return { ...card.source, plan: { card, position: seen.position, stale: seen.stale } };
    },
    taskCount: card.taskCount,
    importedAt: card.importedAt,
    settings: card.settings,
    issuedOn: card.issuedOn,
    get issueCorrections() {
      return card.issueCorrections.map((each) => correctionOf(each, seen.asOf));
    },
    closedOn: card.closedOn,
    endReason: card.endReason?.text ?? null,
    get reopenings() {
      return card.reopenings.map((each) => reopeningOf(each, seen.asOf));
    },
    get supplements() {
      return card.supplements.map((each) => supplementOf(each, seen.asOf));
    },
    supplementOf: card.supplementOf,
    parked: card.parked && parkedOf(card.parked),
    underWay: underWayIn(card),
    card,
    actedOn: target,
    position: seen.position,
    stale: seen.stale,
    asOf: seen.asOf,
  };
}

/** The plan as the target of acts. Its state is read once, also for all its warnings. */
function targetOf(planId: string): Target {
  let state: Promise<PlanState> | undefined;
  async function load({ executor }: Context): Promise<PlanState> {
    return (await executor.load(plan, planId)).state;
  }
  return { of: plan, names: [{}], state: (context) => (state ??= load(context)) };
}

function underWayIn(card: Pick<PlanCard, "issuedOn" | "tasksOpened" | "turns">): Plan["underWay"] {
  if (card.issuedOn !== null && !card.tasksOpened) return "opening";
  const turn = turnUnderWay(card);
  return turn && (turn.to === "closed" ? "closing" : "reopening");
}
