// The keeper of proofs: follows the log with a tree for each region, and signs what has come.
//
// Whatever is cut off in the middle is done again from the state that was written last. Hashes and positions are written
// behind what was signed, then checkpoints are signed, then the state is replaced: so a state never speaks of more than there
// is, and checkpoints that are ahead of it must be met by the log when it is read again.
import { join } from "node:path";
import {
  type EventBytes,
  type EventLog,
  holds,
  type LogOfBytes,
  LogReplaced,
  type Place,
  placeOf,
} from "@taizhang/log";
import type { Logger } from "@taizhang/process";
import { base64Of, type DigestName, digestOf, leafBytes, publicBytesOf } from "@taizhang/proofs";
import type { Disk } from "./disk.ts";
import { CheckpointsLost } from "./mismatch.ts";
import { type Leaves, openTree, type RegionTree } from "./region-tree.ts";
import { regionsOf } from "./regions.ts";
import { type Issued, readState, type State, writeState } from "./state.ts";

/** What the keeper works with. */
export interface KeeperParts {
  readonly log: Pick<EventLog, "read" | "eventAt"> & LogOfBytes;
  readonly disk: Disk;
  /** The directory of all proofs of this ledger. */
  readonly directory: string;
  /** Whose ledger it is, as in the origin of its checkpoints. */
  readonly ledger: string;
  readonly digest: DigestName;
  /** The secret half of the key that signs: 32 bytes. */
  readonly secret: Uint8Array;
  /** A new UUID. */
  readonly newId: () => string;
  readonly logger: Pick<Logger, "info" | "warn">;
}

/** Keeps the proofs of a log. */
export interface Keeper {
  /**
   * Takes what has come to the log, and signs it; does nothing if nothing has. Throws `LogAltered` where the log is not what
   * was signed. After any failure it goes on from what was signed.
   */
  round(signal?: AbortSignal): Promise<void>;
}

interface Opened {
  state: State;
  readonly trees: Map<string, RegionTree>;
  /** After which place the log is read. */
  from: Place | null;
}

/** How many leaves are held in memory at most. */
const batchSize = 2000;
/** After how many events what has come is signed, although the end is not reached, as when a long log is read first. */
const signedAfter = 100_000;

export function keeper(parts: KeeperParts): Keeper {
  const { log, disk, directory, secret, logger, newId } = parts;
  const issued: Issued = {
    ledger: parts.ledger,
    digest: parts.digest,
    publicKey: base64Of(publicBytesOf(secret)),
  };
  const digest = digestOf(parts.digest);
  const regionOf = regionsOf(log);
  let opened: Opened | null = null;

  const treeParts = ({ logId }: State) => ({ ...parts, issued: { ...issued, logId } });

  /** Begins a log by another name. The files of the one before stay. */
  async function begin(): Promise<Opened> {
    const state: State = { version: 1, logId: newId(), ...issued, place: null, sizes: {} };
    await disk.makeDirectory(join(directory, state.logId));
    await writeState(disk, directory, state);
    return { state, trees: new Map(), from: null };
  }

  async function open(): Promise<Opened> {
    const state = await readState(disk, directory);
    if (state === null) {
      if ((await disk.list(directory)).length > 0)
        logger.warn({ directory }, another("they have no state, as after a restore"));
      return begin();
    }
    const changed = (["ledger", "digest", "publicKey"] as const).filter((name) => state[name] !== issued[name]);
    if (changed.length > 0) {
      logger.warn({ logId: state.logId, changed }, another("they are issued under another name, digest or key"));
      return begin();
    }
    const { place, sizes } = state;
    const trees = new Map<string, RegionTree>();
    try {
      for (const [regionId, size] of Object.entries(sizes))
        trees.set(regionId, await openTree(treeParts(state), regionId, { size, position: place?.position ?? null }));
    } catch (error) {
      if (!(error instanceof CheckpointsLost)) throw error;
      logger.warn({ err: error, logId: state.logId }, another("checkpoints are lost"));
      return begin();
    }
    const isWhole = Object.entries(sizes).every(([regionId, size]) => trees.get(regionId)?.size === size);
    if (!isWhole && place !== null && !(await holds(log, place))) throw new LogReplaced(place);
    return { state, trees, from: isWhole ? place : null };
  }

  async function treeOf({ trees, state }: Opened, regionId: string): Promise<RegionTree> {
    const known = trees.get(regionId) ?? (await openTree(treeParts(state), regionId, { size: 0, position: null }));
    trees.set(regionId, known);
    return known;
  }

  async function sign(at: Opened, place: Place): Promise<void> {
    const { trees, state } = at;
    for (const tree of trees.values()) await tree.sign();
    const sizes = Object.fromEntries([...trees].map(([regionId, { size }]) => [regionId, size]));
    at.state = { ...state, place, sizes };
    await writeState(disk, directory, at.state);
    at.from = place;
  }

  /** True where all that was signed before is met, so that what has come may be signed. */
  const isMet = ({ trees, state: { place: before } }: Opened, { position }: Place) =>
    (before === null || position > before.position) && [...trees.values()].every(({ isBehind }) => !isBehind);

  async function advance(at: Opened, signal: AbortSignal | undefined): Promise<void> {
    let batch = new Map<string, Leaves>();
    let last: Place | null = null;
    let count = 0;

    async function flush(): Promise<void> {
      for (const [regionId, leaves] of batch) await (await treeOf(at, regionId)).take(leaves);
      batch = new Map();
    }

    for await (const event of log.bytes(at.from, { signal })) {
      const found = regionOf(event);
      const regionId = typeof found === "string" ? found : await found;
      last = placeOf(event);
      if (at.trees.get(regionId)?.lacks(event.position) === false) continue;
      addTo(batch, regionId, event);
      count += 1;
      if (count % batchSize === 0) await flush();
      if (count % signedAfter === 0 && isMet(at, last)) await sign(at, last);
    }
    await flush();
    for (const tree of at.trees.values()) tree.requireAllMet();
    if (last !== null) await sign(at, last);
  }

  function addTo(batch: Map<string, Leaves>, regionId: string, event: EventBytes): void {
    const leaves = batch.get(regionId) ?? { hashes: [], positions: [], ids: [] };
    batch.set(regionId, leaves);
    leaves.hashes.push(digest.leaf(leafBytes(event)));
    leaves.positions.push(event.position);
    leaves.ids.push(event.id);
  }

  return {
    async round(signal) {
      try {
        opened ??= await open();
        await advance(opened, signal);
      } catch (error) {
        opened = null;
        if (!(error instanceof LogReplaced)) throw error;
        logger.warn({ err: error }, another("the log was restored, or is another one"));
        await begin();
        await this.round(signal);
      }
    },
  };
}

const another = (why: string) =>
  `proofs are begun anew under the id of another log: ${why}. The earlier files are kept; tell the auditors`;
