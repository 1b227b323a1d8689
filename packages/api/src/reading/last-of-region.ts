// Where the last event of the reader's region stands, up to a position: what stands there of other regions is not for the reader.
import type { Position } from "@taizhang/log";
import { eventPlaces, lastIn, stretchesOf, stretchSort } from "@taizhang/projections";
import { readerOf } from "../auth/bearer.ts";
import type { Context } from "../context.ts";

/** The last event up to a position, as far as the read model has come. */
export interface LastKnown {
  /** Null if there is none. */
  readonly position: Position | null;
  /** How far the read model has come: it knows of nothing behind. */
  readonly seen: Position | null;
  /** Whether it will not come further. */
  readonly stopped: boolean;
}

/** Finds the last event up to a position, of those of the reader's region. */
export async function lastKnown(
  { bearer, views }: Pick<Context, "bearer" | "views">,
  upTo: Position,
): Promise<LastKnown> {
  const index = stretchesOf(readerOf({ bearer }).regionId, { region: true });
  // The stretch of the position may hold later events alone: then it is the last of the stretch before.
  const page = { first: 2, backward: true, to: stretchSort(upTo) };
  const { value, position: seen, stopped } = await views.list(eventPlaces, index, page);
  // The later stretch comes last.
  const position = value.items.reduce<Position | null>((before, { doc }) => lastIn(doc, upTo) ?? before, null);
  return { position, seen, stopped };
}
