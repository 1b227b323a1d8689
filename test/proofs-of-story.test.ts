// The proofs of a whole year: every region of the story is a log of its own, and one byte altered in it is named.
import { envelope, grouped } from "@taizhang/domain";
import { type EventBytes, memoryLog } from "@taizhang/log";
import {
  digestNames,
  digestOf,
  leafBytes,
  memoryNodes,
  merkleLog,
  openCheckpoint,
  originText,
  parseOrigin,
  signCheckpoint,
  signerOf,
  verifyArchive,
  verifyConsistency,
  verifyInclusion,
} from "@taizhang/proofs";
import { beforeAll, describe, expect, test } from "vitest";
import { storyLog } from "./support/story.ts";

let regions: ReadonlyMap<string, readonly EventBytes[]>;
const regionOf = ({ metadata }: EventBytes) => envelope.parse(JSON.parse(Buffer.from(metadata).toString())).regionId;

beforeAll(async () => {
  const log = memoryLog(() => new Date().toISOString());
  await storyLog(log);
  const events: EventBytes[] = [];
  for await (const event of log.bytes(null)) events.push(event);
  regions = grouped(events, regionOf);
});

test("no stream is of two regions, and in its region it has no gaps", () => {
  const seen = new Map<string, { readonly region: string; readonly next: number }>();
  for (const [region, events] of regions) {
    for (const { stream, revision } of events) {
      const { region: of, next } = seen.get(stream) ?? { region, next: 0 };
      expect([stream, of, revision]).toEqual([stream, region, next]);
      seen.set(stream, { region, next: next + 1 });
    }
  }
  expect(regions.size).toBeGreaterThan(3);
});

describe.each(digestNames)("over %s", (name) => {
  test("an auditor takes a checkpoint; later one byte is altered, and the event is named", async () => {
    const digest = digestOf(name);
    for (const [regionId, events] of regions) {
      const tree = await merkleLog(digest, memoryNodes());
      const origin = originText({
        ledger: "ledger.example.gov.cn",
        logId: "0b3c1c1e-5a0f-4f0e-9a51-52d2b7e0a1c4",
        regionId,
        digest: name,
      });
      const signer = signerOf(origin, "note", Buffer.alloc(32, 7));
      const signed = async () =>
        signCheckpoint({ origin, size: tree.size, root: await tree.root(), extensions: [] }, signer);

      const half = Math.ceil(events.length / 2);
      await tree.append(events.slice(0, half).map((event) => digest.leaf(leafBytes(event))));
      const kept = await signed();
      await tree.append(events.slice(half).map((event) => digest.leaf(leafBytes(event))));

      // A year later: only the note and the log's key are needed to know what to believe.
      const { checkpoint: older } = openCheckpoint(kept, signer.key);
      const { checkpoint: newer } = openCheckpoint(await signed(), signer.key);
      expect(parseOrigin(older.origin)).toMatchObject({ regionId, digest: name });
      const proof = await tree.consistencyProof(older.size, newer.size);
      expect(verifyConsistency(digest, older, newer, proof)).toBe(true);
      const evidence = { digest, held: [older], growth: [{ from: older, to: newer, proof }] };
      const intact = { kind: "intact", heldTo: half, signedTo: events.length };
      expect(await verifyArchive(events, evidence)).toMatchObject(intact);

      const index = Math.floor(half / 3);
      const event = events[index];
      if (!event) throw new Error(`region ${regionId} has events`);
      const inclusion = { index, leafHash: digest.leaf(leafBytes(event)), proof: await tree.inclusionProof(index) };
      expect(verifyInclusion(digest, inclusion, newer)).toBe(true);
      const data = Buffer.from(event.data);
      data.writeUInt8(data.readUInt8(9) ^ 1, 9);
      const altered = events.with(index, { ...event, data });
      const recorded = await tree.leafHashes({ begin: 0, end: tree.size });
      expect(await verifyArchive(altered, { ...evidence, recorded })).toMatchObject({
        kind: "differs",
        from: { index, event: { stream: event.stream, revision: event.revision, id: event.id } },
        look: "edited",
      });
    }
  });
});
