// Items 条目 of a task as the schema shows them: what they say, and how far every unit is with each.
import {
  dayOfItem,
  type ItemState,
  isClaimed,
  type TaskItem as LifeItem,
  ownersOf,
  readsItem,
  sightOfAssignment,
  standingOfItem,
  type UnitItem,
} from "@taizhang/domain";
import { dueIn, itemsOfEarlier, itemsOfUnit, lampOf, type Part, partsOf, progressOfTask } from "@taizhang/projections";
import { Arg, Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from "type-graphql";
import { type Target, within } from "../acts/act.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { DatedText } from "../plan/types.ts";
import type { ReaderAt } from "../reading/moment-said.ts";
import { Person, personFor } from "../roster/person.ts";
import { UnitName, unitNamed } from "../roster/unit-name.ts";
import { ItemStateWord, type ShownSight, SightWord } from "../schema/enums.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { Extension, extensionOf } from "./extension.ts";
import { ItemInShort, unread } from "./item-in-short.ts";
import { Evidence } from "./report.ts";
import { Decision, LampShown, lampShown, Task } from "./types.ts";

@ObjectType({ description: "How many items are done, of how many 进度; it is shown, and decides nothing." })
export class ItemProgress {
  @Field(() => Int, { description: "Those that are done 已完成." })
  done!: number;

  @Field(() => Int, {
    description: "All of them, for every unit whose part counts; a split one counts by its pieces 合计.",
  })
  of!: number;
}

@ObjectType({ description: "What a unit completed of an item at one time 完成情况." })
export class ItemCompletion {
  @Field(() => Day, { description: "The day it was done 完成日期." })
  doneOn!: string;

  @Field(() => String, { nullable: true, description: "How much 本次数量; null for an item that is not counted." })
  amount!: string | null;

  @listOf(2)
  @Field(() => [Evidence], { description: "Where it can be seen 佐证材料." })
  evidence!: readonly Evidence[];

  @Field(() => Instant, { description: "When it was said 时刻." })
  at!: string;

  @Field(() => Person, { description: "Who said so 填报人." })
  by!: Person;
}

@ObjectType({ description: "An item as one unit owes it 单位条目." })
export class ItemOfUnit {
  @Field(() => UnitName, { description: "The unit 单位." })
  unit!: UnitName;

  @Field(() => Int, { description: "Which of the unit's parts in the task owes it 第几次分工." })
  partNo!: number;

  @Field(() => ItemStateWord, { description: "How it stands 状态." })
  state!: ItemState;

  @Field(() => Day, {
    nullable: true,
    description: "The day on which this unit owes it 完成时限; null where it has none of its own.",
  })
  dueOn!: string | null;

  @Field(() => LampShown, { description: "Whether it is due, today 时限灯." })
  lamp!: LampShown;

  @Field(() => [ID], { description: "The pieces it is split into for this unit 拆分为; it is done when they are." })
  pieces!: readonly string[];

  @Field(() => SightWord, {
    description: "How much of it the reader sees 可见范围; where only the state, the rest is empty.",
  })
  sight!: ShownSight;

  @Field(() => String, {
    nullable: true,
    description: "The sum of what is done of it 累计数量; null where it is not counted, or only the state is shown.",
  })
  amount!: string | null;

  @listOf(1)
  @Field(() => [ItemCompletion], {
    nullable: true,
    description: "The last of what counts for it, the newest last 完成记录; null where only the state is shown.",
  })
  completions!: readonly ItemCompletion[] | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many completions count 完成次数; more than are listed are in the history. Null as above.",
  })
  completionCount!: number | null;

  @Field(() => Decision, {
    nullable: true,
    description: "Why it was reopened 撤回完成; null once it is completed again.",
  })
  reopening!: Decision | null;

  @listOf(1)
  @Field(() => [Extension], {
    nullable: true,
    description: "The series of its due days 时限沿革, in order; null where only the state is shown.",
  })
  extensions!: readonly Extension[] | null;

  actedOn!: Target | null;
}

