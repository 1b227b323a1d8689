// The rules of streams as a plain list in which everything is looked up anew, to compare the store with.
import { tombstoneRevision } from "../src/core/event.ts";
import type { Expectation } from "../src/core/expected-revision.ts";
import type { Direction } from "../src/core/storage.ts";

/** What metadata hide from a stream's readers; `all` is a soft deletion. */
interface Hiding {
  readonly truncateBefore?: bigint | "all";
  readonly maxCount?: number;
  readonly maxAgeSeconds?: number;
}

/** An event's body, which matters only in the metadata of a stream; without one it is not a JSON object. */
export interface Body {
  readonly hiding: Hiding;
  /** Whether every known key has a value of the right kind; otherwise nothing is hidden. */
  readonly isSound: boolean;
}

export interface Written {
  readonly id: string;
  /** By its content type. */
  readonly isJson: boolean;
  readonly body?: Body;
}

interface Kept extends Written {
  readonly stream: string;
  readonly revision: bigint;
  readonly second: number;
}

/** An answer; `at` is the place of the event that the receipt is for, if there is one and it is not hidden. */
export type Answer = { done: bigint; isRepeated: boolean; at?: string } | { wrong: bigint } | "deleted";

const place = ({ stream, revision }: Kept) => `${stream}@${revision}`;
const metastreamOf = (stream: string) => `$$${stream}`;
const describedBy = (stream: string) => (stream.startsWith("$$") ? stream.slice(2) : undefined);

export class Model {
  /** The clock, in seconds. */
  second = 0;
  readonly #log: Kept[] = [];

  /** The whole log, as `stream@revision`. */
  get places(): string[] {
    return this.#log.map(place);
  }

  append(stream: string, expected: Expectation, events: readonly Written[]): Answer {
    const there = this.#of(stream);
    const last = this.#last(stream);
    const softDeleted = this.#isSoftDeleted(stream);
    if (this.isEnded(stream) || (expected === "streamExists" && softDeleted)) return "deleted";
    if (last < 0n) return this.#passesWithoutEvents(stream, expected) ? this.#write(stream, events) : { wrong: last };
    if (expected === "any" || expected === "streamExists") {
      const found = events.map(({ id }) => there.find((event) => event.id === id));
      if (!found[0]) return this.#write(stream, events);
      return found.every(Boolean) ? this.#repeated(stream, found.at(-1)) : { wrong: last };
    }
    const after = expected === "noStream" ? -1n : expected;
    if (after === last) return this.#write(stream, events);
    if (after > last || events.length === 0) return { wrong: last };
    const following = there.slice(Number(after) + 1);
    if (events.every(({ id }, i) => following[i]?.id === id))
      return this.#repeated(stream, following[events.length - 1]);
    const undeletes = expected === "noStream" && softDeleted && following[0]?.id !== events[0]?.id;
    return undeletes ? this.#write(stream, events) : { wrong: last };
  }

  delete(stream: string, expected: Expectation): Answer {
    const last = this.#last(stream);
    if (last < 0n && !this.#hasMetadata(stream) && !this.isEnded(stream)) return { wrong: -1n };
    const refusal = this.#refusesRemoval(stream, expected);
    if (refusal) return refusal;
    const metastream = metastreamOf(stream);
    if (this.isEnded(metastream)) return "deleted";
    this.#keepMetadata(stream, { hiding: { truncateBefore: "all" }, isSound: true });
    return { done: last, isRepeated: false, at: `${metastream}@${this.#last(metastream)}` };
  }

  end(stream: string, expected: Expectation): Answer {
    const refusal = this.#refusesRemoval(stream, expected);
    if (refusal) return refusal;
    this.#log.push({ stream, revision: tombstoneRevision, id: "", isJson: false, second: this.second });
    return { done: tombstoneRevision, isRepeated: false, at: `${stream}@${tombstoneRevision}` };
  }

  isEnded(stream: string): boolean {
    const described = describedBy(stream);
    return this.#hasTombstone(stream) || (described !== undefined && this.#hasTombstone(described));
  }

  /** What a reader of the stream gets from a revision on. */
  read(stream: string, from: bigint, direction: Direction): string[] | "not found" | "deleted" {
    if (this.isEnded(stream)) return "deleted";
    if (this.#last(stream) < 0n || this.#isSoftDeleted(stream)) return "not found";
    const shown = this.#shown(stream);
    return direction === "forwards"
      ? shown.filter(({ revision }) => revision >= from).map(place)
      : shown
          .filter(({ revision }) => revision <= from)
          .map(place)
          .reverse();
  }

  /** The places that a link is resolved to. */
  linkable(): string[] {
    return this.#log.filter((event) => !this.isEnded(event.stream) && this.#isShown(event)).map(place);
  }

  #of(stream: string): Kept[] {
    return this.#log.filter((event) => event.stream === stream);
  }

  #last(stream: string): bigint {
    return this.#of(stream).at(-1)?.revision ?? -1n;
  }

