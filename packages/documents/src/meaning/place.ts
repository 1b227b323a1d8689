// Where a task stands in its file: the places of its lines put together.
import type { DraftPlace } from "@taizhang/domain";
import type { BlockDocument, Place } from "../document/block.ts";

/** The place of the lines of a task; undefined where the format knows no other places than lines. */
export function placeOf(
  places: BlockDocument["places"],
  [from, to]: readonly [number, number],
): DraftPlace | undefined {
  const first = places.get(from);
  if (!first) return undefined;
  const { file, paragraph, table, row, sheet } = first;
  const cells = cellsBetween(first, places.get(to));
  return {
    ...(file !== undefined && { file }),
    ...(paragraph !== undefined && { paragraph }),
    ...(table !== undefined && { table }),
    ...(row !== undefined && { row }),
    ...(sheet !== undefined && { sheet }),
    ...(cells !== undefined && { cells }),
  };
}

/** The cells of a sheet from the first to the last, as A5:E6. */
function cellsBetween({ cell: first, sheet }: Place, to: Place | undefined): string | undefined {
  if (first === undefined) return undefined;
  return to?.cell === undefined || to.cell === first || to.sheet !== sheet ? first : `${first}:${to.cell}`;
}
