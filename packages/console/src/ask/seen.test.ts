import { expect, test } from "vitest";
import { keptInMemory } from "../../testing/kept.ts";
import { includes, later, seenBy } from "./seen.ts";

test("positions are compared as the numbers that they are, however large", () => {
  expect(later("999", "1000")).toBe("1000");
  expect(later(null, "5")).toBe("5");
  expect(later("18446744073709551614", "18446744073709551615")).toBe("18446744073709551615");
  expect(includes("1000", "999")).toBe(true);
  expect(includes("999", "1000")).toBe(false);
  expect(includes(null, "1")).toBe(false);
});

test("what one tab has done all tabs have seen, and nothing takes it back", () => {
  const listeners: ((message: unknown) => void)[] = [];
  const said: unknown[] = [];
  const channel = {
    post: (message: unknown) => void said.push(message),
    listen: (heard: (message: unknown) => void) => void listeners.push(heard),
  };
  const kept = keptInMemory();
  const seen = seenBy(channel, kept);
  seen.note("1000");
  expect(said).toEqual(["1000"]);
  for (const message of ["999", "not a position", { position: "5000" }]) for (const heard of listeners) heard(message);
  expect(seen.position.get()).toBe("1000");
  for (const heard of listeners) heard("1001");
  expect(seen.position.get()).toBe("1001");
  expect(seen.own.get()).toBe("1000");
  // The page was loaded anew.
  expect(seenBy(channel, kept).position.get()).toBe("1001");
});
