// What every implementation of the views must do, as one suite.
import { readModel, type Shown, type Views } from "@taizhang/projections";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** A document of the suite's own model. */
interface Note {
  readonly text: string;
  readonly tag: string;
}

const notes = readModel<Note>({ name: "notes", version: 1, key: () => null, on: {}, indexes: () => [] });
const nextNotes = { ...notes, version: 2 };
const live = { stopped: false, live: true, logId: "log" };

const note = (key: string, text: string, tag: string, ...sorts: string[]): Shown<Note> => ({
  key,
  doc: { text, tag },
  entries: sorts.map((sort) => ({ index: `tag/${tag}`, sort })),
});

/** Runs the suite. `make` gives views that hold nothing of these models. */
export function viewsContract(name: string, make: () => Promise<Views>): void {
  describe(`views: ${name}`, () => {
    let views: Views;
    const put = (kept: readonly Shown<Note>[], from: bigint | null, to: bigint, gone: string[] = []) =>
      views.commit(notes, { kept, gone }, from, { ...live, position: to });

    beforeEach(async () => {
      views = await make();
      await views.drop(notes);
      await views.drop(nextNotes);
    });
    afterEach(() => views.close());

    test("a model that nobody built answers that it is being rebuilt, never that it is empty", async () => {
      const rebuilding = expect.objectContaining({ name: "ReadModelRebuilding" });
      await expect(views.get(notes, "a")).rejects.toEqual(rebuilding);
      await expect(views.getMany(notes, ["a"])).rejects.toEqual(rebuilding);
      await expect(views.list(notes, "tag/x", { first: 10 })).rejects.toEqual(rebuilding);
      await expect(views.count(notes, "tag/x")).rejects.toEqual(rebuilding);
    });

    test("a model that is not live yet answers nobody, although it can be built on", async () => {
      await views.commit(notes, { kept: [note("a", "1", "x", "1")], gone: [] }, null, {
        ...live,
        live: false,
        position: 5n,
      });
      await expect(views.get(notes, "a")).rejects.toThrow();
      expect(await views.current(notes, ["a", "b"])).toEqual([{ text: "1", tag: "x" }, null]);
      expect(await views.checkpoint(notes)).toMatchObject({ position: 5n, live: false });
    });

    test("an answer carries the document, the position and whether the model has stopped", async () => {
      await put([note("a", "1", "x")], null, 7n);
      expect(await views.get(notes, "a")).toEqual({ value: { text: "1", tag: "x" }, position: 7n, stopped: false });
      expect((await views.get(notes, "b")).value).toBeNull();
      await views.commit(notes, { kept: [], gone: [] }, 7n, { ...live, stopped: true, position: 7n });
      expect(await views.get(notes, "a")).toMatchObject({ position: 7n, stopped: true });
    });

    test("documents come in the order asked for, the missing ones as null", async () => {
      await put([note("a", "1", "x"), note("b", "2", "x")], null, 1n);
      const { value } = await views.getMany(notes, ["b", "none", "a"]);
      expect(value.map((doc) => doc?.text ?? null)).toEqual(["2", null, "1"]);
    });

    test("a commit from another position than the model's changes nothing", async () => {
      await put([note("a", "1", "x", "1")], null, 10n);
      expect(await put([note("a", "2", "y", "1")], null, 20n)).toBe(false);
      expect(await put([note("a", "2", "y", "1")], 9n, 20n)).toBe(false);
      expect(await views.get(notes, "a")).toMatchObject({ value: { text: "1" }, position: 10n });
      expect((await views.count(notes, "tag/y")).value).toBe(0);
      expect(await put([note("a", "2", "y", "1")], 10n, 20n)).toBe(true);
      expect(await views.get(notes, "a")).toMatchObject({ value: { text: "2" }, position: 20n });
    });

    test("positions beyond what a double can hold are kept exactly", async () => {
      const far = 9_007_199_254_740_993n;
      await put([], null, far);
      expect(await put([], far - 1n, far + 1n)).toBe(false);
      expect((await views.checkpoint(notes)).position).toBe(far);
    });

    test("of many commits from one position exactly one succeeds", async () => {
      await put([], null, 1n);
      const tries = await Promise.all(
        Array.from({ length: 20 }, (_, at) => put([note("a", String(at), "x")], 1n, BigInt(at + 2))),
      );
      const winner = tries.indexOf(true);
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await views.get(notes, "a")).toMatchObject({
        value: { text: String(winner) },
        position: BigInt(winner + 2),
      });
    });

    test("an index lists documents by sort value and key, in pages without gap or double", async () => {
      const all = Array.from({ length: 25 }, (_, at) => note(`k${24 - at}`, String(at), "x", `s${Math.floor(at / 5)}`));
      await put(all, null, 1n);
      const seen: string[] = [];
      let after: { sort: string; key: string } | undefined;
      for (;;) {
        const { value } = await views.list(notes, "tag/x", { first: 4, ...(after ? { after } : {}) });
        seen.push(...value.items.map(({ sort, key }) => `${sort} ${key}`));
        after = value.items.at(-1);
        if (!value.hasMore) break;
      }
      const expected = all.map(({ key, entries }) => `${entries[0]?.sort} ${key}`).sort();
      expect(seen).toEqual(expected);
    });

    test("a span of sort values includes both ends, and what begins with the upper one", async () => {
      const days = ["2021-09-29", "2021-09-30", "2021-09-30/b", "2021-10-01"];
      await put(
        days.map((day, at) => note(`k${at}`, day, "x", day)),
        null,
        1n,
      );
      const { value } = await views.list(notes, "tag/x", { first: 10, from: "2021-09-30", to: "2021-09-30" });
      expect(value.items.map(({ sort }) => sort)).toEqual(["2021-09-30", "2021-09-30/b"]);
    });

    test("Chinese text sorts and comes back as it went in", async () => {
      await put(
        [note("区财政局", "拨付“惠企资金”\u0000\n", "组", "重庆"), note("区发改局", "二", "组", "北京")],
        null,
        1n,
      );
      const { value } = await views.list(notes, "tag/组", { first: 10 });
      expect(value.items.map(({ sort, key, doc }) => [sort, key, doc.text])).toEqual([
        ["北京", "区发改局", "二"],
        ["重庆", "区财政局", "拨付“惠企资金”\u0000\n"],
      ]);
    });

    test("rare characters sort behind common ones, in every implementation alike", async () => {
      // Beyond the first plane of Unicode the order of UTF-16 and that of UTF-8 part.
      const names = ["\u{20BB7}野", "\uFF5E", "吉野"];
      await put(
        names.map((name, at) => note(`k${at}`, name, "x", name)),
        null,
        1n,
      );
      const { value } = await views.list(notes, "tag/x", { first: 10 });
      expect(value.items.map(({ doc }) => doc.text)).toEqual(["吉野", "\uFF5E", "\u{20BB7}野"]);
    });

    test("a document that moves leaves its old place in the indexes, and one that goes leaves all", async () => {
      await put([note("a", "1", "x", "1", "2"), note("b", "1", "x", "1")], null, 1n);
      expect((await views.count(notes, "tag/x")).value).toBe(3);
      await put([note("a", "2", "y", "1")], 1n, 2n);
      expect((await views.list(notes, "tag/x", { first: 10 })).value.items.map(({ key }) => key)).toEqual(["b"]);
      await put([], 2n, 3n, ["a", "b"]);
      expect((await views.count(notes, "tag/x")).value + (await views.count(notes, "tag/y")).value).toBe(0);
      expect((await views.get(notes, "a")).value).toBeNull();
    });

    test("a version is built beside the one before, which goes when it is told to", async () => {
      await put([note("a", "old", "x", "1")], null, 9n);
      await views.commit(nextNotes, { kept: [note("a", "new", "x", "1")], gone: [] }, null, {
        ...live,
        live: false,
        position: 3n,
      });
      expect((await views.get(notes, "a")).value?.text).toBe("old");
      await views.commit(nextNotes, { kept: [], gone: [] }, 3n, { ...live, position: 9n });
      await views.dropOlder(nextNotes);
      expect((await views.get(nextNotes, "a")).value?.text).toBe("new");
      await expect(views.get(notes, "a")).rejects.toThrow();
    });

    test("a model that is live stays so through later commits", async () => {
      await put([], null, 1n);
      await views.commit(notes, { kept: [], gone: [] }, 1n, { ...live, live: false, position: 2n });
      expect(await views.checkpoint(notes)).toMatchObject({ live: true, position: 2n });
    });
  });
}