@ObjectType({ description: "A countable piece of a task 任务条目: printed in the notice, or adopted by a unit." })
export class TaskItem extends ItemInShort {
  @Field(() => Boolean, {
    description: "Whether the notice prints it 是否来文印出; then it is neither revised nor dropped.",
  })
  printed!: boolean;

  @listOf(1)
  @Field(() => [DatedText], { description: "The dates it prints, in the printed words 文中时限." })
  deadlines!: readonly DatedText[];

  @Field(() => Day, {
    nullable: true,
    description:
      "The day it is due for all who owe it 完成时限, before what is granted to one unit; null where it has none of its own.",
  })
  dueOn!: string | null;

  @Field(() => Day, {
    nullable: true,
    description: "The day that is printed or adopted 原定时限, before the office extended it for all; null as above.",
  })
  firstDueOn!: string | null;

  @Field(() => String, { nullable: true, description: "What is counted 计量内容; null where only the state is shown." })
  measure!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "How much there must be 数量目标; null where it is not counted, or only the state is shown.",
  })
  target!: string | null;

  @Field(() => String, { nullable: true, description: "The unit of measure 计量单位; null as above." })
  unitOfMeasure!: string | null;

  @Field(() => [String], {
    description: "Where it is to be published 公开路径, from the top of the site; none where only the state is shown.",
  })
  publicationPath!: readonly string[];

  @Field(() => UnitName, {
    nullable: true,
    description: "The unit whose part alone it belongs to 专属单位; null for all.",
  })
  ofUnit!: UnitName | null;

  @Field(() => UnitName, {
    nullable: true,
    description: "The unit that adopted it 提出单位; null where it is printed.",
  })
  adoptedBy!: UnitName | null;

  @Field(() => ID, { nullable: true, description: "The item that it is a piece of 拆分自." })
  splits!: string | null;

  @Field(() => String, { nullable: true, description: "Why it was adopted 理由; null where only the state is shown." })
  reason!: string | null;

  @listOf(3)
  @Field(() => [ItemOfUnit], { description: "How far every unit is that owes it 各单位完成情况." })
  units!: readonly ItemOfUnit[];

  @listOf(1)
  @Field(() => [ItemOfUnit], {
    description:
      "What earlier parts of units have done of it 此前分工的完成情况: parts that ended before another one of their unit began.",
  })
  earlier!: readonly ItemOfUnit[];

  actedOn!: Target | null;
}

/** What of a task its items are shown with. */
type Shown = Pick<Task, "card" | "lamp" | "actedOn" | "leadUnitIds">;

/** How one part of a unit stands to an item, as the reader may see it. `target`: the item as the target of acts; null if of none. */
function ofPart(
  { card, leadUnitIds, lamp: { on: day } }: Shown,
  part: Part,
  owed: UnitItem,
  reader: ReaderAt,
  target: Target | null,
): ItemOfUnit {
  const { unitId, partNo } = part;
  const { regionId } = card.opened;
  const isWhole = sightOfAssignment(reader, { regionId, unitId, leadUnitIds }) === "whole";
  const { completions, completionCount, reopening, extensions } = part.fulfilments[owed.itemId] ?? {};
  const lamp = lampOf(
    { ...dueIn(card.opened, owed.dueOn), standing: standingOfItem(owed.state), isClaimed: isClaimed(part.state) },
    day,
  );
  return {
    unit: unitNamed(unitId, reader),
    partNo,
    state: owed.state,
    dueOn: owed.dueOn,
    lamp: lampShown(lamp, day),
    pieces: owed.pieces,
    sight: isWhole ? "whole" : "state",
    amount: isWhole && owed.item.target !== undefined ? owed.amount : null,
    completions: isWhole
      ? (completions ?? []).map(({ by, ...each }) => ({ ...each, by: personFor(by, reader) }))
      : null,
    completionCount: isWhole ? (completionCount ?? 0) : null,
    reopening:
      isWhole && reopening
        ? { text: reopening.reason.text, at: reopening.at, by: personFor(reopening.by, reader) }
        : null,
    extensions: isWhole ? (extensions ?? []).map((each) => extensionOf(each, reader, target)) : null,
    actedOn: target,
  };
}

