// A change 变更: one event of the log, told as far as the reader may know it.

import {
  beijingDay,
  dataInSight,
  fieldsOf,
  mayReadPlans,
  maySeeSubjects,
  type Principal,
  type Reader,
  reasonInWords,
  sightOfEvent,
  stateSentence,
  tell,
  titleOfFact,
} from "@taizhang/domain";
import type { Position as LogPosition, StoredEvent } from "@taizhang/log";
import { GraphQLJSON } from "graphql-scalars";
import { Field, ID, Int, ObjectType } from "type-graphql";
import type { People } from "../auth/people.ts";
import { listOf } from "../limits/measured.ts";
import type { Names } from "../roster/names.ts";
import { Person } from "../roster/person.ts";
import { UnitName, type UnitNamed } from "../roster/unit-name.ts";
import { type ShownSight, SightWord } from "../schema/enums.ts";
import { Instant, Position } from "../schema/scalars.ts";
import { Sentence } from "../schema/sentence.ts";
import type { TextsThen } from "./texts-then.ts";

@ObjectType({ description: "One value that an event replaced 变更字段." })
export class ChangedField {
  @Field(() => String, { description: "The field, by its path 字段, such as `dueOn` or `settings.dueSoonDays`." })
  field!: string;

  @Field(() => Sentence, { description: "What the field is called 字段名称, such as 办理状态." })
  label!: Sentence;

  @Field(() => ID, {
    nullable: true,
    description: "The unit whose field it is 单位编号; null where it is that of the thing as a whole.",
  })
  unitId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What this unit was called on the day 单位名称; null as its id is.",
  })
  unitName!: string | null;

  @Field(() => GraphQLJSON, { nullable: true, description: "The value until then 原值; null where there was none." })
  before!: unknown;

  @Field(() => GraphQLJSON, { nullable: true, description: "The value since 新值; null where there is none." })
  after!: unknown;
}

@ObjectType({ description: "What somebody tried without the right to 被拒的操作." })
export class DeniedAttempt {
  @Field(() => Sentence, { description: "What was tried 所试操作, by the title that the act had then." })
  act!: Sentence;

  @Field(() => String, { description: "Why not, as a word 原因代码, such as `NOT_YOUR_ASSIGNMENT`." })
  reason!: string;

  @Field(() => Sentence, { description: "Why not, in words 原因." })
  reasonSaid!: Sentence;

  @Field(() => ID, { description: "The region of the token 令牌的行政区划代码, which may be another one." })
  byRegionId!: string;

  @Field(() => ID, { nullable: true, description: "The unit whose part was meant 所指单位编号; null where none was." })
  targetUnitId!: string | null;

  @Field(() => String, { nullable: true, description: "What that unit was called then 所指单位." })
  targetUnitName!: string | null;
}

@ObjectType({ description: "One event of the log 变更, told as far as the reader may know it." })
export class Change {
  readonly kind!: "Change";

  @Field(() => String, {
    nullable: true,
    description:
      "Give it as `after` to resume `changes` after this event 游标; opaque. Never null here: it is nullable because that " +
      "of `CaughtUp` is, and a document may select both under one name.",
  })
  cursor!: string;

  @Field(() => Position, { description: "Its place in the whole log 位置." })
  position!: LogPosition;

  @Field(() => ID, { description: "The event 事件编号." })
  eventId!: string;

  @Field(() => String, { description: "What happened, as a word 事件类型, such as `ProgressReported`." })
  type!: string;

  @Field(() => Sentence, { description: "What happened, in a few words 事件名称, such as 进展填报." })
  title!: Sentence;

  @Field(() => String, { description: "The stream it belongs to 事件流." })
  stream!: string;

  @Field(() => Int, { description: "Its place in the stream, from 0 流内序号." })
  revision!: number;

  @Field(() => ID, { description: "The region's division code 行政区划代码." })
  regionId!: string;

  @Field(() => Instant, { description: "When it was done, by the clock of whoever executed it 办理时刻." })
  happenedAt!: string;

  @Field(() => Instant, { description: "When the log stored it 入账时刻." })
  recordedAt!: string;

  @Field(() => Person, { description: "Who did it 办理人." })
  actor!: Person;

  @Field(() => Person, {
    nullable: true,
    description: "On whose behalf 代谁办理: the person whose act set off a rule; null where a person acted.",
  })
  onBehalfOf!: Person | null;

  @Field(() => ID, { nullable: true, description: "The plan it belongs to 计划编号." })
  planId!: string | null;

  @Field(() => ID, { nullable: true, description: "The task it belongs to 任务编号." })
  taskId!: string | null;

  @Field(() => [ID], { description: "The units it touches 涉及单位." })
  unitIds!: readonly string[];

  @listOf(2)
  @Field(() => [UnitName], { description: "These units, by their names on the day 单位." })
  units!: readonly Pick<UnitNamed, "id" | "name">[];

  /** Finds the title of its plan and the text of its task; null for a reader who may not read plans. */
  readonly texts!: TextsThen | null;

