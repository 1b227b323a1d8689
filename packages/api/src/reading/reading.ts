// The views as one root field of a request reads them: every answer includes the position asked for 读己之写.
import type { Position, RequestEnd } from "@taizhang/log";
import {
  type Answer,
  type Beside,
  type Documents,
  includes,
  type ModelRef,
  models,
  type Page,
  type PageOf,
  type ReadBeside,
  reached,
  type Views,
} from "@taizhang/projections";
import { problem } from "../errors.ts";
import type { Noting } from "./basis.ts";
import type { Lag } from "./lag.ts";

/**
 * The views of one root field. Reading throws `READ_MODEL_BEHIND` where a model does not reach the position in time. An
 * answer is `stopped` also where its model is behind the log: what it says may be old either way.
 */
export interface Reading extends Pick<Views, "get" | "getMany" | "list" | "count" | "checkpoint"> {
  /** From now on, every answer includes the position; of several positions, the last in the log. */
  atLeast(position: Position | null | undefined): void;
  /** How far a model has come: at least as far as was asked for. */
  positionOf(model: ModelRef): Promise<Position | null>;
  /**
   * The same as `list`, and in the same question what will be asked for next: as long as it includes the position asked for,
   * it is `known`, and `get` answers with it.
   */
  listBeside<Doc>(
    of: Documents<Doc>,
    index: string,
    page: PageOf,
    beside: readonly Beside[],
  ): Promise<Answer<Page<Doc>>>;
  /** The answer of `get` where it was read beside a page; null where it must be asked for. */
  known<Doc>(of: Documents<Doc>, key: string): Answer<Doc | null> | null;
  /** Waits until all read models include the position asked for, as reading does for one. */
  allReady(): Promise<void>;
}

/**
 * Makes the views of a root field. They wait for nothing until a position is asked for, and then at most `patienceMs`.
 * Nothing more is read once the request has ended. What is read is noted.
 */
export function reading(
  views: Views,
  patienceMs: number,
  { isBehind }: Pick<Lag, "isBehind">,
  ending?: Pick<RequestEnd, "throwIfOver">,
  basis?: Pick<Noting, "read" | "lookedBeyond">,
): Reading {
  let wanted: Position | null = null;
  let coming: Waits | null = null;
  async function ready(wantedOf: readonly ModelRef[]): Promise<void> {
    ending?.throwIfOver();
    await coming?.comes(wantedOf);
  }
  /** Asks a model, and again as long as the store answers with less than it had, as one does that fails over to an older copy. */
  async function asked<Told extends Pick<Answer<unknown>, "position">>(
    of: ModelRef,
    ask: () => Promise<Told>,
  ): Promise<Told> {
    for (;;) {
      await ready([of]);
      const told = await ask();
      if (includes(told.position, wanted)) return told;
      coming?.forget(of);
    }
  }
  function dated<Value>(model: ModelRef, { value, position, stopped }: Answer<Value>): Answer<Value> {
    const told = { value, position, stopped: stopped || isBehind(position) };
    basis?.read(model, told);
    return told;
  }
  const known = new Map<Documents<unknown>, ReadBeside>();
  function knownOf<Doc>(of: Documents<Doc>, key: string): Answer<Doc | null> | null {
    const read = known.get(of);
    const doc = read?.value.get(key);
    if (!read || doc === undefined) return null;
    // It must include what is asked for by now.
    if (!includes(read.position, wanted)) return null;
    return dated(of.model, { ...read, value: of.read(doc) });
  }
  return {
    atLeast(position) {
      if (position == null || (wanted !== null && position <= wanted)) return;
      wanted = position;
      coming = waitFor(position, views, patienceMs);
    },
    async allReady() {
      await ready(models);
    },
    async positionOf(model) {
      const { position, stopped } = await asked(model, () => views.checkpoint(model));
      return dated(model, { value: null, position, stopped }).position;
    },
    known: knownOf,
    async get(of, key) {
      ending?.throwIfOver();
      const before = knownOf(of, key);
      if (before) return before;
      return dated(of.model, await asked(of.model, () => views.get(of, key)));
    },
    async getMany(of, keys) {
      return dated(of.model, await asked(of.model, () => views.getMany(of, keys)));
    },
    async listBeside(of, index, page, others) {
      const read = () => views.listBeside(of, index, page, others);
      const { beside, ...listed } = await asked(of.model, read);
      for (const [at, each] of beside.entries()) {
        const asked = others[at];
        if (asked && each) known.set(asked.of, each);
      }
      return dated(of.model, listed);
    },
    async list(of, index, page) {
      return dated(of.model, await asked(of.model, () => views.list(of, index, page)));
    },
    async count(of, index, span) {
      return dated(of.model, await asked(of.model, () => views.count(of, index, span)));
    },
    checkpoint(model) {
      basis?.lookedBeyond();
      return views.checkpoint(model);
    },
  };
}

/** The wait for a position. */
interface Waits {
  /** Resolves once the models include it. */
  comes(models: readonly ModelRef[]): Promise<unknown>;
  /** A model no longer includes it, and has to come to it again. */
  forget(model: ModelRef): void;
}

/** Makes the wait for a position: for each model once, and for all of them together no longer than `patienceMs`. */
function waitFor(position: Position, views: Views, patienceMs: number): Waits {
  const waits = new Map<string, Promise<void>>();
  let until: number | null = null;

  async function wait(models: readonly ModelRef[], left: number): Promise<void> {
    if (!(await reached(views, models, position, left))) throw problem("READ_MODEL_BEHIND");
  }

  return {
    comes(models) {
      until ??= performance.now() + patienceMs;
      const others = models.filter(({ name }) => !waits.has(name));
      if (others.length > 0) {
        const waiting = wait(others, until - performance.now());
        for (const { name } of others) waits.set(name, waiting);
      }
      return Promise.all(models.map(({ name }) => waits.get(name)));
    },
    forget: ({ name }) => void waits.delete(name),
  };
}
