// The rules of expected revisions, as tables: every state of a stream against every expectation.
import { describe, expect, test } from "vitest";
import { memoryStorage } from "../storage/memory-storage.ts";
import { type ProposedEvent, tombstoneRevision } from "./event.ts";
import type { Expectation } from "./expected-revision.ts";
import { type Outcome, Store } from "./store.ts";

const uuid = (n: number) => `00000000-0000-4000-8000-${n.toString().padStart(12, "0")}`;
const proposed = (n: number): ProposedEvent => ({
  id: uuid(n),
  type: "Counted",
  json: true,
  data: Buffer.from("{}"),
  metadata: Buffer.alloc(0),
});
const events = (...numbers: number[]) => numbers.map(proposed);

const metadata = (text: string): ProposedEvent => ({ ...proposed(900), type: "$metadata", data: Buffer.from(text) });

const states: Record<string, (store: Store) => Promise<unknown>> = {
  never: async () => {},
  three: (store) => store.append("s", "any", events(1, 2, 3)),
  metadataOnly: (store) => store.append("$$s", "any", [metadata('{"note":1}')]),
  softDeleted: async (store) => {
    await store.append("s", "any", events(1, 2, 3));
    await store.delete("s", "any");
  },
  truncated: async (store) => {
    await store.append("s", "any", events(1, 2, 3));
    await store.append("$$s", "any", [metadata('{"$tb":3}')]);
  },
  tombstoned: async (store) => {
    await store.append("s", "any", events(1, 2, 3));
    await store.tombstone("s", "any");
  },
};

async function storeIn(state: string): Promise<Store> {
  const store = new Store(memoryStorage(), () => 0n);
  await states[state]?.(store);
  return store;
}

/** `+4`: written, last revision 4; `=2`: already there; `=2?`: there, but hidden; `!2`: wrong, it is at 2; `x`: deleted. */
function short(outcome: Outcome, before: bigint): string {
  if (outcome.kind === "streamDeleted") return "x";
  if (outcome.kind === "wrongExpectedVersion") return `!${outcome.current}`;
  if (outcome.position === undefined) return `=${outcome.revision}?`;
  return `${outcome.position > before ? "+" : "="}${outcome.revision}`;
}

async function append(state: string, expected: Expectation, numbers: number[]): Promise<string> {
  const store = await storeIn(state);
  const before = store.log.lastPosition();
  return short(await store.append("s", expected, events(...numbers)), before);
}

const expectations: Expectation[] = ["any", "noStream", "streamExists", 0n, 1n, 2n, 3n];

describe("an append of two new events", () => {
  test.each([
    ["never", ["+1", "+1", "!-1", "!-1", "!-1", "!-1", "!-1"]],
    ["three", ["+4", "!2", "+4", "!2", "!2", "+4", "!2"]],
    ["metadataOnly", ["+1", "+1", "+1", "!-1", "!-1", "!-1", "!-1"]],
    ["softDeleted", ["+4", "+4", "x", "!2", "!2", "+4", "!2"]],
    ["truncated", ["+4", "!2", "+4", "!2", "!2", "+4", "!2"]],
    ["tombstoned", ["x", "x", "x", "x", "x", "x", "x"]],
  ])("to a stream that is %s", async (state, wanted) => {
    expect(await Promise.all(expectations.map((expected) => append(state, expected, [8, 9])))).toEqual(wanted);
  });
});

describe("an append of nothing", () => {
  test.each([
    ["never", ["+-1", "+-1", "!-1", "!-1", "!-1", "!-1", "!-1"]],
    ["three", ["+2", "!2", "+2", "!2", "!2", "+2", "!2"]],
    ["softDeleted", ["+2", "!2", "x", "!2", "!2", "+2", "!2"]],
    ["tombstoned", ["x", "x", "x", "x", "x", "x", "x"]],
  ])("to a stream that is %s", async (state, wanted) => {
    expect(await Promise.all(expectations.map((expected) => append(state, expected, [])))).toEqual(wanted);
  });
});

describe("events that are there already, to a stream of three", () => {
  test.each<[Expectation, number[], string]>([
    ["any", [1, 2, 3], "=2"],
    ["any", [2], "=1"],
    ["any", [3, 1], "=0"],
    ["any", [3, 9], "!2"],
    ["any", [9, 1], "+4"],
    ["streamExists", [1, 2], "=1"],
    ["noStream", [1, 2, 3], "=2"],
    ["noStream", [1, 2], "=1"],
    ["noStream", [2, 3], "!2"],
    ["noStream", [1, 2, 3, 4], "!2"],
    [0n, [2, 3], "=2"],
    [0n, [2], "=1"],
    [0n, [3], "!2"],
    [1n, [3, 4], "!2"],
    [2n, [1, 2, 3], "+5"],
  ])("with %s, ids %j", async (expected, numbers, wanted) => {
    expect(await append("three", expected, numbers)).toBe(wanted);
  });

  test("a repetition of events that are hidden by now has no position and brings nothing back", async () => {
    expect(await append("truncated", "any", [1, 2])).toBe("=1?");
    expect(await append("softDeleted", "noStream", [1, 2, 3])).toBe("=2?");
    expect(await append("softDeleted", 0n, [2])).toBe("=1?");
  });

  test("the same id twice in one append is written twice, and found at its first place", async () => {
    const store = await storeIn("never");
    const first = await store.append("s", "any", events(5, 5));
    expect(first).toMatchObject({ kind: "done", revision: 1n });
    expect(await store.append("s", "any", events(5, 5))).toMatchObject({ kind: "done", revision: 0n });
  });

  test("an id of one stream is unknown in another", async () => {
    const store = await storeIn("three");
    expect(await store.append("t", "any", events(1))).toMatchObject({ kind: "done", revision: 0n });
    expect(store.log.lastRevision("t")).toBe(0n);
  });

  test("only ids are compared, never bodies", async () => {
    const store = await storeIn("three");
    await store.append("s", "any", [{ ...proposed(1), data: Buffer.from("other") }]);
    expect(Buffer.from(store.log.event("s", 0n)?.data ?? []).toString()).toBe("{}");
  });
});

