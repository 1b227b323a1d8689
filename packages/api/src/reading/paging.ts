// Lists in pages 分页: connections as Relay defines them, with opaque cursors that hold the sort key and the id.
import type { Position as LogPosition } from "@taizhang/log";
import type { Answer, Found, Page, PageOf, Span } from "@taizhang/projections";
import { ArgsType, Field, InputType, Int, ObjectType } from "type-graphql";
import { z } from "zod";
import { problem } from "../errors.ts";
import { bounds, limits } from "../limits/limits.ts";
import { wrapping } from "../limits/measured.ts";
import { isPageSize, notPageSize } from "../limits/page-size.ts";
import { opaque, readOpaque } from "../schema/opaque.ts";
import { Day, Position } from "../schema/scalars.ts";

@ObjectType({ description: "Where a page ends 分页信息." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after this page 是否还有下一页." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether there is something before this page 是否有上一页." })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Give it as `before` for the page before 起始游标; null where there is nothing to go back from.",
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Give it as `after` for the next page 末尾游标; null where there is nothing to go on from.",
  })
  endCursor!: string | null;
}

/** A page as the schema shows it. */
export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: PageInfo;
  /** The position of the log that the page reflects; null where the log was empty. */
  readonly position: LogPosition | null;
  /** True where the read model has stopped at an event it could not process. */
  readonly stale: boolean;
}

/** A page of a list of which it is known how many entries it has in all. */
export interface Counted<Node> extends Connection<Node> {
  /** How many there are; called where it is asked for. */
  readonly total: () => number | Promise<number>;
}

/** What a page and its entries are to the schema. */
function pageTypeOf(node: () => object, name: string, title: string) {
  @ObjectType(`${name}Edge`, { description: `One entry of a page: ${title}.` })
  class Edge {
    @Field(() => String, {
      description:
        "Give it as `after` for the entries that follow this one, or as `before` for those before it 游标; opaque.",
    })
    cursor!: string;

    @wrapping
    @Field(node, { description: "The entry itself 条目." })
    node!: unknown;
  }

  @ObjectType()
  abstract class Page implements Connection<unknown> {
    @wrapping
    @Field(() => [Edge], { description: "The entries in order 条目." })
    edges!: Edge[];

    @Field(() => PageInfo, { description: "Where the page ends 分页信息." })
    pageInfo!: PageInfo;

    @Field(() => Position, positionField)
    position!: LogPosition | null;

    @Field(() => Boolean, staleField)
    stale!: boolean;
  }
  return Page;
}

/** Makes the schema's types for a list of nodes of which nobody knows how many there are. */
export function connectionOf(node: () => object, name: string, title: string) {
  @ObjectType(`${name}Connection`, { description: `A page: ${title}.` })
  class Uncounted extends pageTypeOf(node, name, title) {}
  return Uncounted;
}

/** Makes the schema's types for a list of nodes. */
export function countedConnectionOf(node: () => object, name: string, title: string) {
  @ObjectType(`${name}Connection`, { description: `A page: ${title}.` })
  class WithTotal extends pageTypeOf(node, name, title) implements Counted<unknown> {
    total!: () => number | Promise<number>;

    @Field(() => Int, {
      description:
        "How many entries there are in all 总数: of everything that fits what was asked for, not of the page.",
    })
    totalCount(): number | Promise<number> {
      return this.total();
    }
  }
  return WithTotal;
}

/** The description of the position an answer reflects. */
export const positionField = {
  nullable: true,
  description: "The position of the log that the answer reflects 所据位置; null where the log was empty.",
};

/** The description of an answer's staleness. */
export const staleField = {
  description:
    "True where the answer may be old 可能不是最新: the read model has stopped at an event it could not process, or is " +
    `more than ${bounds.lagMs / 1000} seconds behind the log.`,
};

/** Which page of a list is wanted, from either end. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many entries at most 条数, 1 to ${limits.pageSize}; left out, ${limits.defaultPageSize}.`,
  })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the entry before the page 起始游标; left out, the first page.",
  })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many entries at most, counted from the end 倒数条数, 1 to ${limits.pageSize}; not beside \`first\` or \`after\`.`,
  })
  last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: "The cursor of the entry behind the page 截止游标, for `last`; left out, the last page.",
  })
  before?: string | null;
}

@InputType({
  description:
    "A span of days 日期范围, both included; an open end where one is left out. One that ends before it begins is refused.",
})
export class Days {
  @Field(() => Day, { nullable: true, description: "The first day 起." })
  from?: string | null;

  @Field(() => Day, { nullable: true, description: "The last day 止." })
  to?: string | null;
}

/** A span of days as a range of an index that sorts by day. */
export const spanOf = (days: Days | null | undefined): Span => ({
  ...(days?.from ? { from: days.from } : {}),
  ...(days?.to ? { to: days.to } : {}),
});

/** A page of a list, as the views take it. */
export interface Paging extends PageOf {
  /** The name of the list: its cursors hold it, so that they are of no use in another one. */
  readonly list: string;
}

