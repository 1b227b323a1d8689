// Loading a roster file 载入名录: the command, and what it would change.
import { nameOfOn, refusalInWords, roster, rosterChanges, rosterLoadOf, tell } from "@taizhang/domain";
import { Arg, Ctx, Extensions, Field, InputType, Int, ObjectType, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { actorOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { checked, problem } from "../errors.ts";
import { listOf } from "../limits/measured.ts";
import { MutationOf } from "../schema/command.ts";
import { GroupKind } from "../schema/enums.ts";
import { Day } from "../schema/scalars.ts";
import { Sentence } from "../schema/sentence.ts";
import { onRoster, RosterAnswer, RosterCommandInput } from "./answer.ts";

const { loadRoster } = roster.actions;

@InputType()
abstract class RosterEntryInput {
  @Field(() => String, { description: "Its name 名称, at most 200 characters." })
  name!: string;

  @Field(() => [String], { defaultValue: [], description: "Other spellings of it 别名, at most 50." })
  aliases!: string[];

  @Field(() => Day, {
    nullable: true,
    description: "The day from which its names hold 启用日期, where it is not that of the whole file.",
  })
  validFrom?: string | null;
}

@InputType({ description: "A unit of a roster file 名录文件中的单位." })
export class RosterUnitInput extends RosterEntryInput {
  @Field(() => String, { nullable: true, description: "Its code of GB 32100 统一社会信用代码." })
  creditCode?: string | null;

  @Field(() => Day, { nullable: true, description: "The first day on which it is no more 撤并日期." })
  endedOn?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The name of the unit that it was merged into on that day 承接单位; without one, it was retired.",
  })
  successor?: string | null;
}

@InputType({ description: "A group of a roster file 名录文件中的单位组." })
export class RosterGroupInput extends RosterEntryInput {
  @Field(() => GroupKind, { description: "Whether its members are listed or found task by task 类别." })
  kind!: "list" | "predicate";

  @Field(() => [String], {
    defaultValue: [],
    description: "The names of a list's members 成员: units of the file or of the roster, at most 1,000.",
  })
  members!: string[];
}

@InputType({
  description:
    "The units and groups of a roster file 载入名录. All of it is loaded, or with any fault nothing. What is known by its name " +
    "stays, also by a former one; but a name that is out of use is a new unit's where the entry says since when (`validFrom`). What " +
    "is known gets the aliases it does not have; a known list group gets the members that the file lists, from the day on, " +
    "and the others leave. `rosterChanges` says beforehand what would change.",
})
export class LoadRosterInput extends RosterCommandInput {
  @Field(() => Day, { description: "The day from which holds whatever has no day of its own 启用日期." })
  validFrom!: string;

  @Field(() => [RosterUnitInput], { description: "The units 单位; with all aliases and groups at most 1,000 names." })
  units!: RosterUnitInput[];

  @Field(() => [RosterGroupInput], { defaultValue: [], description: "The groups 单位组." })
  groups!: RosterGroupInput[];
}

@ObjectType({ description: "Why a part of a roster file cannot be loaded 名录文件的差错." })
export class RosterFault {
  @Field(() => String, { description: "Where it is 位置, such as `groups.0.members.3`; places count from 0." })
  path!: string;

  @Field(() => Sentence, { description: "What is wrong 差错." })
  message!: Sentence;
}

@ObjectType({ description: "What a roster file would change 名录变更." })
export class RosterChanges {
  @Field(() => Int, { description: "How many of its units and groups are new 新增." })
  newCount!: number;

  @Field(() => Int, { description: "How many are known and change 变更." })
  changedCount!: number;

  @Field(() => Int, { description: "How many are known and stay as they are 不变." })
  unchangedCount!: number;

  @listOf(50)
  @Field(() => [Sentence], { description: "Every change in words 逐项变更." })
  changes!: Sentence[];

  @listOf(5)
  @Field(() => [RosterFault], { description: "What is wrong with it 差错; with any, nothing is loaded." })
  faults!: RosterFault[];
}

@Resolver()
export class RosterLoading {
  @OpenTo(loadRoster.by)
  // It folds as much as the command itself.
  @Extensions({ readsLog: true })
  @Query(() => RosterChanges, {
    description: "What `loadRoster` would change in the roster of the token's region, as it is now 名录变更预览.",
  })
  async rosterChanges(
    @Arg("validFrom", () => Day, { description: "As for `loadRoster` 启用日期." }) validFrom: string,
    @Arg("units", () => [RosterUnitInput], { description: "As for `loadRoster` 单位." }) units: RosterUnitInput[],
    @Arg("groups", () => [RosterGroupInput], { defaultValue: [], description: "As for `loadRoster` 单位组." })
    groups: RosterGroupInput[],
    @Ctx() context: Context,
  ): Promise<RosterChanges> {
    const { bearer } = context;
    if (bearer === null) throw problem("UNAUTHENTICATED");
    const said = checked(loadRoster.said, commandOf(context, bearer.regionId, { validFrom, units, groups }));
    const { entries, facts, faults, after } = rosterChanges(
      await context.roster(),
      said,
      actorOf(bearer, context.now()),
    );
    const today = context.today;
    const nameOf = (id: string) => nameOfOn(after, id, today);
    const count = (wanted: string) => entries.filter(({ becomes }) => becomes === wanted).length;
    return {
      newCount: count("new"),
      changedCount: count("changed"),
      unchangedCount: count("unchanged"),
      changes: facts.map((fact) => tell(fact, nameOf)),
      faults: faults.map(({ path, rejection: { rejected, detail } }) => ({
        path: path.join("."),
        message: refusalInWords(rejected, detail),
      })),
    };
  }

  @MutationOf(loadRoster, () => RosterAnswer)
  loadRoster(@Arg("input", () => LoadRosterInput) input: LoadRosterInput, @Ctx() context: Context) {
    const about = { unitId: null, groupId: null };
    return onRoster(context, "loadRoster", input, about, commandOf(context, input.regionId, input));
  }
}

type FileSaid = Pick<LoadRosterInput, "validFrom" | "units" | "groups">;

function commandOf({ identity }: Context, regionId: string, { validFrom, units, groups }: FileSaid) {
  const named = <Entry extends RosterEntryInput>({ validFrom = null, ...entry }: Entry) => ({ ...entry, validFrom });
  return rosterLoadOf(identity, regionId, { validFrom, units: units.map(named), groups: groups.map(named) });
}
