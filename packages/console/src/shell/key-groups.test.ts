import { expect, test } from "vitest";
import { groupsToList, type KeyGroup } from "./key-groups.ts";

const group = (title: string, presses: string, isAnywhere = false): KeyGroup => ({
  ...{ title, isAnywhere },
  keys: [...presses].map((press) => ({ press, does: `does ${press}` })),
});

test("the keys of a place are listed before those that act anywhere, and those of two lists together, each once", () => {
  expect(
    groupsToList([group("anywhere", "/", true), group("list", "jk"), group("parts", "j"), group("list", "jx")]),
  ).toEqual([group("list", "jkx"), group("parts", "j"), group("anywhere", "/", true)]);
});
