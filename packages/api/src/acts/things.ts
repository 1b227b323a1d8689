// The things on which there are acts 可办事项, and what the reader may begin in its region.
import { aggregates, beginningsIn, roster } from "@taizhang/domain";
import { Ctx, Query, Resolver, Root } from "type-graphql";
import { anyBearer, OpenTo } from "../auth/access.ts";
import { CompletionReport, CompletionSubmission } from "../completion/types.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { Plan } from "../plan/types.ts";
import { ImportWarning } from "../plan/warnings.ts";
import { rosterOnce } from "../roster/directory.ts";
import { Unit } from "../roster/types.ts";
import { Extension } from "../task/extension.ts";
import { ItemOfUnit, TaskItem } from "../task/items.ts";
import { Report } from "../task/report.ts";
import { Assignment, GroupOnTask, Task } from "../task/types.ts";
import { Urging } from "../task/urging.ts";
import { Act, type Actable, ActsField, actorOfReader, actShown, actsShown } from "./act.ts";

/** The acts on the things of a type. */
function actsOnThingsOf(type: new () => Actable) {
  @Resolver(() => type)
  class ActsOnThings {
    @ActsField()
    acts(@Root() thing: Actable, @Ctx() context: Context): Promise<Act[]> {
      return actsShown(thing, context);
    }
  }
  return ActsOnThings;
}

/** What has acts. */
const things = [
  ...[Plan, ImportWarning, Task, Assignment, GroupOnTask, TaskItem, ItemOfUnit, Report, Extension, Urging],
  ...[CompletionReport, CompletionSubmission, Unit],
];

export const actsOnThings = things.map(actsOnThingsOf);

@Resolver()
export class RegionActs {
  @OpenTo(anyBearer)
  @listOf(12)
  @Query(() => [Act], {
    description:
      "What the reader may do in its region that is about nothing in particular 可办事项: begin something new, or change the roster as a whole.",
  })
  async acts(@Ctx() context: Context): Promise<Act[]> {
    const actor = actorOfReader(context);
    const known = { of: roster, names: [{}], state: rosterOnce };
    const begun = Object.values(aggregates).flatMap((of) => beginningsIn(of, of.initial, actor));
    return [...begun.map(actShown), ...(await actsShown({ actedOn: known }, context))];
  }
}
