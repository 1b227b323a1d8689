// Whoever holds an older checkpoint finds every change of what it covers, and hears where it is as well as can be known.
import { describe, expect, test } from "vitest";
import { continued, drawing, firstDifference, keptOf, tampered, tamperings, yearOf } from "../testing/archives.ts";
import { damaged, logOf, sha256 } from "../testing/trees.ts";
import { digestOf } from "./digest.ts";
import { type ArchivedEvent, leafBytes } from "./leaf.ts";
import type { Verdict } from "./verdict.ts";
import { verifyArchive } from "./verify-archive.ts";

const digest = sha256;
const count = 200;
/** As if the log had signed once a minute. */
const minutes = [0, 7, 20, 33, 50, 64, 81, 99, 100, 118, 130, 151, 177, 190];
const whole = yearOf(count, drawing(1));
const { log, leafHashes, heads } = await keptOf(whole, minutes);
const head = (size: number) => {
  const found = heads.find((each) => each.size === size);
  if (!found) throw new Error(`no checkpoint was signed at ${size}`);
  return found;
};
const eventAt = (index: number, events = whole) => {
  const found = events[index];
  if (!found) throw new Error(`there is no event ${index}`);
  return found;
};
/** An event that the log never had. */
const stranger = eventAt(0, yearOf(1, drawing(5), "别的"));
const placeOf = (events: readonly ArchivedEvent[], index: number) => {
  const event = events[index];
  return { index, event: event ? { stream: event.stream, revision: event.revision, id: event.id } : null };
};
const differs = (verdict: Verdict) => {
  if (verdict.kind !== "differs") throw new Error(`the verdict is ${JSON.stringify(verdict)}`);
  return verdict;
};

describe("what was not altered", () => {
  test("is intact, and it is said how far the checkpoints reach", async () => {
    expect(await verifyArchive(whole, { digest, held: [head(100)] })).toEqual({
      kind: "intact",
      events: 200,
      heldTo: 100,
      signedTo: 100,
    });
    expect(await verifyArchive(whole, { digest, held: [head(100)], signed: heads, recorded: leafHashes })).toEqual({
      kind: "intact",
      events: 200,
      heldTo: 100,
      signedTo: 190,
    });
  });

  test("is intact by checkpoints that a proof joins to the held one", async () => {
    const growth = [{ from: head(50), to: head(190), proof: await log.consistencyProof(50, 190) }];
    const verdict = await verifyArchive(whole, { digest, held: [head(50)], growth });
    expect(verdict).toMatchObject({ kind: "intact", heldTo: 50, signedTo: 190 });
  });

  test("may come from a stream, and be over SM3", async () => {
    async function* arriving() {
      yield* whole.slice(0, 40);
    }
    const sm3 = digestOf("sm3");
    const kept = await logOf(
      whole.map((event) => sm3.leaf(leafBytes(event))),
      sm3,
    );
    const held = [{ size: 30, root: await kept.root(30) }];
    expect(await verifyArchive(arriving(), { digest: sm3, held })).toMatchObject({ kind: "intact", heldTo: 30 });
    expect(await verifyArchive(arriving(), { digest, held })).toMatchObject({ kind: "differs" });
  });

  test("is intact whatever the recorded hashes say: the archive fits the checkpoints by itself", async () => {
    const recorded = leafHashes.with(3, damaged(digest.empty));
    expect(await verifyArchive(whole, { digest, held: [head(100)], recorded })).toMatchObject({ kind: "intact" });
  });
});

describe("1,000 tamperings", () => {
  const short = whole.slice(0, 110);
  const signed = minutes.filter((size) => size <= 100);

  test.each(tamperings)(
    "%s: all found, at their place where hashes were recorded, in their minute without",
    async (how) => {
      const draw = drawing(tamperings.indexOf(how) + 7);
      const found = { tamperings: 0, found: 0, named: 0, inSpan: 0 };
      while (found.tamperings < 167) {
        const covered = signed[1 + draw(signed.length - 1)] ?? 0;
        const altered = tampered(how, short, covered, draw);
        const place = firstDifference(short, altered, covered);
        // What lies behind the checkpoint, as the other end of a swap may, or changes nothing, is no tampering.
        if (place === null) continue;
        found.tamperings++;

        // The one old checkpoint that the auditor has kept.
        const alone = await verifyArchive(altered, { digest, held: [head(covered)] });
        if (alone.kind === "differs") found.found++;

        // All checkpoints up to it, as pulled minute by minute.
        const minute = differs(
          await verifyArchive(altered, { digest, held: heads.filter(({ size }) => size <= covered) }),
        );
        const { from, to } = minute;
        if (from.index <= place && place <= to.index) found.inSpan++;
        expect(from.index).toBe(signed.findLast((size) => size <= place));
        expect(from).toEqual(placeOf(altered, from.index));

        // The old checkpoint, and the hashes that the log has kept beside itself.
        const named = differs(await verifyArchive(altered, { digest, held: [head(covered)], recorded: leafHashes }));
        if (named.from.index === place && named.to === named.from) found.named++;
        expect(named.from).toEqual(placeOf(altered, place));
        expect(named.look).not.toBeNull();
      }
      expect(found).toEqual({ tamperings: 167, found: 167, named: 167, inSpan: 167 });
    },
  );
});

