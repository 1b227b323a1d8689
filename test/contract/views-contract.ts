// The contract of the views: what every implementation must do.
import {
  type AnyReadModel,
  type Commit,
  type Documents,
  kindOf,
  noChanges,
  type PageOf,
  type Shown,
  type Span,
  type Stop,
  type Views,
} from "@taizhang/projections";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** A document of the suite's own models. */
interface Note {
  readonly text: string;
  readonly tag: string;
}

/** A model that folds nothing; the suite itself commits documents to it. */
const modelOf = (name: string, version = 1): AnyReadModel => ({
  name,
  version,
  key: () => null,
  fold: (before) => before,
  shows: () => [],
});
const model = modelOf("notes");
const nextModel = modelOf("notes", 2);
const others = modelOf("others");
const thirds = modelOf("thirds");

const notes: Documents<Note> = { ...kindOf<Note>(), model };
const nextNotes: Documents<Note> = { ...notes, model: nextModel };
/** Two further kinds of the same model. */
const slips: Documents<Note> = { ...kindOf<Note>("slip"), model };
const marks: Documents<Note> = { ...kindOf<Note>("mark"), model };

/** Two kinds of another model. */
const otherNotes: Documents<Note> = { ...kindOf<Note>(), model: others };
const otherSlips: Documents<Note> = { ...kindOf<Note>("slip"), model: others };

const live = { stopped: false, live: true, mark: "log" };

const entriesOf = (tag: string, sorts: readonly string[]) => sorts.map((sort) => ({ index: `tag/${tag}`, sort }));
const note = (key: string, text: string, tag: string, ...sorts: string[]) =>
  notes.shown(key, { text, tag }, entriesOf(tag, sorts));