/** How far each item is with whom, by itemId. */
type ByItem = ReadonlyMap<string, readonly ItemOfUnit[]>;

function itemShown(
  itemId: string,
  item: LifeItem,
  { card, leadUnitIds, actedOn }: Shown,
  { owed, done }: { readonly owed: ByItem; readonly done: ByItem },
  reader: ReaderAt,
): TaskItem {
  const [units, earlier] = [owed.get(itemId) ?? [], done.get(itemId) ?? []];
  const { deadlines = [], reason } = card.items[itemId] ?? {};
  const { regionId } = card.opened;
  const isRead = readsItem(reader, { regionId, ownerIds: ownersOf(item), leadUnitIds });
  const { measure = null, target = null, unitOfMeasure = null, publicationPath = [] } = item;
  return {
    itemId,
    ...{ no: item.no, text: item.text.text, measure, target, unitOfMeasure, publicationPath },
    ...(isRead ? {} : { ...unread, publicationPath: [] }),
    printed: item.adoptedBy === null,
    deadlines,
    dueOn: dayOfItem(item),
    firstDueOn: item.dueOn ?? null,
    ofUnit: item.unitId === null ? null : unitNamed(item.unitId, reader),
    adoptedBy: item.adoptedBy === null ? null : unitNamed(item.adoptedBy, reader),
    splits: item.splits,
    reason: [...units, ...earlier].some(({ sight }) => sight === "whole") ? (reason?.text ?? null) : null,
    units,
    earlier,
    actedOn: within(actedOn, { itemId }),
  };
}

@Resolver(() => Task)
export class ItemsOfTask {
  @listOf(3)
  @FieldResolver(() => [TaskItem], { description: "Its items 条目, the printed ones first." })
  items(
    @Root() task: Task,
    @Arg("unitId", () => ID, { nullable: true, description: "Only what this unit owes, and how far it is 单位." })
    unitId: string | null | undefined,
    @Ctx() context: Context,
  ): TaskItem[] {
    const { card, asOf } = task;
    const reader = { ...readerOf(context), asOf };
    const byItem = (
      parts: readonly Part[],
      itemsOf: (part: Part) => readonly UnitItem[],
      targetOf: (part: Part, itemId: string) => Target | null,
    ): ByItem => {
      const found = new Map<string, ItemOfUnit[]>();
      for (const part of parts.filter((each) => unitId == null || each.unitId === unitId)) {
        for (const item of itemsOf(part)) {
          const known = found.get(item.itemId) ?? [];
          found.set(item.itemId, known);
          known.push(ofPart(task, part, item, reader, targetOf(part, item.itemId)));
        }
      }
      return found;
    };
    const owed = byItem(
      partsOf(card),
      (part) => itemsOfUnit(card, part.unitId),
      (part, itemId) => within(task.actedOn, { unitId: part.unitId, itemId }),
    );
    // No command can name an earlier part.
    const done = byItem(
      Object.values(card.earlier).flat(),
      (part) => itemsOfEarlier(card, part),
      () => null,
    );
    return Object.entries(card.life.items).flatMap(([itemId, item]) =>
      unitId == null || owed.has(itemId) || done.has(itemId)
        ? [itemShown(itemId, item, task, { owed, done }, reader)]
        : [],
    );
  }

  @FieldResolver(() => ItemProgress, {
    nullable: true,
    description: "How many of its items are done 条目进度; null where nobody owes any.",
  })
  progress(@Root() { card }: Task): ItemProgress | null {
    const progress = progressOfTask(card);
    return progress.of === 0 ? null : progress;
  }
}