describe("what the difference looks like", () => {
  const look = async (altered: readonly ArchivedEvent[]) =>
    differs(await verifyArchive(altered, { digest, held: [head(100)], recorded: leafHashes })).look;
  test("edited, removed, inserted, swapped, cut, rewritten", async () => {
    expect(await look(whole.with(60, stranger))).toBe("edited");
    expect(await look(whole.toSpliced(60, 1))).toBe("removed");
    expect(await look(whole.toSpliced(60, 0, stranger))).toBe("inserted");
    expect(await look(whole.with(60, eventAt(61)).with(61, eventAt(60)))).toBe("swapped");
    expect(await look(whole.slice(0, 60))).toBe("missing");
    expect(await look(continued(whole.slice(0, 60), 90, drawing(6), "重写"))).toBe("rewritten");
    expect(await look(whole.with(99, stranger))).not.toBe("missing");
    expect(await look([])).toBe("missing");
  });
});

describe("how exactly the place is known", () => {
  const altered = whole.with(72, stranger);

  test("by the held checkpoint alone: anywhere before it", async () => {
    const { from, to, look, narrowed } = differs(await verifyArchive(altered, { digest, held: [head(100)] }));
    expect([from, to]).toEqual([placeOf(altered, 0), placeOf(altered, 99)]);
    expect([look, narrowed]).toEqual([null, null]);
  });

  test("by those that came with the archive: their minute, if the key was in the right hands", async () => {
    const verdict = differs(await verifyArchive(altered, { digest, held: [head(100)], signed: heads }));
    expect([verdict.from.index, verdict.to.index]).toEqual([0, 99]);
    expect(verdict.narrowed).toEqual({ from: placeOf(altered, 64), to: placeOf(altered, 80) });
    expect(verdict.signedBoth).toBeNull();
  });

  test("by recorded hashes only if they give the held root", async () => {
    const rewritten = altered.map((event) => digest.leaf(leafBytes(event)));
    const lied = differs(await verifyArchive(altered, { digest, held: [head(100)], recorded: rewritten }));
    expect([lied.from.index, lied.to.index, lied.look]).toEqual([0, 99, null]);
    const wrong = leafHashes.with(10, damaged(digest.empty));
    const garbled = differs(await verifyArchive(altered, { digest, held: [head(100)], recorded: wrong }));
    expect([garbled.from.index, garbled.to.index, garbled.look]).toEqual([0, 99, null]);
    const short = leafHashes.slice(0, 99);
    expect(differs(await verifyArchive(altered, { digest, held: [head(100)], recorded: short })).look).toBeNull();
    const enough = leafHashes.slice(0, 100);
    expect(differs(await verifyArchive(altered, { digest, held: [head(100)], recorded: enough })).from.index).toBe(72);
  });

  test("by checkpoints after every event: exactly", async () => {
    const all = (
      await keptOf(
        whole,
        Array.from({ length: 101 }, (_, size) => size),
      )
    ).heads;
    const { from, to } = differs(await verifyArchive(altered, { digest, held: all }));
    expect([from, to]).toEqual([placeOf(altered, 72), placeOf(altered, 72)]);
  });

  test("behind the held checkpoint, by what came with the archive", async () => {
    const later = differs(await verifyArchive(altered, { digest, held: [head(50)], signed: heads }));
    expect([later.head.size, later.from.index, later.to.index]).toEqual([81, 64, 80]);
  });

  test("a cut is named by the first event that is missing", async () => {
    const cut = whole.slice(0, 60);
    const { from, to, narrowed } = differs(await verifyArchive(cut, { digest, held: heads.slice(0, 9) }));
    expect([from, to, narrowed]).toEqual([placeOf(cut, 50), { index: 60, event: null }, null]);
    const atMinute = differs(await verifyArchive(whole.slice(0, 64), { digest, held: heads.slice(0, 9) }));
    expect([atMinute.from, atMinute.to]).toEqual([
      { index: 64, event: null },
      { index: 64, event: null },
    ]);
  });
});

