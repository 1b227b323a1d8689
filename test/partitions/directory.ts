// The directory 分区目录: who keeps the table. It changes one step at a time; everybody else has a copy, which may be old.
import { beginMove, endMove, type Placement, placeRegion, type Refusal } from "./placement.ts";

export type Directory = ReturnType<typeof directory>;

export function directory() {
  let table: Placement = new Map();

  /** Takes the next table, or gives why it stays as it is. */
  function settled(next: Placement | Refusal): Refusal | null {
    if (typeof next === "string") return next;
    table = next;
    return null;
  }

  return {
    read: async (): Promise<Placement> => table,
    placeRegion: async (region: string, partition: string) => settled(placeRegion(table, region, partition)),
    beginMove: async (region: string, to: string) => settled(beginMove(table, region, to)),
    endMove: async (region: string, to: string, epoch: number) => settled(endMove(table, region, to, epoch)),
  };
}
