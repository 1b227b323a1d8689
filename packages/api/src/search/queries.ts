// Search by words 检索: units, plans and tasks of the reader's region in one list, as they are now.
import { mayReadPlans, nameOn, rosterReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type Answer, type Found, holdingAll, type Search, unitDirectory, withNumber } from "@taizhang/projections";
import { Arg, Args, Ctx, Field, FieldResolver, ID, ObjectType, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { limits } from "../limits/limits.ts";
import { taking } from "../limits/measured.ts";
import { type FoundNode, readNodeOf } from "../node/queries.ts";
import { Node } from "../node/types.ts";
import { atLeastArg } from "../reading/log-end.ts";
import {
  type Counted,
  connected,
  counted,
  countedConnectionOf,
  inOrder,
  PageArgs,
  pageFrom,
  pageOf,
} from "../reading/paging.ts";
import { earlier } from "../reading/positions.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { words } from "../schema/enums.ts";
import { Position } from "../schema/scalars.ts";
import { type AskedWords, wordsArg, wordsIn } from "./asked.ts";
import { type Hit, numberHit, type SearchKind, searchKinds, unitHit, wordsHit } from "./hit.ts";
import { type SearchMatch, unitsMatching } from "./units.ts";

const SearchKindWord = words<SearchKind>("SearchKind", "What a search finds 检索对象.", {
  unit: "A unit or group 单位.",
  plan: "A plan 计划.",
  task: "A task 任务.",
});

const SearchMatchWord = words<SearchMatch>("SearchMatch", "By what something was found 命中方式.", {
  number: "Its number: of a task in its plan, or of a plan's document 序号或文号.",
  name: "Its name, or a title 名称.",
  alias: "Another spelling of its name 别名.",
  formerName: "A name that it had 曾用名.",
  pinyin: "The pinyin of one of its names, by initials, in full or mixed 拼音.",
  text: "Its words 文字.",
});

@ObjectType({ description: "Something that a search has found 检索结果." })
export class SearchHit implements Hit {
  @Field(() => ID, { description: "The opaque id of what was found 编号." })
  id!: string;

  @Field(() => SearchKindWord, { description: "What it is 类别." })
  kind!: SearchKind;

  @Field(() => String, {
    description: "A unit's name today, a plan's title, or the beginning of a task's words 标题.",
  })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: "The words around the first term 摘录, or the other name that fits; null where the title says it.",
  })
  excerpt!: string | null;

  @Field(() => SearchMatchWord, { description: "By what it was found 命中方式." })
  matched!: SearchMatch;

  @Field(() => Boolean, { description: "Whether its name or number is just what was asked for 是否完全相同." })
  isExact!: boolean;
}

const SearchConnection = countedConnectionOf(() => SearchHit, "Search", "what a search has found 检索结果");

/** A page of what was found, which knows whether all was looked at. */
interface SearchFound extends Counted<Hit> {
  readonly isCut: boolean;
}

@Resolver(() => SearchConnection)
export class CutOfSearch {
  @FieldResolver(() => Boolean, {
    description:
      `True where more may fit than was found 可能还有更多: ${limits.searchLooks} tasks and plans are looked at, the latest first. Ask for ` +
      "more terms.",
  })
  isCut(@Root() { isCut }: SearchFound): boolean {
    return isCut;
  }
}

/** What one kind of look-up has found. */
interface Looked {
  readonly hits: readonly Found<Hit>[];
  readonly isCut: boolean;
  readonly position: LogPosition | null;
  readonly stopped: boolean;
}

async function unitsFound(context: Context, asked: AskedWords): Promise<Looked> {
  const index = `region/${readerOf(context).regionId}`;
  const [{ value, ...answer }, matching] = await Promise.all([
    wholeIndex(context.views, unitDirectory, index),
    unitsMatching(asked),
  ]);
  const day = context.today;
  const hits = value.flatMap(({ doc }) => {
    const matched = matching(doc);
    return matched ? [unitHit(doc, matched, nameOn(doc, day), day)] : [];
  });
  return { hits, isCut: false, ...answer };
}

