// Links: what their bodies mean, and which of them lead to an event.
import { expect, test } from "vitest";
import { memoryStorage } from "../storage/memory-storage.ts";
import type { ProposedEvent } from "./event.ts";
import { resolveLink } from "./links.ts";
import { Store } from "./store.ts";

let count = 0;
const proposed = (type: string, text: string): ProposedEvent => ({
  id: `00000000-0000-4000-8000-${(count++).toString().padStart(12, "0")}`,
  type,
  json: true,
  data: Buffer.from(text),
  metadata: Buffer.alloc(0),
});

async function resolved(body: string): Promise<string> {
  const store = new Store(memoryStorage(), () => 0n);
  await store.append("x@y", "any", [proposed("T", "0"), proposed("T", "1"), proposed("T", "2")]);
  await store.append("$$x@y", "any", [proposed("$metadata", '{"$tb":1}')]);
  await store.append("gone", "any", [proposed("T", "0")]);
  await store.tombstone("gone", "any");
  await store.append("links", "any", [proposed("$>", body)]);
  const link = store.log.event("links", 0n);
  if (!link) throw new Error("The link was written.");
  const { event, link: through } = resolveLink(store.log, link, 0n);
  return through ? `-> ${event ? `${event.stream} ${event.revision}` : "nothing"}` : "itself";
}

test.each([
  ["1@x@y", "-> x@y 1"],
  [" +02 @x@y", "-> x@y 2"],
  ["-1@x@y", "-> x@y 2"],
  ["0@x@y", "-> nothing"],
  ["9@x@y", "-> nothing"],
  ["0@nowhere", "-> nothing"],
  ["0@gone", "-> nothing"],
  ["0@links", "-> links 0"],
  ["1@x@y\n", "-> nothing"],
  ["one@x@y", "itself"],
  ["1", "-> nothing"],
  ["1@", "-> nothing"],
  ["-2@x@y", "-> nothing"],
  ["\u00a01@x@y", "itself"],
  ["1x@y", "itself"],
  ["99999999999999999999@x@y", "itself"],
])("a link %j", async (body, wanted) => {
  expect(await resolved(body)).toBe(wanted);
});
