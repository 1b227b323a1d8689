// What waits for a decision about a part or its items 待办, as its reader may see it: the same as in the review queue, beside the part itself.
import type { OwedWait, WaitingKind } from "@taizhang/projections";
import { Field, ObjectType } from "type-graphql";
import { WaitingKindWord } from "../schema/enums.ts";
import { Instant } from "../schema/scalars.ts";

@ObjectType({ description: "Something about a part or its items that waits for a decision 分工待办." })
export class PartWait {
  @Field(() => WaitingKindWord, { description: "What it is 类别." })
  kind!: WaitingKind;

  @Field(() => Instant, { description: "Since when it waits 自." })
  since!: string;
}

// Whoever sees no more of a part than how it stands does not learn what its unit has filed or asked for.
const shownToAll: ReadonlySet<WaitingKind> = new Set(["endorsement", "signOff", "ownerless"]);

/** What the reader may see of what waits. */
export const partWaitsOf = (waits: readonly OwedWait[], isWhole: boolean): PartWait[] =>
  waits.filter(({ kind }) => isWhole || shownToAll.has(kind)).map(({ kind, since }) => ({ kind, since }));
