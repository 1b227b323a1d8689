// Where a group is still to be filled 待确定成员, told beside the group itself.
import { mayReadPlans } from "@taizhang/domain";
import { reviewQueue } from "@taizhang/projections";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { listOf } from "../limits/measured.ts";
import { momentOf } from "../reading/moment.ts";
import { wholeIndex } from "../reading/whole-index.ts";
import { Unit } from "../roster/types.ts";
import { shownWaiting, WaitingItem } from "./queries.ts";
import { queueOf } from "./queue-of.ts";

@Resolver(() => Unit)
export class GroupToFill {
  @listOf(5)
  @FieldResolver(() => [WaitingItem], {
    description:
      "Where the group is still to be filled 待确定成员: in which tasks of the reader's queue, the longest waiting first; the end of " +
      "the group changes nothing of them. Empty for a unit.",
  })
  async toFill(@Root() { id, kind, regionId }: Unit, @Ctx() context: Context): Promise<WaitingItem[]> {
    const reader = readerOf(context);
    if (kind === "unit" || !mayReadPlans(reader, regionId)) return [];
    const { index } = queueOf(reader, null);
    const { value } = await wholeIndex(context.views, reviewQueue, `${index}/group`);
    const moment = await momentOf(context, {});
    return value.filter(({ doc }) => doc.groupId === id).map(({ key, doc }) => shownWaiting(doc, key, moment));
  }
}
