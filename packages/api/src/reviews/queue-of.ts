// Whose review queue a reader asks for 由谁办理, and whether it may.
import { type Reader, readsAllUnits } from "@taizhang/domain";
import { problem } from "../errors.ts";

/** For whom something waits: the office, or a lead. */
export type QueueOwner = "office" | "lead";

/**
 * The queue of the office, or of the reader's unit as a lead; where nothing is said, the office's for readers who see the
 * whole region. Its index in the read model. Throws `FORBIDDEN` where it is not the reader's to see.
 */
export function queueOf(reader: Reader, of: QueueOwner | null | undefined): { isOffice: boolean; index: string } {
  // The office's queue shows what units reported; to a unit it is closed, as it would be one by one.
  if (of === "office" && !readsAllUnits(reader)) throw problem("FORBIDDEN");
  const isOffice = of === "office" || (of == null && readsAllUnits(reader));
  return { isOffice, index: isOffice ? `office/${reader.regionId}` : `lead/${reader.unitId ?? ""}` };
}