  #hasTombstone(stream: string): boolean {
    return this.#last(stream) === tombstoneRevision;
  }

  #hasMetadata(stream: string): boolean {
    return this.#last(metastreamOf(stream)) >= 0n;
  }

  /** Only the last event of a metastream counts, whatever its own metadata say. */
  #hiding(stream: string): Hiding {
    if (describedBy(stream) !== undefined) return { maxCount: 1 };
    const said = this.#of(metastreamOf(stream)).at(-1);
    return said?.isJson && said.body?.isSound ? said.body.hiding : {};
  }

  #isSoftDeleted(stream: string): boolean {
    return this.#hiding(stream).truncateBefore === "all";
  }

  #shown(stream: string): Kept[] {
    const {
      truncateBefore = 0n,
      maxCount = Number.POSITIVE_INFINITY,
      maxAgeSeconds = Number.POSITIVE_INFINITY,
    } = this.#hiding(stream);
    if (truncateBefore === "all") return [];
    const all = this.#of(stream);
    return all
      .slice(Math.max(0, all.length - maxCount))
      .filter(({ revision, second }) => revision >= truncateBefore && second >= this.second - maxAgeSeconds);
  }

  #isShown(event: Kept): boolean {
    return this.#shown(event.stream).includes(event);
  }

  #passesWithoutEvents(stream: string, expected: Expectation): boolean {
    if (expected === "streamExists") return this.#hasMetadata(stream);
    return expected === "any" || expected === "noStream";
  }

  #refusesRemoval(stream: string, expected: Expectation): Answer | undefined {
    const last = this.#last(stream);
    const softDeleted = this.#isSoftDeleted(stream);
    if (this.isEnded(stream) || (expected === "streamExists" && softDeleted)) return "deleted";
    const passes =
      last < 0n
        ? this.#passesWithoutEvents(stream, expected)
        : typeof expected === "bigint"
          ? expected === last
          : expected !== "noStream" || softDeleted;
    return passes ? undefined : { wrong: last };
  }

  #write(stream: string, events: readonly Written[]): Answer {
    const described = describedBy(stream) ?? stream;
    const broughtBack = this.#isSoftDeleted(described);
    for (const event of events) this.#keep(stream, event);
    const done = this.#last(stream);
    if (broughtBack) {
      const said = this.#of(metastreamOf(described)).at(-1)?.body;
      const truncateBefore = this.#last(described) + 1n - (described === stream ? BigInt(events.length) : 0n);
      if (said) this.#keepMetadata(described, { ...said, hiding: { ...said.hiding, truncateBefore } });
    }
    return { done, isRepeated: false, ...(events.length > 0 && { at: `${stream}@${done}` }) };
  }

  #repeated(stream: string, event: Kept | undefined): Answer {
    if (!event) throw new Error("A repetition repeats an event.");
    const isShown = !this.#isSoftDeleted(stream) && this.#isShown(event);
    return { done: event.revision, isRepeated: true, ...(isShown && { at: place(event) }) };
  }

  #keepMetadata(stream: string, body: Body): void {
    this.#keep(metastreamOf(stream), { id: "", isJson: true, body });
  }

  #keep(stream: string, event: Written): void {
    this.#log.push({ ...event, stream, revision: this.#last(stream) + 1n, second: this.second });
  }
}