/** Runs the suite. `make` returns views that hold nothing of these models. */
export function viewsContract(name: string, make: () => Promise<Views>): void {
  describe(`views: ${name}`, () => {
    let views: Views;
    const commit = async (one: Commit) => {
      const [done] = await views.commit([one]);
      return done;
    };
    /** What `put` has stored, by key, because a commit must say what was there before. */
    const there = new Map<string, Shown>();
    async function put(after: readonly Shown[], from: bigint | null, to: bigint, gone: readonly string[] = []) {
      const keys = [...gone, ...after.map(({ key }) => key)];
      const before = keys.flatMap((key) => there.get(key) ?? []);
      const done = await commit({ model, changes: { before, after }, from, to: { ...live, position: to } });
      if (!done) return done;
      for (const key of gone) there.delete(key);
      for (const each of after) there.set(each.key, each);
      return done;
    }
    /** A whole index page by page, at most 20 of them, as `<sort> <key>`. */
    async function paged(of: Documents<Note>, index: string, first: number): Promise<string[]> {
      const seen: string[] = [];
      let after: { sort: string; key: string } | undefined;
      for (let page = 0; page < 20; page++) {
        const { value } = await views.list(of, index, { first, ...(after ? { after } : {}) });
        seen.push(...value.items.map(({ sort, key }) => `${sort} ${key}`));
        after = value.items.at(-1);
        if (!value.hasMore) break;
      }
      return seen;
    }

    beforeEach(async () => {
      views = await make();
      there.clear();
      for (const each of [model, nextModel, others, thirds]) await views.drop(each);
    });
    afterEach(() => views.close());

    test("a model that was never built answers that it is being rebuilt, never that it is empty", async () => {
      const rebuilding = expect.objectContaining({ name: "ReadModelRebuilding" });
      await expect(views.get(notes, "a")).rejects.toEqual(rebuilding);
      await expect(views.getMany(notes, ["a"])).rejects.toEqual(rebuilding);
      await expect(views.list(notes, "tag/x", { first: 10 })).rejects.toEqual(rebuilding);
      await expect(views.count(notes, "tag/x")).rejects.toEqual(rebuilding);
    });

    test("a model that is not live yet answers no query, but can be built further", async () => {
      const changes = { before: [], after: [note("a", "1", "x", "1")] };
      const to = { ...live, live: false, position: 5n };
      await commit({ model, changes, from: null, to });
      await expect(views.get(notes, "a")).rejects.toThrow();
      expect(await views.look([{ model, keys: ["a", "b"] }])).toEqual([
        { at: to, folds: [{ text: "1", tag: "x" }, null], isWhole: true },
      ]);
      expect(await views.checkpoint(model)).toMatchObject({ position: 5n, live: false });
    });

    test("an answer carries the document, the position and whether the model has stopped", async () => {
      await put([note("a", "1", "x")], null, 7n);
      expect(await views.get(notes, "a")).toEqual({ value: { text: "1", tag: "x" }, position: 7n, stopped: false });
      expect((await views.get(notes, "b")).value).toBeNull();
      await commit({ model, changes: noChanges, from: 7n, to: { ...live, stopped: true, position: 7n } });
      expect(await views.get(notes, "a")).toMatchObject({ position: 7n, stopped: true });
    });

    test("a checkpoint keeps where and why the model has stopped, until it goes on", async () => {
      await put([note("a", "1", "x")], null, 7n);
      const stopped = (stop: Stop) => ({ ...live, stopped: true, position: 7n, stop });
      for (const stop of [
        { at: 8n, reason: "undigested" },
        { at: null, reason: "unkept" },
      ] as const) {
        await commit({ model, changes: noChanges, from: 7n, to: stopped(stop) });
        expect((await views.checkpoint(model)).stop).toEqual(stop);
      }
      await commit({ model, changes: noChanges, from: 7n, to: { ...live, position: 7n } });
      expect(await views.checkpoint(model)).toEqual({ ...live, position: 7n });
    });

    test("documents come in the order of the keys, missing ones as null", async () => {
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
      expect((await views.checkpoint(model)).position).toBe(far);
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

    test("an index lists documents by sort value and key, in pages with none missing and none twice", async () => {
      const all = Array.from({ length: 25 }, (_, at) => note(`k${24 - at}`, String(at), "x", `s${Math.floor(at / 5)}`));
      await put(all, null, 1n);
      const seen = await paged(notes, "tag/x", 4);
      const expected = all.map(({ key, entries }) => `${entries[0]?.sort} ${key}`).sort();
      expect(seen).toEqual(expected);
    });

    test("a span of sort values includes both ends, and all values that begin with the upper one", async () => {
      const days = ["2021-09-29", "2021-09-30", "2021-09-30/b", "2021-10-01"];
      await put(
        days.map((day, at) => note(`k${at}`, day, "x", day)),
        null,
        1n,
      );
      const { value } = await views.list(notes, "tag/x", { first: 10, from: "2021-09-30", to: "2021-09-30" });
      expect(value.items.map(({ sort }) => sort)).toEqual(["2021-09-30", "2021-09-30/b"]);
    });

    test("a page says whether there are entries before it, in the span asked for", async () => {
      const days = ["2021-01-31", "2021-02-28", "2021-03-31"];
      await put(
        days.map((day, at) => note(`k${at}`, day, "x", day)),
        null,
        1n,
      );
      const hasPrevious = async (page: Omit<PageOf, "first">) =>
        (await views.list(notes, "tag/x", { first: 1, ...page })).value.hasPrevious;
      expect(await hasPrevious({})).toBe(false);
      expect(await hasPrevious({ after: { sort: "2021-01-31", key: "k0" } })).toBe(true);
      // The entry of the cursor may be gone, or never have been there.
      expect(await hasPrevious({ after: { sort: "2021-01-01", key: "gone" } })).toBe(false);
      expect(await hasPrevious({ after: { sort: "2021-02-01", key: "gone" } })).toBe(true);
      expect(await hasPrevious({ from: "2021-02", after: { sort: "2021-02-01", key: "gone" } })).toBe(false);
      expect(await hasPrevious({ from: "2021-02", after: { sort: "2021-01-31", key: "k0" } })).toBe(false);
      expect(await hasPrevious({ from: "2021-02", after: { sort: "2021-02-28", key: "k1" } })).toBe(true);
    });

    test("an index is read backward in pages with none missing and none twice, each in the order of the index", async () => {
      const all = Array.from({ length: 25 }, (_, at) => note(`k${24 - at}`, String(at), "x", `s${Math.floor(at / 5)}`));
      await put(all, null, 1n);
      const within = { from: "s1", to: "s3" };
      const seen: string[] = [];
      let after: PageOf["after"];
      for (let more = true; more; ) {
        const page: PageOf = { first: 4, backward: true, ...within, ...(after && { after }) };
        const { value } = await views.list(notes, "tag/x", page);
        expect(value.hasMore).toBe(after !== undefined);
        seen.unshift(...value.items.map(({ sort, key }) => `${sort} ${key}`));
        after = value.items[0];
        more = value.hasPrevious;
      }
      const expected = all.map(({ key, entries }) => `${entries[0]?.sort} ${key}`).sort();
      expect(seen).toEqual(expected.slice(5, 20));
      // A cursor outside the span leaves it whole on one side and nothing on the other.
      const cut = async (sort: string) =>
        (await views.list(notes, "tag/x", { first: 99, backward: true, ...within, after: { sort, key: "k" } })).value;
      expect(await cut("s4")).toMatchObject({ items: { length: 15 }, hasMore: false, hasPrevious: false });
      expect(await cut("s0")).toMatchObject({ items: { length: 0 }, hasMore: true });
    });

    test("a span of an index is counted", async () => {
      const days = ["2021-09-29", "2021-09-30", "2021-09-30/b", "2021-10-01"];
      await put(
        days.map((day, at) => note(`k${at}`, day, "x", day)),
        null,
        1n,
      );
      const count = async (span?: Span) => (await views.count(notes, "tag/x", span)).value;
      expect(await count()).toBe(4);
      expect(await count({ from: "2021-09-30", to: "2021-09-30" })).toBe(2);
      expect(await count({ to: "2021-09-29" })).toBe(1);
      expect(await count({ from: "2021-10-02" })).toBe(0);
      expect(await count({ from: "2021-10-02", to: "2021-09-01" })).toBe(0);
    });

    test("documents of other models come beside a page, by key or by what the page names, with their own positions", async () => {
      const beside = [
        { of: otherNotes, keys: ["x", "nowhere"] },
        { of: otherNotes, keys: { inField: "text" } },
        { of: otherSlips, keys: { inField: "text" } },
      ];
      await put([note("a", "x", "t", "1"), note("b", "y", "t", "2"), note("c", "x", "t", "3")], null, 1n);
      const nobody = await views.listBeside(notes, "tag/t", { first: 2 }, beside);
      expect([nobody.value.items.length, nobody.beside]).toEqual([2, [null, null, null]]);
      const after = [
        otherNotes.shown("x", { text: "of x", tag: "o" }, []),
        otherNotes.shown("z", { text: "of z", tag: "o" }, []),
        otherSlips.shown("x", { text: "slip of x", tag: "o" }, []),
      ];
      await commit({
        model: others,
        changes: { before: [], after },
        from: null,
        to: { ...live, stopped: true, position: 7n },
      });
      const { beside: read, ...page } = await views.listBeside(notes, "tag/t", { first: 2 }, beside);
      expect(page).toEqual(await views.list(notes, "tag/t", { first: 2 }));
      const at = { position: 7n, stopped: true };
      const x = { text: "of x", tag: "o" };
      expect(read[0]).toEqual({
        ...at,
        value: new Map([
          ["x", x],
          ["nowhere", null],
        ]),
      });
      expect(read[1]?.value.get("x")).toEqual(x);
      expect(read[1]?.value.get("y")).toBeNull();
      expect(read[1]?.value.has("z")).toBe(false);
      expect(read[2]?.value.get("x")).toEqual({ text: "slip of x", tag: "o" });
    });

    test("Chinese text is sorted, and comes back unchanged", async () => {
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

    test("rare characters sort after common ones, in every implementation", async () => {
      // Beyond the first plane of Unicode the orders of UTF-16 and UTF-8 differ.
      const names = ["\u{20BB7}野", "\uFF5E", "吉野"];
      await put(
        names.map((name, at) => note(`k${at}`, name, "x", name)),
        null,
        1n,
      );
      const { value } = await views.list(notes, "tag/x", { first: 10 });
      expect(value.items.map(({ doc }) => doc.text)).toEqual(["吉野", "\uFF5E", "\u{20BB7}野"]);
    });

    test("a document that moves leaves its old place in the indexes, and a deleted one leaves all", async () => {
      await put([note("a", "1", "x", "1", "2"), note("b", "1", "x", "1")], null, 1n);
      expect((await views.count(notes, "tag/x")).value).toBe(3);
      await put([note("a", "2", "y", "1")], 1n, 2n);
      expect((await views.list(notes, "tag/x", { first: 10 })).value.items.map(({ key }) => key)).toEqual(["b"]);
      await put([], 2n, 3n, ["a", "b"]);
      expect((await views.count(notes, "tag/x")).value + (await views.count(notes, "tag/y")).value).toBe(0);
      expect((await views.get(notes, "a")).value).toBeNull();
    });

    test("a version is built beside the one before, which stays until it is dropped", async () => {
      await put([note("a", "old", "x", "1")], null, 9n);
      const changes = { before: [], after: [note("a", "new", "x", "1")] };
      await commit({ model: nextModel, changes, from: null, to: { ...live, live: false, position: 3n } });
      expect((await views.get(notes, "a")).value?.text).toBe("old");
      await commit({ model: nextModel, changes: noChanges, from: 3n, to: { ...live, position: 9n } });
      await views.dropOlder(nextModel);
      expect((await views.get(nextNotes, "a")).value?.text).toBe("new");
      await expect(views.get(notes, "a")).rejects.toThrow();
    });

    test("a model that is live stays so through later commits", async () => {
      await put([], null, 1n);
      await commit({ model, changes: noChanges, from: 1n, to: { ...live, live: false, position: 2n } });
      expect(await views.checkpoint(model)).toMatchObject({ live: true, position: 2n });
    });

    describe("several models at once", () => {
      const all = [model, others, thirds];
      const advance = (each: AnyReadModel, from: bigint | null, to: bigint): Commit => ({
        model: each,
        changes: { before: [note("b", "", "x")], after: [note("a", `${each.name} at ${to}`, "x", "1")] },
        from,
        to: { ...live, position: to },
      });
      const textsIn = async () => {
        const standings = await views.look(all.map((each) => ({ model: each, keys: ["a"] })));
        return standings.map(({ folds: [fold] }) => notes.read(fold)?.text);
      };

      test("the checkpoints and folds of several models come in the order of the question", async () => {
        await views.commit([advance(model, null, 1n), advance(others, null, 2n)]);
        const looked = await views.look([
          { model: others, keys: ["none", "a"] },
          { model: thirds, keys: ["a"] },
          { model, keys: [] },
          { model: nextModel, keys: [] },
        ]);
        expect(looked).toEqual([
          { at: { ...live, position: 2n }, folds: [null, { text: "others at 2", tag: "x" }], isWhole: true },
          { at: { position: null, stopped: false, live: false, mark: null }, folds: [null], isWhole: true },
          { at: { ...live, position: 1n }, folds: [], isWhole: true },
          { at: { position: null, stopped: false, live: false, mark: null }, folds: [], isWhole: true },
        ]);
      });

      test.each([0, 1, 2])(
        "if the model in place %i is at another position, the others are still committed",
        async (place) => {
          expect(await views.commit(all.map((each) => advance(each, null, 5n)))).toEqual([true, true, true]);
          const wanted = all.map((each, at) => advance(each, at === place ? 4n : 5n, 9n));
          const expected = all.map((_, at) => at !== place);
          expect(await views.commit(wanted)).toEqual(expected);
          expect(await textsIn()).toEqual(all.map(({ name }, at) => `${name} at ${at === place ? 5 : 9}`));
          const positions = await Promise.all(all.map((each) => views.checkpoint(each)));
          expect(positions.map(({ position }) => position)).toEqual(expected.map((done) => (done ? 9n : 5n)));
        },
      );

      test("models with many changes and with none can be committed together", async () => {
        const many = Array.from({ length: 30 }, (_, at) => note(`k${at}`, String(at), "x", "1", "2"));
        const to = { ...live, position: 1n };
        const commits = [
          { model, changes: { before: [note("a", "", "x"), note("b", "", "x")], after: many }, from: null, to },
          { model: others, changes: noChanges, from: null, to },
          {
            model: nextModel,
            changes: { before: [note("b", "", "x")], after: [note("a", "next", "x", "1")] },
            from: null,
            to,
          },
        ];
        expect(await views.commit(commits)).toEqual([true, true, true]);
        const counts = [notes, nextNotes, { ...notes, model: others }].map((of) => views.count(of, "tag/x"));
        expect((await Promise.all(counts)).map(({ value }) => value)).toEqual([60, 1, 0]);
        expect((await views.get(nextNotes, "a")).value?.text).toBe("next");
      });

      test("each model has its own state: one is not live, one has stopped", async () => {
        await views.commit([
          { ...advance(model, null, 5n), to: { ...live, stopped: true, position: 4n } },
          { ...advance(others, null, 5n), to: { ...live, live: false, position: 5n } },
        ]);
        expect(await views.get(notes, "a")).toMatchObject({ position: 4n, stopped: true });
        await expect(views.get({ ...notes, model: others }, "a")).rejects.toThrow();
      });
    });

    describe("several kinds of document of one model", () => {
      const kinds = [notes, slips, marks];
      const keys = ["a", "b", "c"];
      /** Documents of every kind, with the same keys in the same places of the same indexes. */
      const alike = kinds.flatMap((of) =>
        keys.map((key) => of.shown(key, { text: `${of.kind} ${key}`, tag: "x" }, entriesOf("x", ["1", "2"]))),
      );

      test("documents with the same key are kept apart, even when one is deleted", async () => {
        await put(alike, null, 1n);
        for (const of of kinds) {
          expect((await views.get(of, "b")).value?.text).toBe(`${of.kind} b`);
          const { value } = await views.getMany(of, ["c", "none", "a"]);
          expect(value.map((doc) => doc?.text ?? null)).toEqual([`${of.kind} c`, null, `${of.kind} a`]);
        }
        await put([], 1n, 2n, [`${slips.prefix}b`]);
        const left = await Promise.all(kinds.map((of) => views.get(of, "b")));
        expect(left.map(({ value }) => value?.text ?? null)).toEqual([" b", null, "mark b"]);
      });

      test("an index of one kind holds no document of another, although it has the same name", async () => {
        await put(alike, null, 1n);
        for (const of of kinds) {
          expect((await views.count(of, "tag/x")).value).toBe(6);
          const { items } = (await views.list(of, "tag/x", { first: 10 })).value;
          expect(items.map(({ sort, key, doc }) => [sort, key, doc.text])).toEqual(
            ["1", "2"].flatMap((sort) => keys.map((key) => [sort, key, `${of.kind} ${key}`])),
          );
        }
        await put([], 1n, 2n, [`${slips.prefix}a`, "b"]);
        const counts = await Promise.all(kinds.map((of) => views.count(of, "tag/x")));
        expect(counts.map(({ value }) => value)).toEqual([4, 4, 6]);
      });

      test("pages of every kind go on after a place, even after a deleted one", async () => {
        await put(alike, null, 1n);
        for (const of of kinds) {
          expect(await paged(of, "tag/x", 2)).toEqual(["1 a", "1 b", "1 c", "2 a", "2 b", "2 c"]);
          const gone = await views.list(of, "tag/x", { first: 2, after: { sort: "1", key: "bb" } });
          expect(gone.value.items.map(({ sort, key }) => `${sort} ${key}`)).toEqual(["1 c", "2 a"]);
          const within = { first: 9, from: "1", to: "1", after: { sort: "1", key: "a" } };
          const spanned = await views.list(of, "tag/x", within);
          expect(spanned.value.items.map(({ sort, key }) => `${sort} ${key}`)).toEqual(["1 b", "1 c"]);
        }
      });
    });
  });
}
