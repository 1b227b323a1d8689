// The views: where read models are kept and read. One port, in memory and in Redis.
import { Outage, type Position } from "@taizhang/log";
import type { AnyReadModel, ReadModel, Shown } from "./read-model.ts";

/** Any read model, where only its name and version matter. */
export type ModelRef = Pick<AnyReadModel, "name" | "version">;

/** A read model with this kind of document, whatever it folds. */
export type ModelOf<Doc> = ReadModel<Doc, unknown>;

/** A document to be kept, with its places in the indexes. */
export type KeptDoc = Shown<unknown>;

/** What a commit changes: documents put in place of what was there, and keys whose document goes. */
export interface Changes {
  readonly kept: readonly KeptDoc[];
  readonly gone: readonly string[];
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

/** A document found through an index. */
export interface Found<Doc> {
  readonly key: string;
  readonly sort: string;
  readonly doc: Doc;
}

/** A page of an index, in the order of (sort, key), compared byte by byte. */
export interface Page<Doc> {
  readonly items: readonly Found<Doc>[];
  readonly hasMore: boolean;
}

/** Which part of an index: behind an entry, from a sort value on, and up to all that begin with another. */
export interface PageOf {
  readonly first: number;
  readonly after?: { readonly sort: string; readonly key: string };
  readonly from?: string;
  readonly to?: string;
}

/** A model that is not there (yet, or not any more): the answer would be empty or old, so there is none. */
export class ReadModelRebuilding extends Outage {
  override readonly name = "ReadModelRebuilding";
}

/** What to throw where a model is not live. */
export const rebuilding = ({ name }: ModelRef): ReadModelRebuilding =>
  new ReadModelRebuilding(`the read model ${name} is being rebuilt from the log; ask again shortly`);

/** The views cannot be reached, or did not answer in time: nothing is known of what was asked of them. */
export class ViewsUnavailable extends Outage {
  override readonly name = "ViewsUnavailable";
}

/** How far a model has come. */
export interface Checkpoint {
  /** The last event that is in the documents. */
  readonly position: Position | null;
  readonly stopped: boolean;
  /** True once it has been caught up with the log; before that it answers nobody. */
  readonly live: boolean;
  /** The log the position belongs to; null while that is empty. */
  readonly logId: string | null;
}

/** Where a model stands that has no checkpoint. */
export const noCheckpoint: Checkpoint = { position: null, stopped: false, live: false, logId: null };

/**
 * The views. Reading throws `ReadModelRebuilding` where the model is not live, and everything `ViewsUnavailable` where
 * the store behind does not answer.
 */
export interface Views {
  get<Doc>(model: ModelOf<Doc>, key: string): Promise<Answer<Doc | null>>;
  /** Documents by key, in the order asked for. */
  getMany<Doc>(model: ModelOf<Doc>, keys: readonly string[]): Promise<Answer<readonly (Doc | null)[]>>;
  /** A page of an index; empty where nothing stands in it. */
  list<Doc>(model: ModelOf<Doc>, index: string, page: PageOf): Promise<Answer<Page<Doc>>>;
  /** How many documents stand in an index. */
  count(model: ModelRef, index: string): Promise<Answer<number>>;
  /** How far the model has come; `noCheckpoint` where nothing is kept. */
  checkpoint(model: ModelRef): Promise<Checkpoint>;
  /** What is kept under these keys, whether the model is live or not: what the runner goes on from. */
  current(model: ModelRef, keys: readonly string[]): Promise<readonly unknown[]>;
  /**
   * Stores changes and the new checkpoint in one step, if the model still stands at `from`; otherwise nothing and
   * `false`: somebody else has projected these facts already. A model that is live stays so.
   */
  commit(model: ModelRef, changes: Changes, from: Position | null, to: Checkpoint): Promise<boolean>;
  /** Forgets a model and everything in it. */
  drop(model: ModelRef): Promise<void>;
  /** Forgets all lower versions of a model. */
  dropOlder(model: ModelRef): Promise<void>;
  close(): Promise<void>;
}
