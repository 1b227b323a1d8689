// The sentences of all events: what they put between the words of a list is of the language they are in.
import { expect, test } from "vitest";
import { eventTypes } from "./index.ts";

/** A value with each of its lists twice as long, so that something stands between their members. */
function longer(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, ...value].map(longer);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, longer(each)]));
}

/** All texts within a value, the longest first. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value)
    .flatMap(textsIn)
    .sort((a, b) => b.length - a.length);
}

test.each([...eventTypes])("%s is told in English without Chinese marks of its own", (_type, event) => {
  const data = longer(event.sample);
  let told = event.tell(data, () => "x").en;
  for (const text of textsIn(data)) told = told.replaceAll(text, "");
  expect(told).not.toMatch(/[、，；：。（）]/);
});
