// Writers that append until their server is gone, and what the log has to hold afterwards.
import type { EventStoreDBClient } from "@eventstore/db-client";
import { named } from "../fixtures.ts";
import { between } from "./profile.ts";

interface Append {
  readonly stream: string;
  readonly events: ReturnType<typeof named>[];
  /** The position of the receipt; undefined while there is none. */
  receipt?: bigint;
}

/** What writers have sent to a server that is started again and again. */
export class Appends {
  readonly #sent: Append[] = [];
  /** The positions of receipts in the order in which they came, a list for each client. */
  readonly #receipts: bigint[][] = [];
  #acknowledgedCount = 0;
  #onReceipt = () => {};

  get acknowledgedCount(): number {
    return this.#acknowledgedCount;
  }

  /** Resolves when so many more appends are acknowledged. */
  async untilAcknowledged(more: number): Promise<void> {
    const wanted = this.#acknowledgedCount + more;
    while (this.#acknowledgedCount < wanted) await new Promise<void>((resolve) => (this.#onReceipt = resolve));
  }

  /** Appends batches of 1 to 20 events to each of the streams until an append fails in each. */
  async write(client: EventStoreDBClient, streams: readonly string[], random: () => number): Promise<void> {
    const receipts: bigint[] = [];
    this.#receipts.push(receipts);
    await Promise.all(
      streams.map(async (stream) => {
        for (;;) {
          const append: Append = { stream, events: Array.from({ length: between(random, 1, 20) }, () => named("a")) };
          this.#sent.push(append);
          try {
            const { position } = await client.appendToStream(stream, append.events);
            if (!position) throw new Error("A receipt has no position.");
            append.receipt = position.commit;
            receipts.push(position.commit);
            this.#acknowledgedCount++;
            this.#onReceipt();
          } catch {
            return;
          }
        }
      }),
    );
  }

  /** Compares what was sent with the log of a running server; returns what is wrong, in sentences. */
  async brokenPromises(client: EventStoreDBClient): Promise<string[]> {
    const stored = new Map<string, string[]>();
    const broken: string[] = [];
    let reached = -1n;
    for await (const { event } of client.readAll()) {
      if (!event) continue;
      const ids = stored.get(event.streamId) ?? [];
      stored.set(event.streamId, ids);
      const { revision, streamId, position } = event;
      if (revision !== BigInt(ids.length)) broken.push(`${streamId} has ${revision} where ${ids.length} is due`);
      if (position.commit <= reached) broken.push(`position ${position.commit} follows ${reached}`);
      reached = position.commit;
      ids.push(event.id);
    }
    for (const { stream, events, receipt } of this.#sent) {
      const ids = stored.get(stream) ?? [];
      const at = ids.indexOf(events[0]?.id ?? "");
      const there = events.filter(({ id }, i) => at >= 0 && ids[at + i] === id).length;
      if (receipt !== undefined && there === 0) broken.push(`${stream} lost the append acknowledged at ${receipt}`);
      if (there !== 0 && there !== events.length) broken.push(`${stream} has ${there} of ${events.length} of a batch`);
    }
    for (const receipts of this.#receipts) {
      const earlier = receipts.findIndex((position, i) => position <= (receipts[i - 1] ?? -1n));
      if (earlier >= 0) broken.push(`the receipt of ${receipts[earlier]} came after that of ${receipts[earlier - 1]}`);
    }
    return broken;
  }

  /** Repeats what was acknowledged; returns the receipts that differ from the first ones, in sentences. */
  async otherReceipts(client: EventStoreDBClient): Promise<string[]> {
    const acknowledged = this.#sent.filter(({ receipt }) => receipt !== undefined);
    const others = acknowledged.map(async ({ stream, events, receipt }) => {
      const { position } = await client.appendToStream(stream, events);
      return position?.commit === receipt ? [] : [`${stream}: ${receipt}, then ${position?.commit}`];
    });
    return (await Promise.all(others)).flat();
  }
}
