// The views: where read models are kept and read. One port, in memory and in Redis.
import { Outage, type Position } from "@taizhang/log";
import type { Changes } from "./changes.ts";
import type { AnyReadModel, Documents } from "./read-model.ts";

/** A read model, by its name and version. */
export type ModelRef = Pick<AnyReadModel, "name" | "version">;

/**
 * An answer from the views. `position` is how far the model has come (null: no event yet), read in the same round trip: the
 * value is the fold of the log up to there. `stopped` is true if the model has met a fact that it could not digest.
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
  /** True if there are entries behind the page. Read backward: up to `after`, whether or not that is still there. */
  readonly hasMore: boolean;
  /** True if there are entries before the page; read forward, up to `after`. */
  readonly hasPrevious: boolean;
}

/** Which part of an index: sort values from `from` on, up to `to` and all values that begin with `to`. */
export interface Span {
  readonly from?: string;
  readonly to?: string;
}

/**
 * Which entries of a span: at most `first` of them, behind the entry `after`. Read backward, they are those that end the
 * span, or that stand before `after`; a page is in the order of the index either way.
 */
export interface PageOf extends Span {
  readonly first: number;
  readonly after?: { readonly sort: string; readonly key: string };
  readonly backward?: boolean;
}

/**
 * Documents that are wanted with a page of others: those under some keys, or those whose keys stand in a field of the page's
 * documents.
 */
export interface Beside {
  readonly of: Documents<unknown>;
  readonly keys: readonly string[] | { readonly inField: string };
}

/** Documents that were read with a page, as they are kept, by key; null for each that is missing. */
export type ReadBeside = Answer<ReadonlyMap<string, unknown>>;

/** A page, with the documents beside it in the order of the question; null for those of a model that is not live. */
export interface PageBeside<Doc> extends Answer<Page<Doc>> {
  readonly beside: readonly (ReadBeside | null)[];
}

/** A model is not live (not yet, or not any more). There is no answer, because it would be empty or old. */
export class ReadModelRebuilding extends Outage {
  override readonly name = "ReadModelRebuilding";
}

/** The error to throw if a model is not live. */
export const rebuilding = ({ name }: ModelRef): ReadModelRebuilding =>
  new ReadModelRebuilding(`the read model ${name} is being rebuilt from the log; ask again shortly`);

/** The views cannot be reached, or did not answer in time. Whether a commit was carried out is then unknown. */
export class ViewsUnavailable extends Outage {
  override readonly name = "ViewsUnavailable";
}

/**
 * The store answered that it cannot do what was asked, because of what it holds or is told to hold. Asking again would not
 * help, so this is no outage.
 */
export class ViewsRefused extends Error {
  override readonly name = "ViewsRefused";
}

/**
 * Why a model has stopped: it cannot digest an event, there is one that cannot be read, or the views cannot keep what it
 * has made.
 */
export const stopReasons = ["undigested", "unreadable", "unkept"] as const;
export type StopReason = (typeof stopReasons)[number];

/** Where and why a model has stopped. */
export interface Stop {
  /** The event that it has stopped before; null where that is only known to be one of a batch. */
  readonly at: Position | null;
  readonly reason: StopReason;
}

/** How far a model has come. */
export interface Checkpoint {
  /** The last event that is in the documents; null if none is. */
  readonly position: Position | null;
  readonly stopped: boolean;
  /** Where and why it has stopped; left out where it has not, and where an earlier build has not kept it. */
  readonly stop?: Stop;
  /** True once it has caught up with the log; until then queries get no answer. */
  readonly live: boolean;
  /** The mark of the event at the position, by which it is told whether the log is still the same; null without one. */
  readonly mark: string | null;
  /** The rebuild that made the documents; left out where none did. */
  readonly build?: string;
}

/** The checkpoint of a model of which nothing is kept. */
export const noCheckpoint: Checkpoint = { position: null, stopped: false, live: false, mark: null };

/** A question of the runner: the checkpoint of a model, and the folds under some keys. */
export interface Look {
  readonly model: ModelRef;
  readonly keys: readonly string[];
}

/** The answer: the checkpoint, and the folds in the order of the keys (null if missing), even if the model is not live. */
export interface Standing {
  readonly at: Checkpoint;
  readonly folds: readonly unknown[];
  /** False if the store has lost something of the model, so that it must be dropped and built anew. */
  readonly isWhole: boolean;
}

/** Changes of one model, from one position to the next. `changes.before` are the documents that the views hold. */
export interface Commit {
  readonly model: ModelRef;
  readonly changes: Changes;
  readonly from: Position | null;
  /** The rebuild that made what is changed, as it was looked at: what another one made has its own documents. */
  readonly build?: string;
  readonly to: Checkpoint;
}

/**
 * The views. Queries reject with `ReadModelRebuilding` if the model is not live, or has lost something that the answer
 * depends on: nothing missing is ever passed off as empty. All methods reject with
 * `ViewsUnavailable` if the store does not answer, and with `ViewsRefused` if it cannot do what is asked.
 */
export interface Views {
  /** A document by key; null if there is none. */
  get<Doc>(of: Documents<Doc>, key: string): Promise<Answer<Doc | null>>;
  /** Documents by key, in the order of the keys; null for each that is missing. */
  getMany<Doc>(of: Documents<Doc>, keys: readonly string[]): Promise<Answer<readonly (Doc | null)[]>>;
  /** A page of an index; empty if the index is. */
  list<Doc>(of: Documents<Doc>, index: string, page: PageOf): Promise<Answer<Page<Doc>>>;
  /** The same, with documents of other models, each with the position of its own. One round trip. */
  listBeside<Doc>(of: Documents<Doc>, index: string, page: PageOf, beside: readonly Beside[]): Promise<PageBeside<Doc>>;
  /** How many documents an index holds, in a span of it. */
  count<Doc>(of: Documents<Doc>, index: string, span?: Span): Promise<Answer<number>>;
  /** How far a model has come; `noCheckpoint` if nothing is kept of it. */
  checkpoint(model: ModelRef): Promise<Checkpoint>;
  /** The checkpoints of several models, with some of their folds. One round trip. */
  look(looks: readonly Look[]): Promise<readonly Standing[]>;
  /**
   * Stores the changes and checkpoints of several models in one step, and answers true for each model that is still at
   * `from`, and of the same build. For another one nothing is stored, because another runner has moved it, and the answer is false. A model that
   * is live stays live. One round trip.
   */
  commit(commits: readonly Commit[]): Promise<readonly boolean[]>;
  /** Deletes a model and everything in it. */
  drop(model: ModelRef): Promise<void>;
  /** Deletes all versions of a model that are lower than this one. */
  dropOlder(model: ModelRef): Promise<void>;
  /** Deletes what a rebuild of the model had built and nobody goes on with, of whatever version; true if there was such. */
  dropLeft(model: Pick<ModelRef, "name">): Promise<boolean>;
  close(): Promise<void>;
}