/** The number that people write about a task or plan: 「第7项」 is 7. */
const numberIn = (whole: string): string => /^第(\d+)[项条号]$/.exec(whole)?.[1] ?? whole;

async function wordsFound(context: Context, asked: AskedWords): Promise<Looked> {
  const { views } = context;
  const { regionId } = readerOf(context);
  const [byNumber, byWords] = await Promise.all([
    withNumber(views, regionId, numberIn(asked.whole), limits.searchLooks),
    holdingAll(views, regionId, asked.terms, limits.searchLooks),
  ]);
  const looked = (answer: Answer<Search>, hitOf: typeof wordsHit): Looked => {
    const { found, isCut } = answer.value;
    return { ...answer, hits: found.map(({ doc }) => hitOf(doc, asked)), isCut };
  };
  return byWords ? together([looked(byNumber, numberHit), looked(byWords, wordsHit)]) : looked(byNumber, numberHit);
}

/** Several look-ups as one: what two of them have found is as near as the nearer says. */
function together(all: readonly Looked[]): Looked {
  const hits = new Map<string, Found<Hit>>();
  for (const hit of all.flatMap((each) => each.hits)) {
    const before = hits.get(hit.key);
    if (!before || hit.sort < before.sort) hits.set(hit.key, hit);
  }
  return {
    hits: [...hits.values()],
    isCut: all.some(({ isCut }) => isCut),
    // Each was read by itself: together they reflect the earliest position.
    position: all.map(({ position }) => position).reduce(earlier, all[0]?.position ?? null),
    stopped: all.some(({ stopped }) => stopped),
  };
}

@Resolver(() => SearchHit)
export class SearchQueries {
  @OpenTo(rosterReaders)
  @taking(limits.searchPoints)
  @Query(() => SearchConnection, {
    description:
      "Units, plans and tasks of the reader's region by words 检索, as they are now: what is exactly that first, then what begins so, " +
      "then what holds every term; units before plans before tasks, the latest first, what is over last. Units are found by any part of " +
      "a name, by other and former names and by pinyin; plans by title, number and issuer; tasks by number, or by any part of two or more " +
      "characters of their words as they hold now. A reader of the roster alone finds units.",
  })
  async search(
    @Arg("text", () => String, { description: wordsArg("What is looked for") }) text: string,
    @Arg("kinds", () => [SearchKindWord], {
      nullable: true,
      description: "Only these kinds 检索对象; left out, all that the reader may read.",
    })
    said: SearchKind[] | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Arg("atLeast", () => Position, atLeastArg) atLeast: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<SearchFound> {
    const reader = readerOf(context);
    context.views.atLeast(atLeast);
    const readable = mayReadPlans(reader, reader.regionId) ? searchKinds : (["unit"] as const);
    const kinds = new Set<SearchKind>(said ?? readable);
    if ([...kinds].some((kind) => !readable.some((each) => each === kind))) throw problem("FORBIDDEN");
    const asked = wordsIn(text, "text");
    const wanted = pageOf(page, `search/${[...kinds].sort().join()}/${asked.terms.join(" ")}`);
    const looks = [
      ...(kinds.has("unit") ? [unitsFound(context, asked)] : []),
      ...(kinds.has("plan") || kinds.has("task") ? [wordsFound(context, asked)] : []),
    ];
    const { hits, isCut, ...answer } = together(await Promise.all(looks));
    const fitting = hits.filter(({ doc }) => kinds.has(doc.kind)).sort(inOrder());
    const shown = connected({ ...answer, value: pageFrom(fitting, wanted) }, (hit) => hit, wanted);
    return { ...counted(shown, () => fitting.length), isCut };
  }

  @FieldResolver(() => Node, {
    nullable: true,
    description: "The unit, plan or task itself 对象; null where it is not there any more.",
  })
  node(@Root() { id, kind }: SearchHit, @Ctx() context: Context): Promise<FoundNode | null> {
    return readNodeOf(context, kind, id);
  }
}
