// The views: where read models are kept and read. One port, in memory and in Redis.
import type { Position } from "@taizhang/domain";
import type { IndexEntry, ReadModel } from "./read-model.ts";

/** Any read model, where only its name and version matter. */
export type ModelRef = Pick<ReadModel<unknown>, "name" | "version">;

/** A document as kept: with its place in the indexes, so that a change can take it out of the old ones. */
export interface KeptDoc {
  readonly key: string;
  /** Null takes the document away. */
  readonly doc: unknown;
  readonly entries: readonly IndexEntry[];
}

/**
 * An answer from the views. It carries the position the model has reached, read in the same round trip: the answer is
 * the fold of the log up to there. `stopped` where the model met a fact it could not digest and stands still.
 */
export interface Answer<Value> {
  readonly value: Value;
  readonly position: Position | null;
  readonly stopped: boolean;
}

/** A page of an index: documents in the order of (sort, key). */
export interface Page<Doc> {
  readonly items: readonly { readonly key: string; readonly sort: string; readonly doc: Doc }[];
  readonly hasMore: boolean;
}

/** Which part of an index: after an entry, and between two sort values (both included). */
export interface PageOf {
  readonly first: number;
  readonly after?: { readonly sort: string; readonly key: string };
  readonly from?: string;
  readonly to?: string;
}

/** A model that is not there (yet, or not any more): the answer would be empty or old, so there is none. */
export class ReadModelRebuilding extends Error {
  override readonly name = "ReadModelRebuilding";
}

/** How far a model has come. */
export interface Checkpoint {
  readonly position: Position | null;
  readonly stopped: boolean;
  /** True once it has been caught up with the log; before that it answers nobody. */
  readonly live: boolean;
}

/** The views. Reading throws `ReadModelRebuilding` where the model is not live. */
export interface Views {
  get<Doc>(model: ReadModel<Doc>, key: string): Promise<Answer<Doc | null>>;
  getMany<Doc>(model: ReadModel<Doc>, keys: readonly string[]): Promise<Answer<readonly (Doc | null)[]>>;
  list<Doc>(model: ReadModel<Doc>, index: string, page: PageOf): Promise<Answer<Page<Doc>>>;
  count(model: ModelRef, index: string): Promise<Answer<number>>;
  checkpoint(model: ModelRef): Promise<Checkpoint>;
  /**
   * Stores documents and the new checkpoint in one step, if the model still stands at `from`; otherwise nothing and
   * `false`: somebody else has projected these facts already.
   */
  commit(model: ModelRef, docs: readonly KeptDoc[], from: Position | null, to: Checkpoint): Promise<boolean>;
  /** The documents as last committed, whether the model is live or not: what the runner goes on from. */
  current<Doc>(model: ReadModel<Doc>, keys: readonly string[]): Promise<readonly (Doc | null)[]>;
  /** Forgets a model and everything in it. */
  drop(model: ModelRef): Promise<void>;
  close(): Promise<void>;
}
