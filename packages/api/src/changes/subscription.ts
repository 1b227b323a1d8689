// The subscription `changes`: the feed over graphql-ws.
import { rosterReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { bounds } from "../limits/limits.ts";
import { Position } from "../schema/scalars.ts";
import { feed } from "./feed.ts";
import { ChangesFilter } from "./filter.ts";
import { type ChangesMessage, ChangesMessageUnion } from "./message.ts";
import { sinceOf } from "./since.ts";

interface Subscribing {
  readonly args: {
    readonly after?: string | null;
    readonly since?: LogPosition | null;
    readonly filter?: ChangesFilter | null;
  };
  readonly context: Context;
}

@Resolver()
export class ChangesSubscription {
  @OpenTo(rosterReaders)
  @Subscription(() => ChangesMessageUnion, {
    description:
      "Every change the reader may know of 变更, each once and in the order of the log: first the history after the cursor " +
      "or the position, of which at most one is given, " +
      `then live changes. A reader that takes longer than ${bounds.messageMs / 1000} seconds over a message gets ` +
      "`Lagging` as its last message; it loses nothing by resuming from that cursor.",
    subscribe: async ({ args: { after, since, filter }, context }: Subscribing) =>
      feed(
        { ...context.feeds, executor: context.executor },
        {
          reader: readerOf(context),
          after: after ?? null,
          since: since == null ? null : await sinceOf(context, since),
          filter: filter ?? {},
          patienceMs: context.bounds.messageMs,
        },
      ),
  })
  changes(
    @Root() message: ChangesMessage,
    @Arg("after", () => String, {
      nullable: true,
      description: "The last cursor received 游标; without it and `since`, everything from the beginning.",
    })
    _after: string | null,
    @Arg("since", () => Position, {
      nullable: true,
      description:
        "Begins with what comes behind this position 自此位置之后, as a receipt or an answer carries it. One that the log has not come to " +
        "is refused; otherwise a position does not tell whether the log was restored from a backup since, as a cursor does.",
    })
    _since: LogPosition | null,
    @Arg("filter", () => ChangesFilter, { nullable: true, description: "Which changes are wanted 筛选条件." })
    _filter: ChangesFilter | null,
  ): ChangesMessage {
    return message;
  }
}
