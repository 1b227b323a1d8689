// The views: where read models are kept and read. One port, in memory and in Redis.
import { Outage, type Position } from "@taizhang/log";
import type { Changes } from "./changes.ts";
import type { AnyReadModel, Documents } from "./read-model.ts";

/** Any read model, where only its name and version matter. */
export type ModelRef = Pick<AnyReadModel, "name" | "version">;

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

/** A model, and the keys whose folds are wanted. */
export interface Look {
  readonly model: ModelRef;
  readonly keys: readonly string[];
}

/** Where a model stands, and what is kept under the keys asked for, whether it is live or not. */
export interface Standing {
  readonly at: Checkpoint;
  readonly folds: readonly unknown[];
}

/** Changes of one model, from where it stands to where it then stands. What was shown before is what the views hold. */
export interface Commit {
  readonly model: ModelRef;
  readonly changes: Changes;
  readonly from: Position | null;
  readonly to: Checkpoint;
}

/**
 * The views. Queries throw `ReadModelRebuilding` where the model is not live, and everything `ViewsUnavailable` where
 * the store behind does not answer.
 */
export interface Views {
  get<Doc>(of: Documents<Doc>, key: string): Promise<Answer<Doc | null>>;
  /** Documents by key, in the order asked for. */
  getMany<Doc>(of: Documents<Doc>, keys: readonly string[]): Promise<Answer<readonly (Doc | null)[]>>;
  /** A page of an index; empty where nothing stands in it. */
  list<Doc>(of: Documents<Doc>, index: string, page: PageOf): Promise<Answer<Page<Doc>>>;
  /** How many documents stand in an index. */
  count<Doc>(of: Documents<Doc>, index: string): Promise<Answer<number>>;
  /** How far a model has come; `noCheckpoint` where nothing is kept. */
  checkpoint(model: ModelRef): Promise<Checkpoint>;
  /** Where several models stand, with some of their folds: what the runner goes on from. One round trip. */
  look(looks: readonly Look[]): Promise<readonly Standing[]>;
  /**
   * Stores the changes of several models and their checkpoints in one step: of each model that still stands at `from`.
   * Of another nothing is stored and `false` is answered: somebody else has projected these facts already. A model that
   * is live stays so. One round trip.
   */
  commit(commits: readonly Commit[]): Promise<readonly boolean[]>;
  /** Forgets a model and everything in it. */
  drop(model: ModelRef): Promise<void>;
  /** Forgets all versions of a model that are lower than this one. */
  dropOlder(model: ModelRef): Promise<void>;
  close(): Promise<void>;
}
