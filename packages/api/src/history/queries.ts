// History 留痕: the events of a region, a plan, a task, a unit, a person or the roster, told in sentences, as far as the reader may know them.
import {
  maySeeSubjects,
  plan,
  type Reader,
  readsDenials,
  roster,
  rosterReaders,
  streamOf,
  task,
} from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import type { Found, Page, PageOf, PlacesOf } from "@taizhang/projections";
import { Arg, Args, Ctx, Extensions, Field, ID, InputType, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import { Change, changeInSight } from "../changes/change.ts";
import { cursorOf } from "../changes/cursor.ts";
import { checkTypes } from "../changes/filter.ts";
import { leadsNow, sightOf } from "../changes/sight-of.ts";
import { textsThen } from "../changes/texts-then.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { inDigits } from "../input-faults.ts";
import { limits } from "../limits/limits.ts";
import { atLeastArg } from "../reading/log-end.ts";
import {
  type Connection,
  connected,
  connectionOf,
  cursorIn,
  Days,
  notOfList,
  PageArgs,
  type Paging,
  pageOf,
} from "../reading/paging.ts";
import { namesOfRegion } from "../roster/names.ts";
import { HistoryOrderWord } from "../schema/enums.ts";
import { Position } from "../schema/scalars.ts";
import { type Candidates, type HistoryOrder, type Looked, type Narrowed, positionAt, turned } from "./candidates.ts";
import { candidatesIn, type StreamSource } from "./events.ts";
import { candidatesAt, type PlacedSource } from "./places.ts";

@InputType({ description: "A unit's completion report on a plan 办结情况报告." })
export class CompletionReportOf {
  @Field(() => ID, { description: "The plan 计划编号." })
  planId!: string;

  @Field(() => ID, { description: "The unit 单位编号." })
  unitId!: string;
}

@InputType({ description: "Whose history is wanted 留痕对象: exactly one of these." })
export class HistoryOf {
  @Field(() => ID, { nullable: true, description: "A plan 计划编号: its import, its issue, its end." })
  planId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "With `planId`: also everything that happened to the tasks of the plan and to the completion reports on it 含任务.",
  })
  withTasks?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Everything that a person did 办理人 in the reader's region, or a rule on their behalf: the opaque id, or `policy:` and the name " +
      "of a rule. As far as the reader may know that it was that person.",
  })
  actor?: string | null;

  @Field(() => ID, { nullable: true, description: "A task with all its assignments 任务编号." })
  taskId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Everything that touched a unit 单位编号: its tasks and its place in the roster.",
  })
  unitId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Everything that happened in the reader's region 全区: what `changes` tells, from either end.",
  })
  region?: boolean | null;

  @Field(() => CompletionReportOf, {
    nullable: true,
    description: "The completion report of a unit on a plan, with those it superseded 办结情况报告.",
  })
  completionReport?: CompletionReportOf | null;

  @Field(() => Boolean, { nullable: true, description: "The roster of the reader's region 单位名录." })
  roster?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "All denied attempts in the reader's region 被拒的操作. Empty for everybody but auditors.",
  })
  denied?: boolean | null;
}

const HistoryConnection = connectionOf(() => Change, "History", "what happened, in the order of the log 留痕");