const place = z.tuple([z.string(), z.string(), z.string()]);

/**
 * A page of the list of this name. Lists in the same order, of which one is a part of the other, may share a name. Throws
 * `BAD_USER_INPUT` on a size out of bounds, on a page that is asked for both ways at once, and on a cursor that is malformed
 * or of another list.
 */
export function pageOf({ first, after, last, before }: PageArgs, list: string): Paging {
  const backward = last != null || before != null;
  if (backward && (first != null || after != null)) throw bothWays();
  const [size, cursor] = backward ? [last, before] : [first, after];
  const paging = { first: sized(size, backward ? "last" : "first"), list, ...(backward ? { backward } : {}) };
  return cursor == null ? paging : { ...paging, after: decoded(cursor, list, backward ? "before" : "after") };
}

function sized(size: number | null | undefined, field: "first" | "last"): number {
  if (size == null) return limits.defaultPageSize;
  if (isPageSize(size)) return size;
  throw notPageSize(field, size);
}

const bothWays = () =>
  problem(
    "BAD_USER_INPUT",
    {
      zh: "first、after 与 last、before 只能用其中一组：它们从两头数。",
      en: "Give either first and after, or last and before: they count from opposite ends.",
    },
    { field: "last" },
  );

function decoded(cursor: string, list: string, field: "after" | "before"): NonNullable<PageOf["after"]> {
  const read = place.safeParse(readOpaque(cursor));
  if (read.success && read.data[0] === list) return { sort: read.data[1], key: read.data[2] };
  throw notOfList(field);
}

/** The failure of a cursor that this list cannot have given. */
export const notOfList = (field: "after" | "before" = "after") =>
  problem(
    "BAD_USER_INPUT",
    {
      zh: `${field} 不是本列表在此排序下的游标：请原样交回本列表以同样排序给出的 cursor。`,
      en:
        `${field} is not a cursor of this list in this order: give back a \`cursor\` of this list, in the same order, exactly as it ` +
        "was received.",
    },
    { field },
  );

/** The cursor of a place in a list. */
export const cursorIn = (list: string, { sort, key }: Place): string => opaque([list, sort, key]);

/** A page of the views as a connection. */
export function connected<Doc, Node>(
  { value: { items, hasMore, hasPrevious }, position, stopped }: Answer<Page<Doc>>,
  nodeOf: (doc: Doc, key: string) => Node,
  { list }: Pick<Paging, "list">,
): Connection<Node> {
  const edges = items.map((found) => new Entry(list, found, nodeOf(found.doc, found.key)));
  return {
    edges,
    pageInfo: {
      hasNextPage: hasMore,
      hasPreviousPage: hasPrevious,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    position,
    stale: stopped,
  };
}

/** The same page, with how many entries there are in all. */
export const counted = <Node>(page: Connection<Node>, total: Counted<Node>["total"]): Counted<Node> => ({
  ...page,
  total,
});

/** An entry of a page. Its cursor is written when it is asked for: most people want the last one alone. */
class Entry<Node> {
  readonly node: Node;
  private readonly list: string;
  private readonly place: Place;

  constructor(list: string, place: Place, node: Node) {
    this.node = node;
    this.list = list;
    this.place = place;
  }

  get cursor(): string {
    return cursorIn(this.list, this.place);
  }
}

/** Where an entry is in a list. */
type Place = Pick<Found<unknown>, "sort" | "key">;

/** The order of texts by character code. */
const byCode = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** The order of a list: by sort value, which is compared by character code if nothing else is said, and then by key. */
export const inOrder =
  (compare: (a: string, b: string) => number = byCode) =>
  (a: Place, b: Place): number =>
    compare(a.sort, b.sort) || byCode(a.key, b.key);

/** A page of several lists in one order that are read as one, made from that page of each. */
export function mergedPage<Doc>(pages: readonly Page<Doc>[], { first, backward = false }: PageOf): Page<Doc> {
  const all = pages.flatMap(({ items }) => items).sort(inOrder());
  const isCut = all.length > first;
  return {
    items: backward ? all.slice(-first) : all.slice(0, first),
    hasMore: pages.some(({ hasMore }) => hasMore) || (isCut && !backward),
    hasPrevious: pages.some(({ hasPrevious }) => hasPrevious) || (isCut && backward),
  };
}

/** Cuts a page from a list that is in this order. */
export function pageFrom<Doc>(
  all: readonly Found<Doc>[],
  { first, after, backward = false }: PageOf,
  order: (a: Place, b: Place) => number = inOrder(),
): Page<Doc> {
  const left = after ? all.filter((entry) => (backward ? order(entry, after) < 0 : order(entry, after) > 0)) : all;
  const isCut = left.length > first;
  const hasOthers = left.length < all.length;
  return backward
    ? { items: left.slice(-first), hasMore: hasOthers, hasPrevious: isCut }
    : { items: left.slice(0, first), hasMore: isCut, hasPrevious: hasOthers };
}
