// Queries for objects of any kind by id, with which Relay clients fetch objects again.
import { rosterReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readDeadline } from "../boards/queries.ts";
import type { Context } from "../context.ts";
import { problem } from "../errors.ts";
import { readLine } from "../ledger/queries.ts";
import { limits } from "../limits/limits.ts";
import { readPlan } from "../plan/queries.ts";
import { atLeastArg } from "../reading/log-end.ts";
import { readUnit } from "../roster/queries.ts";
import { Position } from "../schema/scalars.ts";
import { readAssignment, readTask } from "../task/queries.ts";
import { Node } from "./types.ts";

/** What reads one kind of node as the reader may see it: null where there is none. */
type ReadNode = (context: Context, id: string) => Promise<FoundNode | null>;

/** A node with the name of its type in the schema, by which GraphQL resolves the interface. */
export interface FoundNode extends Node {
  readonly __typename: string;
}

// On the object itself, which may look up what is asked for.
const named = (__typename: string, shown: Node | null): FoundNode | null =>
  shown && Object.assign(shown, { __typename });

/** The kinds of nodes whose ids stand for themselves. */
export type NodeKind = "plan" | "task" | "unit";

const readers: Readonly<Record<NodeKind, ReadNode>> = {
  plan: async (context, id) => named("Plan", await readPlan(context, id, null)),
  task: async (context, id) => named("Task", await readTask(context, id, null)),
  unit: async (context, id) => named("Unit", await readUnit(context, id)),
};

/** The nodes whose ids are made of others, with a sign between them. */
const composed: readonly ReadNode[] = [
  async (context, id) => named("Assignment", await readAssignment(context, id)),
  readLine,
  async (context, id) => named("DueTask", await readDeadline(context, id)),
];

/** The object of a kind with an id, as the reader may see it; null where the reader may not. */
export const readNodeOf = (context: Context, kind: NodeKind, id: string): Promise<FoundNode | null> =>
  readers[kind](context, id);

/**
 * The object with an id, as the reader may see it; null where the reader may not. An id does not tell its kind, so every
 * kind that may have it is looked up, each of them once for all ids of a field.
 */
export async function readNode(context: Context, id: string): Promise<FoundNode | null> {
  const kinds = id.includes("/") ? composed : Object.values(readers);
  const found = await Promise.all(kinds.map((read) => read(context, id)));
  return found.find((each) => each !== null) ?? null;
}

@Resolver()
export class NodeQueries {
  @OpenTo(rosterReaders)
  @Query(() => Node, {
    nullable: true,
    description:
      "A plan, task, unit or group, an assignment, a line of a ledger, or an entry of the deadline board by its id 按编号查询, as it is " +
      "now; null where the reader may not see it.",
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
