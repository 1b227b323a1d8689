// Queries for objects of any kind by id, with which Relay clients fetch objects again.
import { rosterReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { limits } from "../limits/limits.ts";
import { readPlan } from "../plan/queries.ts";
import type { Plan } from "../plan/types.ts";
import { atLeastArg } from "../reading/reading.ts";
import { readUnit } from "../roster/queries.ts";
import type { Unit } from "../roster/types.ts";
import { Position } from "../schema/scalars.ts";
import { readTask } from "../task/queries.ts";
import type { Task } from "../task/types.ts";
import { Node } from "./types.ts";

/** A node with the name of its type in the schema, by which GraphQL resolves the interface. */
type FoundNode =
  | (Plan & { readonly __typename: "Plan" })
  | (Task & { readonly __typename: "Task" })
  | (Unit & { readonly __typename: "Unit" });

/**
 * The object with an id, as the reader may see it; null where the reader may not. An id does not tell its kind, so every
 * kind is looked up, each of them once for all ids of a field.
 */
async function readNode(context: Context, id: string): Promise<FoundNode | null> {
  const [plan, task, unit] = await Promise.all([
    readPlan(context, id, null),
    readTask(context, id, null),
    readUnit(context, id),
  ]);
  if (plan) return { ...plan, __typename: "Plan" };
  if (task) return { ...task, __typename: "Task" };
  return unit && { ...unit, __typename: "Unit" };
}

@Resolver()
export class NodeQueries {
  @OpenTo(rosterReaders)
  @Query(() => Node, {
    nullable: true,
    description: "A plan, task, unit or group by its id 按编号查询; null where the reader may not see it.",
  })
  async node(
    @Arg("id", () => ID, { description: "The object 编号." }) id: string,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<FoundNode | null> {
    context.views.atLeast(position);
    return readNode(context, id);
  }

  @OpenTo(rosterReaders)
  @Query(() => [Node], {
    nullable: "items",
    description: "Several objects in the order of their ids 按编号批量查询; null for each that the reader may not see.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: `The objects 编号, ${limits.pageSize} at most.` }) ids: string[],
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<(FoundNode | null)[]> {
    if (ids.length > limits.pageSize) {
      const zh = `ids 至多${limits.pageSize}个，而不是${ids.length}个。`;
      const en = `ids names ${ids.length} objects; the limit is ${limits.pageSize}.`;
      throw problem("BAD_USER_INPUT", { zh, en }, { field: "ids" });
    }
    context.views.atLeast(position);
    return Promise.all(ids.map((id) => readNode(context, id)));
  }
}
