// The checkpoint that the server says is its last 最近的检查点, and the name of the file in which one is kept.
import type { LastCheckpointQuery } from "../../generated/operations.ts";

export type Last = NonNullable<LastCheckpointQuery["checkpoint"]>;

/** The name of the file in which a checkpoint of a size is kept. */
export const fileOf = ({ size }: Pick<Last, "size">): string => `checkpoint-${size}.txt`;
