import "reflect-metadata";
import { describe, expect, test } from "vitest";
import { connected, pageFrom, pageOf } from "./paging.ts";

// Two entries share a sort value, as two tasks share a due day.
const all = ["a", "b", "b", "c", "d", "e", "f"].map((sort, at) => ({ sort, key: `key ${at}`, doc: at }));

const pageBehind = (first: number, after: string | null) => {
  const paging = pageOf({ first, after }, "letters");
  return connected({ value: pageFrom(all, paging), position: 100n, stopped: false }, (doc) => doc, paging);
};

test.each([1, 2, 3, 6, 7, 8])("pages of %i, one after the other, are the whole list", (first) => {
  const nodes: number[] = [];
  let after: string | null = null;
  for (let more = true; more; ) {
    const page: ReturnType<typeof pageBehind> = pageBehind(first, after);
    expect(page.edges.length).toBeLessThanOrEqual(first);
    nodes.push(...page.edges.map((edge) => edge.node));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  expect(nodes).toEqual(all.map((entry) => entry.doc));
});

test("a page begins after any entry, by the cursor of that entry", () => {
  const [, second] = pageBehind(3, null).edges;
  expect(pageBehind(2, second?.cursor ?? null).edges.map((edge) => edge.node)).toEqual([2, 3]);
});

test("a page says where it begins and ends, and whether there is more on either side", () => {
  const whole = pageBehind(7, null);
  const cursors = whole.edges.map(({ cursor }) => cursor);
  expect(whole.pageInfo).toEqual({
    hasPreviousPage: false,
    hasNextPage: false,
    startCursor: cursors[0],
    endCursor: cursors[6],
  });
  expect(pageBehind(2, cursors[1] ?? null).pageInfo).toEqual({
    hasPreviousPage: true,
    hasNextPage: true,
    startCursor: cursors[2],
    endCursor: cursors[3],
  });
  const empty = pageBehind(2, cursors[6] ?? null).pageInfo;
  expect(empty).toEqual({ hasPreviousPage: true, hasNextPage: false, startCursor: null, endCursor: null });
});

const pageBefore = (last: number, before: string | null) => {
  const paging = pageOf({ last, before }, "letters");
  return connected({ value: pageFrom(all, paging), position: 100n, stopped: false }, (doc) => doc, paging);
};

test.each([1, 2, 3, 6, 7, 8])("pages of %i from the end, one before the other, are the whole list", (last) => {
  const nodes: number[] = [];
  let before: string | null = null;
  for (let more = true; more; ) {
    const page: ReturnType<typeof pageBefore> = pageBefore(last, before);
    expect(page.pageInfo.hasNextPage).toBe(before !== null);
    nodes.unshift(...page.edges.map((edge) => edge.node));
    before = page.pageInfo.startCursor;
    more = page.pageInfo.hasPreviousPage;
  }
  expect(nodes).toEqual(all.map((entry) => entry.doc));
});

test.each([
  { first: 1, last: 1 },
  { first: 1, before: "x" },
  { after: "x", last: 1 },
])("one end at a time: %o", (page) => {
  expect(() => pageOf(page, "letters")).toThrow(
    expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_USER_INPUT", field: "last" }) }),
  );
});

describe("a malformed page is refused with the field", () => {
  test.each([0, -1, 101, 2.5])("a size of %d", (first) => {
    expect(() => pageOf({ first, after: null }, "letters")).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_USER_INPUT", field: "first" }) }),
    );
  });

  const { startCursor: ofLetters } = pageBehind(1, null).pageInfo;

  test("a cursor of another list", () => {
    expect(pageOf({ first: 1, after: ofLetters }, "letters").after).toEqual({ sort: "a", key: "key 0" });
    expect(() => pageOf({ first: 1, after: ofLetters }, "digits")).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_USER_INPUT", field: "after" }) }),
    );
  });

  test.each(["", "nonsense", "W10", "WzEsMl0"])("a cursor that no list gave (%s)", (after) => {
    expect(() => pageOf({ first: 1, after }, "letters")).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: "BAD_USER_INPUT", field: "after" }) }),
    );
  });
});
