// Queries for objects of any kind by their ids, as Relay's clients fetch again what they hold.
import { rosterReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { planCard, taskCard, unitDirectory } from "@taizhang/projections";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { OpenTo } from "../access.ts";
import { atLeast, atLeastArg } from "../at-least.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { limits } from "../limits.ts";
import { readPlan } from "../plan/queries.ts";
import type { Plan } from "../plan/types.ts";
import { readUnit } from "../roster/queries.ts";
import type { Unit } from "../roster/types.ts";
import { Position } from "../scalars.ts";
import { readTask } from "../task/queries.ts";
import type { Task } from "../task/types.ts";
import { Node } from "./types.ts";

/** A node together with the name of its type in the schema. */
type FoundNode =
  | (Plan & { readonly __typename: "Plan" })
  | (Task & { readonly __typename: "Task" })
  | (Unit & { readonly __typename: "Unit" });

const kinds = [planCard, taskCard, unitDirectory];

/**
 * What bears an id, as the reader may see it; null where the reader may see nothing of the kind. An id does not say what
 * it is of: all kinds are asked at once, and each of them once for all ids of a request.
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
    description: "A plan, task, unit or group by its id 按编号查询; null where the reader may see none.",
  })
  async node(
    @Arg("id", () => ID, { description: "The object 编号." }) id: string,
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<FoundNode | null> {
    await atLeast(context, kinds, position);
    return readNode(context, id);
  }

  @OpenTo(rosterReaders)
  @Query(() => [Node], {
    nullable: "items",
    description: "Several of them, in the order of their ids 按编号批量查询; null for each the reader may not see.",
  })
  async nodes(
    @Arg("ids", () => [ID], { description: `The objects 编号, ${limits.pageSize} at most.` }) ids: string[],
    @Arg("atLeast", () => Position, atLeastArg) position: LogPosition | null | undefined,
    @Ctx() context: Context,
  ): Promise<(FoundNode | null)[]> {
    if (ids.length > limits.pageSize) {
      const zh = `ids 至多${limits.pageSize}个，而不是${ids.length}个。`;
      const en = `ids names ${ids.length} objects; ${limits.pageSize} is the most.`;
      throw problem("BAD_USER_INPUT", { zh, en }, { field: "ids" });
    }
    await atLeast(context, kinds, position);
    return Promise.all(ids.map((id) => readNode(context, id)));
  }
}
