// In which order a list is shown 排序: by a field first, and then as the list is in itself, so that every order is a stable one.
import type { Found } from "@taizhang/projections";
import { inOrder } from "./paging.ts";

/** The sort value of an entry in each order; null for the order that the list has in itself. */
export type Orders<Doc, Order extends string> = Readonly<Record<Order, ((doc: Doc) => string) | null>>;

/** The entries of a list in another order; as they are where it is their own. */
export function arranged<Doc, Order extends string>(
  found: readonly Found<Doc>[],
  orders: Orders<Doc, Order>,
  order: Order,
): readonly Found<Doc>[] {
  const sortOf = orders[order];
  if (sortOf === null) return found;
  return found.map((entry) => ({ ...entry, sort: `${sortOf(entry.doc)}/${entry.sort}` })).sort(inOrder());
}

/** The name of a list in an order: a cursor of one order is none of another. */
export const listIn = <Order extends string>(list: string, orders: Orders<never, Order>, order: Order): string =>
  orders[order] === null ? list : `${list}/by ${order}`;

/** What comes last: behind every sort value that says something. */
export const nothingLast = "~";

/** The description of an argument `orderBy`. */
export const orderArg = (usual: string) => ({
  nullable: true,
  description: `In which order 排序; left out, ${usual}. A cursor goes on in its own order alone.`,
});
