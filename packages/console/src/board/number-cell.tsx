// A cell of a board: the number, as a door to the list of what it counts; by how much it has changed, if that is asked.
import type { Picked } from "../list/address.ts";
import { listAddress } from "../list/address.ts";
import { NumberLink } from "../parts/number-link.tsx";
import type { BoardState } from "./address.ts";
import { type Column, doorOf } from "./columns.ts";

export function NumberCell<Counts>({
  column,
  counts,
  before,
  picks,
  of,
  state,
}: {
  readonly column: Column<Counts>;
  readonly counts: Counts;
  /** The same at the other moment; undefined where nothing is compared, null where it was not there. */
  readonly before: Counts | null | undefined;
  /** What picks the lines of the row. */
  readonly picks: Omit<Picked, "of">;
  /** What the number is of, in words. */
  readonly of: string;
  readonly state: BoardState;
}) {
  const count = column.count(counts);
  const was = before === undefined ? undefined : before === null ? 0 : column.count(before);
  return (
    <td
      className={`number-cell${"lamp" in column.called && count > 0 ? ` lamp-${column.called.lamp.toLowerCase()}` : ""}`}
    >
      <NumberLink count={count} before={was} of={of} page={listAddress} state={doorOf(state, picks, column)} />
    </td>
  );
}
