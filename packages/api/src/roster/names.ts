// The names of a region's units and groups, as the roster 单位名录 knows them by the day.
import { type NameOf, nameOfOn, roster } from "@taizhang/domain";
import type { Executor } from "@taizhang/log";

/** Names by the day, and the revision of the roster that they come from. */
export interface Names {
  readonly on: (day: string) => NameOf;
  /** The revision of the roster's last event that they include; -1 for an empty roster. */
  readonly revision: number;
}

/** Looks up the names of a region. An id that the roster does not know stands for itself. */
export async function namesOfRegion(executor: Pick<Executor, "load">, regionId: string): Promise<Names> {
  const { state, revision } = await executor.load(roster, regionId);
  return { on: (day) => (id) => nameOfOn(state, id, day), revision };
}
