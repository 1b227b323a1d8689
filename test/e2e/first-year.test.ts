// The walk of docs/first-year.md: every command of the page, run as it is written, prints what the page says.
import { afterAll, beforeAll, test } from "vitest";
import { startWalk, type Walk } from "../support/walk.ts";

let walk: Walk;

beforeAll(async () => {
  walk = await startWalk("first-year");
});

afterAll(() => walk.stop());

test("every command prints what the page says", () => walk.goes());
