// Queries on the roster 单位名录.
import { foldName, mayReadRoster, nameOn, rosterReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { type DirectoryEntry, unitDirectory } from "@taizhang/projections";
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { listOf } from "../limits/measured.ts";
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
import { wholeIndex } from "../reading/whole-index.ts";
import { afterwards, notShownField, notShownType } from "../schema/afterwards.ts";
import { DirectoryKind } from "../schema/enums.ts";
import { Day, Position } from "../schema/scalars.ts";
import type { Sentence } from "../schema/sentence.ts";
import { wordsArg, wordsIn } from "../search/asked.ts";
import { unitsMatching } from "../search/units.ts";
import { RosterAnswer } from "./answer.ts";
import { entryOf, nameOf } from "./directory.ts";
import { Unit, unitShown } from "./types.ts";
import { UnitName, type UnitNamed, unitToday } from "./unit-name.ts";

/** The order of names by pinyin, as in a Chinese dictionary. */
const byName = inOrder(new Intl.Collator("zh-Hans-CN-u-co-pinyin").compare);

/** The description of the argument `on`. */
const onArg = { nullable: true, description: "The day as of which names and states are shown 日期; left out, today." };

const nameTwice = { zh: "name 与 search 只能给出一个。", en: "Give either name or search." };

const UnitConnection = countedConnectionOf(() => Unit, "Unit", "units and groups 单位");

@Resolver()
export class RosterQueries {
  @OpenTo(rosterReaders)
  @Query(() => UnitConnection, {
    description: "The units and groups of the reader's region, by name in the order of pinyin 单位名录.",
  })
  async units(
    @Args(() => PageArgs) page: PageArgs,
    @Arg("name", () => String, {
      nullable: true,
      description:
        "Only units and groups with this name or alias, on whatever day 名称; character width and blanks do not count.",
    })
    name: string | null | undefined,
    @Arg("search", () => String, {
      nullable: true,
      description: `${wordsArg("Only what has a part of a name like this, on whatever day, or its pinyin")} Not beside \`name\`.`,
    })
    search: string | null | undefined,
    @Arg("kind", () => DirectoryKind, { nullable: true, description: "Only this kind 类别; left out, all." })
    kind: DirectoryEntry["kind"] | null | undefined,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Counted<Unit>> {
    const { regionId } = readerOf(context);
    context.views.atLeast(position);
    if (name != null && search != null) throw problem("BAD_USER_INPUT", nameTwice, { field: "search" });
    const index = name ? `name/${regionId}/${foldName(name)}` : `region/${regionId}`;
    const wanted = pageOf(page, `units/${index}`);
    // No text sorts by its bytes as people sort names, so the whole roster is sorted; a region has some hundred units.
    const { value, ...answer } = await wholeIndex(context.views, unitDirectory, index);
    const day = on ?? context.today;
    const matching = search == null ? null : await unitsMatching(wordsIn(search, "search"));
    const named = value
      .filter(({ doc }) => (kind == null || doc.kind === kind) && (matching === null || matching(doc) !== null))
      .map(({ key, doc }) => ({ key, sort: nameOn(doc, day), doc }))
      .sort(byName);
    const seen = { position: answer.position, stale: answer.stopped };
    const shownAt = (entry: DirectoryEntry) => ({ ...unitShown(entry, day), ...seen });
    const shown = connected({ ...answer, value: pageFrom(named, wanted, byName) }, shownAt, wanted);
    return counted(shown, () => named.length);
  }

  @OpenTo(rosterReaders)
  @Query(() => Unit, {
    nullable: true,
    description: "A unit or group 单位; null where there is none in the reader's region.",
  })
  async unit(
    @Arg("id", () => ID, { description: "The unit or group 单位编号." }) id: string,
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<Unit | null> {
    context.views.atLeast(position);
    return readUnit(context, id, on ?? undefined);
  }
}

/** A unit or group that the reader may see; null where there is none in the reader's region. */
export async function readUnit(context: Context, id: string, day: string = context.today): Promise<Unit | null> {
  const { value, position, stopped: stale } = await entryOf(context.views, id);
  if (!value || !mayReadRoster(readerOf(context), value.regionId)) return null;
  return { ...unitShown(value, day), position, stale };
}

const unitAfterwards = afterwards(async ({ unitId, groupId }: RosterAnswer, context) => {
  const id = unitId ?? groupId;
  return id === null ? null : readUnit(context, id);
});

@Resolver(() => RosterAnswer)
export class RosterAnswered {
  @FieldResolver(() => Unit, { nullable: true, description: "The unit or group, read afresh after the command 单位." })
  async unit(@Root() answer: RosterAnswer, @Ctx() context: Context): Promise<Unit | null> {
    return (await unitAfterwards(answer, context)).value;
  }

  @FieldResolver(notShownType, notShownField)
  async notShown(@Root() answer: RosterAnswer, @Ctx() context: Context): Promise<Sentence | null> {
    return (await unitAfterwards(answer, context)).notShown;
  }
}

@Resolver(() => Unit)
export class UnitPredecessors {
  @listOf(1)
  @FieldResolver(() => [UnitName], {
    description: "The units that it came of, or whose work it took over 前身及移交单位.",
  })
  async predecessors(@Root() { id }: Unit, @Ctx() { views }: Context): Promise<UnitName[]> {
    const { value } = await wholeIndex(views, unitDirectory, `successor/${id}`);
    return value.map(({ key }) => unitToday(key));
  }
}

@Resolver(() => UnitName)
export class UnitNameResolver {
  @FieldResolver(() => String, {
    description:
      "Its name 名称: today; as of a moment of the past, that of the day of it; beside a change, that of the day of the change.",
  })
  name(@Root() { id, name, asOf }: UnitNamed, @Ctx() context: Context): Promise<string> | string {
    return name ?? nameOf(context, id, asOf ?? null);
  }
}
