// Of which instant an answer is 截至时刻: asked for beside what a page shows.
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import { anyBearer, OpenTo } from "../auth/access.ts";
import type { Context } from "../context.ts";
import { Day, Instant } from "../schema/scalars.ts";
import { AsOf, asOfArg } from "./as-of.ts";
import { instantOf, onArg } from "./moment.ts";

@Resolver()
export class ShownAtQuery {
  @OpenTo(anyBearer)
  @Query(() => Instant, {
    nullable: true,
    description:
      "The instant that an answer about this moment is of 截至时刻, by the clock of the server: now for the present, the end of a " +
      "past day, when the last event of the reader's region up to a position happened; null where there was none.",
  })
  shownAt(
    @Arg("on", () => Day, onArg) on: string | null | undefined,
    @Arg("asOf", () => AsOf, asOfArg) asOf: AsOf | null | undefined,
    @Ctx() context: Context,
  ): Promise<string | null> {
    return instantOf(context, { on, asOf });
  }
}