  @Field(() => String, { description: "The command that did it 命令编号." })
  commandId!: string;

  @Field(() => String, { description: "The event that made a rule act, or the command itself 起因编号." })
  causationId!: string;

  @Field(() => String, { description: "The command that began it all 关联编号." })
  correlationId!: string;

  @Field(() => SightWord, { description: "How much of the event is shown 可见范围." })
  sight!: ShownSight;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description:
      "What the event holds, old and new values included 事件数据; where only the state is shown, the fields of it that " +
      "everybody may see, or null. Without who is named in it, for readers who may not know persons.",
  })
  data!: unknown;

  @listOf(2)
  @Field(() => [ChangedField], {
    description:
      "The values that the event replaced, old and new 变更字段; where only the state is shown, those that everybody may see. An event " +
      "that was stored by a build that did not keep them has those that its data hold.",
  })
  fields!: readonly ChangedField[];

  @Field(() => Sentence, {
    description: "The event in words 文字说明; where only the state is shown, the name of the act.",
  })
  sentence!: Sentence;

  @Field(() => DeniedAttempt, {
    nullable: true,
    description: "What was tried, and why it was denied 被拒的操作; null for every other event.",
  })
  denied!: DeniedAttempt | null;
}

/** What telling an event needs besides the event. */
export interface Telling {
  readonly reader: Reader;
  /** The leads of the event's task. */
  readonly leadUnitIds: readonly string[];
  /** The names by the day: what has happened is told with those of its day. */
  readonly names: Pick<Names, "on">;
  /** What people are called. */
  readonly people: People;
  /** What its plan and its task said then. */
  readonly texts: TextsThen;
  /** The feed cursor of the event. */
  readonly cursor: string;
}

/** Tells an event to a reader; null where the reader may not know of it. */
export function changeFor(event: StoredEvent, { reader, leadUnitIds, ...telling }: Telling): Change | null {
  const sight = sightOfEvent(reader, event, leadUnitIds);
  return sight === "none" ? null : changeInSight(event, { sight, reader, ...telling });
}

/** What telling an event needs once it is known how much of it is seen: of who reads, their roles alone. */
export interface InSight extends Pick<Telling, "names" | "people" | "texts" | "cursor"> {
  readonly sight: ShownSight;
  readonly reader: Pick<Reader, "roles">;
}

/** Tells an event to all who see as much of it and have the same roles. */
export function changeInSight(event: StoredEvent, { sight, reader, names, people, texts, cursor }: InSight): Change {
  const { meta, fact } = event;
  const nameOf = names.on(beijingDay(meta.happenedAt));
  const isWhole = sight === "whole";
  // Whoever sees anything of it is of its region.
  const inRegion = { regionId: meta.regionId, unitId: null };
  const person = (by: Principal): Person => {
    const { unitId } = by;
    const subjectId = isWhole && maySeeSubjects(reader) ? by.subjectId : null;
    const displayName = subjectId === null ? null : people.nameOf(meta.regionId, subjectId);
    return unitId === null
      ? { subjectId, unitId, displayName }
      : { subjectId, unitId, displayName, unitName: nameOf(unitId) };
  };
  return {
    kind: "Change",
    cursor,
    position: event.position,
    eventId: event.id,
    type: fact.type,
    title: titleOfFact(fact),
    stream: event.stream,
    revision: event.revision,
    regionId: meta.regionId,
    happenedAt: meta.happenedAt,
    recordedAt: event.recordedAt,
    actor: person(meta.actor),
    onBehalfOf: meta.onBehalfOf && person(meta.onBehalfOf),
    planId: meta.planId,
    taskId: meta.taskId,
    unitIds: meta.unitIds,
    units: meta.unitIds.map((id) => ({ id, name: nameOf(id) })),
    texts: mayReadPlans({ ...inRegion, roles: reader.roles }, meta.regionId) ? texts : null,
    commandId: meta.commandId,
    causationId: meta.causationId,
    correlationId: meta.correlationId,
    sight,
    fields: fieldsOf(event).flatMap(({ field, unitId, before, after, label, to }) =>
      to === "all" || (isWhole && (to === "whole" || maySeeSubjects(reader)))
        ? [{ field, unitId, before, after, label, unitName: unitId === null ? null : nameOf(unitId) }]
        : [],
    ),
    data: dataInSight(fact, sight, reader),
    sentence: isWhole ? tell(fact, nameOf) : stateSentence(event),
    denied: deniedIn(fact, nameOf),
  };
}

/** Whoever sees a denied attempt at all sees it whole. */
function deniedIn(fact: StoredEvent["fact"], nameOf: (unitId: string) => string): DeniedAttempt | null {
  if (fact.type !== "AttemptDenied") return null;
  const { by, targetUnitId, title, reason } = fact.data;
  return {
    ...{ act: title, reason, reasonSaid: reasonInWords(reason), byRegionId: by.regionId },
    ...{ targetUnitId, targetUnitName: targetUnitId === null ? null : nameOf(targetUnitId) },
  };
}