@Resolver()
export class HistoryQueries {
  @OpenTo(rosterReaders)
  @Extensions({ readsLog: true })
  @Query(() => HistoryConnection, {
    description:
      "What happened 留痕: who did what, when and on whose behalf, in both languages, with old and new values. Empty where the " +
      `reader may see nothing. For a page about ${inDigits(limits.historyLooks)} events are looked at, except where \`of\` is a task, a plan alone, ` +
      "a completion report or the roster: where few of them are wanted or may be read, it holds fewer than asked for, perhaps none, and " +
      "`endCursor` (`startCursor` with `last`) says how far that went. Auditors also get the denied attempts at what is asked for.",
  })
  async history(
    @Arg("of", () => HistoryOf, { description: "Whose history 留痕对象." }) of: HistoryOf,
    @Arg("order", () => HistoryOrderWord, { defaultValue: "oldestFirst", description: "In which order 顺序." })
    order: HistoryOrder,
    @Arg("types", () => [String], {
      nullable: true,
      description: "Only events of these types 事件类型, such as `ProgressReported`.",
    })
    types: string[] | null | undefined,
    @Arg("between", () => Days, {
      nullable: true,
      description: "Only what happened on these days 日期范围, by the clock in Beijing.",
    })
    between: Days | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Connection<Change>> {
    context.views.atLeast(position);
    if (types) checkTypes(types, "types");
    const source = sourceOf(of, readerOf(context));
    const oldest = `history/${nameOfSource(source)}`;
    const wanted = pageOf(page, order === "oldestFirst" ? oldest : `${oldest}/newest`);
    const span = { from: between?.from ?? null, to: between?.to ?? null };
    const narrowed = {
      // Counted from the end, a page is the first one the other way round.
      order: wanted.backward ? turned(order) : order,
      after: positionBehind(wanted),
      types: types ? new Set(types) : null,
      ...span,
    };
    const { looked, ...seen } = await candidatesFrom(context, source, narrowed);
    const { end, ...told } = await toldPage(context, looked, { ...wanted, actor: actorIn(source) });
    const value = wanted.backward ? reversed(told) : told;
    const shown = connected({ ...seen, value }, (change) => change, wanted);
    return end === null ? shown : endingAt(shown, end, wanted);
  }
}

/** The position that a cursor is of; null without one. Throws `BAD_USER_INPUT` where no event can stand there. */
function positionBehind({ after, backward }: PageOf): LogPosition | null {
  if (after === undefined) return null;
  const position = positionAt(after.sort);
  if (position === null) throw notOfList(backward ? "before" : "after");
  return position;
}

/** A page that was found from its end. */
const reversed = ({ items, hasMore, hasPrevious }: Page<Change>): Page<Change> => ({
  items: items.toReversed(),
  hasMore: hasPrevious,
  hasPrevious: hasMore,
});

/** The events of a source among which the page is looked for. */
async function candidatesFrom(
  context: Context,
  source: StreamSource | PlacedSource,
  narrowed: Narrowed,
): Promise<Candidates> {
  if ("placesOf" in source) {
    const found = await candidatesAt(context, source.placesOf, narrowed);
    return mayLook(readerOf(context), source.placesOf) ? found : { ...found, looked: [] };
  }
  return candidatesIn(context, source, narrowed);
}

/** False for a reader to whom nothing of this could be told, however much is looked at. */
function mayLook(reader: Reader, of: PlacesOf): boolean {
  if ("denied" in of) return readsDenials(reader);
  return !("subjectId" in of) || maySeeSubjects(reader);
}

/** What the history is asked of. Throws `BAD_USER_INPUT` unless exactly one thing is named. */
function sourceOf(
  { planId, withTasks, actor, taskId, unitId, region, completionReport: report, roster: ofRoster, denied }: HistoryOf,
  { regionId }: Reader,
): StreamSource | PlacedSource {
  if (withTasks && !planId) throw problem("BAD_USER_INPUT", withoutPlan, { field: "of.withTasks" });
  const sources: (StreamSource | PlacedSource)[] = [
    ...(planId ? [withTasks ? { placesOf: { planId } } : { of: plan, id: planId }] : []),
    ...(actor ? [{ placesOf: { subjectId: actor } }] : []),
    ...(taskId ? [{ of: task, id: taskId }] : []),
    ...(unitId ? [{ placesOf: { unitId } }] : []),
    ...(region ? [{ placesOf: { region: true as const } }] : []),
    ...(report ? [{ planId: report.planId, reportOfUnit: report.unitId }] : []),
    ...(ofRoster ? [{ of: roster, id: regionId }] : []),
    ...(denied ? [{ placesOf: { denied } }] : []),
  ];
  const [wanted, ...more] = sources;
  if (wanted && more.length === 0) return wanted;
  throw problem(
    "BAD_USER_INPUT",
    {
      zh: "of 应恰好给出 planId、actor、taskId、unitId、region、completionReport、roster、denied 中的一个。",
      en: "of takes exactly one of planId, actor, taskId, unitId, region, completionReport, roster and denied.",
    },
    { field: "of" },
  );
}

const withoutPlan = {
  zh: "withTasks 须与 planId 一同给出。",
  en: "withTasks goes with planId: say of which plan.",
};

/** The name of a source, for the cursors of its history. */
function nameOfSource(source: StreamSource | PlacedSource): string {
  if ("of" in source) return streamOf(source.of, source.id);
  if ("reportOfUnit" in source) return `completion-${source.planId}-${source.reportOfUnit}`;
  const { placesOf: of } = source;
  if ("region" in of) return "region";
  if ("denied" in of) return "denied";
  if ("planId" in of) return `tasks-${of.planId}`;
  return "unitId" in of ? `unit-${of.unitId}` : `actor-${of.subjectId}`;
}

/** The person whose deeds are asked for; null where it is not asked by person. */
const actorIn = (source: StreamSource | PlacedSource): string | null =>
  "placesOf" in source && "subjectId" in source.placesOf ? source.placesOf.subjectId : null;

/** A page that was told, and the place at which it ends before it is full; null where it does not. */
interface Told extends Page<Change> {
  readonly end: string | null;
}

interface Asked extends PageOf {
  readonly actor: string | null;
}

/**
 * Tells events until the page is full and it is known whether there are more, or until enough have been looked at. By
 * person, only those of which the reader may know who did them.
 */
async function toldPage(
  context: Context,
  looked: AsyncIterable<Looked> | Iterable<Looked>,
  { first, after, actor }: Asked,
): Promise<Told> {
  const reader = readerOf(context);
  const sightOfReader = sightOf(reader, (taskId) => leadsNow(context.executor, taskId));
  const names = await namesOfRegion(context.executor, reader.regionId);
  const texts = textsThen(context.past);
  const items: Found<Change>[] = [];
  // What the cursor was of.
  const hasPrevious = after !== undefined;
  let looks = 0;
  for await (const { sort, event } of looked) {
    context.signal.throwIfAborted();
    const sight = event ? await sightOfReader(event) : "none";
    const change =
      event && sight !== "none"
        ? changeInSight(event, { sight, reader, names, people: context.people, texts, cursor: cursorOf(event) })
        : null;
    if (change && (actor === null || isBy(change, actor))) {
      if (items.length === first) return { items, hasMore: true, hasPrevious, end: null };
      items.push({ key: change.eventId, sort, doc: change });
    }
    looks += 1;
    // Not at an event: where that stands would tell of it, also to whoever may not know of it.
    if (event === null && looks >= limits.historyLooks) return { items, hasMore: true, hasPrevious, end: sort };
  }
  return { items, hasMore: false, hasPrevious, end: null };
}

const isBy = ({ actor, onBehalfOf }: Change, subjectId: string): boolean =>
  actor.subjectId === subjectId || onBehalfOf?.subjectId === subjectId;

/** A page from whose end, or from whose beginning where it is counted from the end, another one goes on that is not an entry of it. */
function endingAt(
  shown: Connection<Change>,
  end: string,
  { list, backward }: Pick<Paging, "list" | "backward">,
): Connection<Change> {
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = shown.pageInfo;
  const cursor = cursorIn(list, { sort: end, key: "" });
  const cursors = backward ? { startCursor: cursor, endCursor } : { startCursor, endCursor: cursor };
  return { ...shown, pageInfo: { hasNextPage, hasPreviousPage, ...cursors } };
}
