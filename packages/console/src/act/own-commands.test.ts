import { expect, test } from "vitest";
import type { Channel } from "../ask/seen.ts";
import { ownCommands } from "./own-commands.ts";

/** The channels of two tabs. */
function twoChannels(): readonly [Channel, Channel] {
  const heard: ((message: unknown) => void)[][] = [[], []];
  const channel = (own: number, other: number): Channel => ({
    post: (message) => heard[other]?.forEach((hear) => void hear(message)),
    listen: (hear) => heard[own]?.push(hear),
  });
  return [channel(0, 1), channel(1, 0)];
}

test("a command is her own in every tab, and from here in the one that sent it", () => {
  const [one, other] = twoChannels();
  const [here, there] = [ownCommands(one), ownCommands(other)];
  here.sends("a");
  expect([here.isFromHere("a"), here.isOwn("a")]).toEqual([true, true]);
  expect([there.isFromHere("a"), there.isOwn("a")]).toEqual([false, true]);
  expect([here.isOwn("b"), there.isOwn("b")]).toEqual([false, false]);
  one.post("something else");
  expect(there.isOwn("something else")).toBe(false);
});