describe("a log that has signed two histories", () => {
  const rewritten = continued(whole.slice(0, 72), 128, drawing(8), "重写");

  test("is found out by the checkpoint that was held, and its later ones narrow nothing", async () => {
    const signed = (
      await keptOf(
        rewritten,
        minutes.filter((size) => size !== 100),
      )
    ).heads;
    const verdict = differs(await verifyArchive(rewritten, { digest, held: [head(100)], signed }));
    expect([verdict.from.index, verdict.to.index, verdict.narrowed]).toEqual([0, 99, null]);
    expect(verdict.signedBoth).toMatchObject({ fits: { size: 190 }, not: { size: 100 } });
  });

  test("is found out where the archive is what was held, and what came with it is not", async () => {
    const signed = (await keptOf(rewritten, [81])).heads;
    const verdict = await verifyArchive(whole, { digest, held: [head(100)], signed });
    expect(verdict).toMatchObject({ kind: "twoHistories", one: { size: 81 }, other: { size: 100 } });
  });

  test("is found out by two roots of one size", async () => {
    const signed = (await keptOf(rewritten, [100])).heads;
    const verdict = await verifyArchive(rewritten, { digest, held: [head(100)], signed });
    expect(verdict).toMatchObject({ kind: "twoRoots", one: { size: 100 }, other: { size: 100 } });
  });

  test("is found out by a proof of growth that is none", async () => {
    const other = await keptOf(rewritten, [190]);
    const growth = other.heads.map((to) => ({ from: head(100), to, proof: [] as Uint8Array[] }));
    const forged = await other.log.consistencyProof(100, 190);
    for (const proof of [[], forged]) {
      const evidence = { digest, held: [head(100)], growth: growth.map((each) => ({ ...each, proof })) };
      expect(await verifyArchive(rewritten, evidence)).toMatchObject({ kind: "notGrown", other: { size: 190 } });
    }
  });
});

test("a checkpoint with the archive's root, but of more events, does not fit", async () => {
  const held = [{ size: 250, root: await log.root(200) }];
  const { from, to } = differs(await verifyArchive(whole, { digest, held, recorded: leafHashes }));
  expect([from, to]).toEqual([placeOf(whole, 0), { index: 200, event: null }]);
});

describe("revisions", () => {
  test("name an event that is missing where no checkpoint reaches", async () => {
    const doubled = whole.toSpliced(195, 0, eventAt(195));
    expect(await verifyArchive(doubled, { digest, held: [head(190)] })).toEqual({
      kind: "gap",
      gap: { place: placeOf(doubled, 196), expected: eventAt(195).revision + 1 },
    });
    const { stream, revision } = eventAt(199);
    const earlier = whole.findLastIndex((event, index) => index < 199 && event.stream === stream);
    const removed = whole.toSpliced(earlier, 1);
    const covered = [...minutes, 190].findLast((size) => size <= earlier) ?? 0;
    expect(await verifyArchive(removed, { digest, held: [head(covered)] })).toMatchObject({
      kind: "gap",
      gap: { expected: revision - 1 },
    });
  });

  test("say more about a span, and nothing where a checkpoint fits", async () => {
    const at = whole.findIndex(
      ({ stream }, index) => index > 64 && whole.slice(index + 1, 81).some((later) => later.stream === stream),
    );
    const removed = whole.toSpliced(at, 1);
    const { gap } = differs(await verifyArchive(removed, { digest, held: [head(100)] }));
    expect(gap?.place.event?.stream).toBe(eventAt(at).stream);
    expect(gap?.expected).toBe(eventAt(at).revision);
    const odd = whole.map((event) => ({ ...event, revision: event.revision * 2 }));
    const kept = await keptOf(odd, [200]);
    expect(await verifyArchive(odd, { digest, held: kept.heads })).toMatchObject({ kind: "intact" });
  });
});

describe("evidence that is none", () => {
  test("no checkpoint at all", async () => {
    await expect(verifyArchive(whole, { digest, held: [] })).rejects.toThrow(/none is given/);
    await expect(verifyArchive(whole, { digest, held: [], signed: heads })).rejects.toThrow(/none is given/);
  });

  test("growth from a checkpoint that nobody holds", async () => {
    const growth = [{ from: head(50), to: head(190), proof: await log.consistencyProof(50, 190) }];
    await expect(verifyArchive(whole, { digest, held: [head(100)], growth })).rejects.toThrow(/size 50 is not/);
  });

  test("a root of nothing that is not the empty log's", async () => {
    const held = [{ size: 0, root: digest.leaf(Buffer.of(1)) }];
    expect(await verifyArchive(whole, { digest, held })).toMatchObject({ kind: "twoRoots" });
    expect(await verifyArchive([], { digest, held: [head(0)] })).toEqual({
      kind: "intact",
      events: 0,
      heldTo: 0,
      signedTo: 0,
    });
  });
});