describe("a deletion", () => {
  test.each([
    ["never", ["!-1", "!-1", "!-1", "!-1", "!-1", "!-1", "!-1"]],
    ["three", ["+2", "!2", "+2", "!2", "!2", "+2", "!2"]],
    ["metadataOnly", ["+-1", "+-1", "+-1", "!-1", "!-1", "!-1", "!-1"]],
    ["softDeleted", ["+2", "+2", "x", "!2", "!2", "+2", "!2"]],
    ["tombstoned", ["x", "x", "x", "x", "x", "x", "x"]],
  ])("of a stream that is %s", async (state, wanted) => {
    const remove = async (expected: Expectation) => {
      const store = await storeIn(state);
      return short(await store.delete("s", expected), store.log.lastPosition() - 1n);
    };
    expect(await Promise.all(expectations.map(remove))).toEqual(wanted);
  });
});

describe("a tombstone", () => {
  test.each([
    ["never", ["+", "+", "!-1", "!-1"]],
    ["three", ["+", "!2", "+", "!2"]],
    ["softDeleted", ["+", "+", "x", "!2"]],
    ["tombstoned", ["x", "x", "x", "x"]],
  ])("for a stream that is %s", async (state, wanted) => {
    const end = async (expected: Expectation) => {
      const store = await storeIn(state);
      return short(await store.tombstone("s", expected), 0n).replace(`${tombstoneRevision}`, "");
    };
    expect(await Promise.all(["any" as const, "noStream" as const, "streamExists" as const, 1n].map(end))).toEqual(
      wanted,
    );
  });
});

describe("a soft-deleted stream that is appended to", () => {
  test("goes on after its last revision and shows only what is new", async () => {
    const store = await storeIn("softDeleted");
    await store.append("s", "noStream", events(8));
    const state = store.state("s");
    expect(state).toMatchObject({ last: 3n, softDeleted: false, firstVisible: 3n });
  });

  test("shows no old events after new metadata of any kind", async () => {
    const store = await storeIn("softDeleted");
    await store.append("$$s", "any", [metadata('{"$tb":1,"big":12345678901234567890,"n":1.50}')]);
    expect(store.state("s")).toMatchObject({ softDeleted: false, firstVisible: 3n });
    const written = store.log.event("$$s", store.log.lastRevision("$$s"));
    expect(Buffer.from(written?.data ?? []).toString()).toBe('{"$tb":3,"big":12345678901234567890,"n":1.50}');
  });

  test("is brought back by metadata in binary and by an append of nothing to its metastream, too", async () => {
    for (const written of [[{ ...metadata('{"note":1}'), json: false }], []]) {
      const store = await storeIn("softDeleted");
      await store.append("$$s", "any", written);
      expect(store.state("s")).toMatchObject({ softDeleted: false, firstVisible: 3n });
    }
  });

  test("shows all old events after metadata that are not a JSON object", async () => {
    const store = await storeIn("softDeleted");
    await store.append("$$s", "any", [metadata("[1]")]);
    expect(store.state("s")).toMatchObject({ softDeleted: false, firstVisible: 0n });
  });
});

describe("a metastream", () => {
  test("exists through its own metadata, as other streams do", async () => {
    const store = await storeIn("never");
    expect(await store.append("$$s", "streamExists", [metadata("{}")])).toMatchObject({ kind: "wrongExpectedVersion" });
    await store.append("$$$$s", "any", [metadata("{}")]);
    expect(await store.append("$$s", "streamExists", [metadata("{}")])).toMatchObject({ kind: "done", revision: 0n });
  });

  test("that is ended for good stays so, and its stream can no longer be soft-deleted", async () => {
    const store = await storeIn("three");
    await store.tombstone("$$s", "any");
    const before = store.log.lastPosition();
    expect(await store.delete("s", "any")).toEqual({ kind: "streamDeleted" });
    expect(store.log.lastRevision("$$s")).toBe(tombstoneRevision);
    expect(store.log.lastPosition()).toBe(before);
    expect(store.state("s")).toMatchObject({ softDeleted: false, firstVisible: 0n });
  });
});
