// Proofs 存证 on demand: checkpoints of the reader's region, and what leads to their roots.
import { checkpointReaders, leafReaders } from "@taizhang/domain";
import type { Position as LogPosition } from "@taizhang/log";
import type { WantedLeaf } from "@taizhang/proving";
import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import { OpenTo } from "../auth/access.ts";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";
import { badInput, problem } from "../errors.ts";
import { Position } from "../schema/scalars.ts";
import {
  ConsistencyProof,
  InclusionProof,
  SignedCheckpoint,
  shownCheckpoint,
  shownGrowth,
  shownInclusion,
} from "./types.ts";

const ofSize = (which: string) => `The size of ${which}, which was signed; left out, the last.`;

@Resolver()
export class ProofQueries {
  @OpenTo(checkpointReaders)
  @Query(() => SignedCheckpoint, {
    nullable: true,
    description:
      "A signed checkpoint of the region 检查点; null where none of that size was signed. Once a minute what has come is.",
  })
  async checkpoint(
    @Arg("size", () => Int, { nullable: true, description: ofSize("the checkpoint") }) size: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<SignedCheckpoint | null> {
    const found = await context.proofs.checkpoint(readerOf(context).regionId, sizeIn("size", size));
    return found && shownCheckpoint(found);
  }

  @OpenTo(leafReaders)
  @Query(() => InclusionProof, {
    nullable: true,
    description:
      "The proof that an event is in the region's log 收录证明, by its position or by its id; null where the region has no such event, " +
      "or it is not covered by the checkpoint. Null is no proof of absence. Receipts, histories and changes say the positions and ids of events.",
  })
  async inclusionProof(
    @Arg("position", () => Position, { nullable: true, description: "The position of the event 位置." })
    position: LogPosition | null | undefined,
    @Arg("eventId", () => ID, { nullable: true, description: "The event 事件编号, instead of its position." })
    eventId: string | null | undefined,
    @Arg("size", () => Int, { nullable: true, description: ofSize("the checkpoint") }) size: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<InclusionProof | null> {
    const wanted = leafWanted(position, eventId);
    const found = await context.proofs.inclusion(readerOf(context).regionId, wanted, sizeIn("size", size));
    return found && shownInclusion(found);
  }

  @OpenTo(checkpointReaders)
  @Query(() => ConsistencyProof, {
    nullable: true,
    description:
      "The proof that the region's log has only grown between two checkpoints 一致性证明; null where one was not signed.",
  })
  async consistencyProof(
    @Arg("from", () => Int, { description: "The size of the older checkpoint." }) from: number,
    @Arg("to", () => Int, { nullable: true, description: ofSize("the newer checkpoint") }) to:
      | number
      | null
      | undefined,
    @Ctx() context: Context,
  ): Promise<ConsistencyProof | null> {
    const [older, newer] = [sizeIn("from", from) ?? 0, sizeIn("to", to)];
    if (newer !== undefined && older > newer) throw badInput([{ field: "to", fault: notSmaller }]);
    const found = await context.proofs.growth(readerOf(context).regionId, older, newer);
    return found && shownGrowth(found);
  }
}

/** The size of a checkpoint that is asked for: nothing is signed before there is an event. */
function sizeIn(field: string, size: number | null | undefined): number | undefined {
  if (typeof size === "number" && size < 1) throw badInput([{ field, fault: notEmpty }]);
  return size ?? undefined;
}

/** The event that is meant. Throws `BAD_USER_INPUT` unless it is named in exactly one way. */
function leafWanted(position: LogPosition | null | undefined, eventId: string | null | undefined): WantedLeaf {
  if (position != null && eventId == null) return { position };
  if (eventId != null && position == null) return { eventId };
  throw problem("BAD_USER_INPUT", oneWay, { field: "position" });
}

const oneWay = {
  zh: "请恰好给出 position、eventId 中的一个。",
  en: "Give exactly one of position and eventId.",
};
const notEmpty = { zh: "应为1以上的事件数", en: "must be a number of events, 1 or more" };
const notSmaller = { zh: "不得小于from", en: "must not be smaller than from" };
