// Remembered answers 记住的答复: who asks again what nothing has happened to since is given the same bytes (ADR 40).
import type { Bearer } from "@taizhang/domain";
import type { ModelRef, Views } from "@taizhang/projections";
import { LRUCache } from "lru-cache";
import type { RootContexts } from "../context.ts";
import { limits } from "../limits/limits.ts";
import { type Basis, type Stand, standsAs } from "../reading/basis.ts";
import type { Lag } from "../reading/lag.ts";

/** A question: the text of a query, with everything that its answer may depend on besides the state of the ledger. */
export interface Question {
  readonly source: string;
  readonly operationName?: string | null | undefined;
  /** The variables as they were sent. */
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly contexts: RootContexts;
}

/** The answers that a process remembers. */
export interface RememberedAnswers {
  /**
   * The answer to a question: the one remembered, or else what `make` resolves with, in the contexts of the question. A null,
   * for no answer, is not remembered; null also where the views cannot be reached.
   */
  answer(question: Question, make: () => Promise<Buffer | null>): Promise<Buffer | null>;
}

interface Remembering {
  readonly views: Pick<Views, "look">;
  readonly lag: Pick<Lag, "isBehind">;
  /** The day in Beijing. */
  readonly today: () => string;
  /** How many bytes of answers are remembered; with 0 none is. */
  readonly bytes: number;
  /** Called for each answer that was remembered. */
  readonly onRemembered: () => void;
}

/** How a read model stands, and of which building it is: one that was built anew may say something else at the same position. */
interface Standing extends Stand {
  readonly mark: string | null;
  readonly build: string | undefined;
}

/** What is known of a question: on which models its answer rested, and the answer, if it was made while they stood still. */
interface Known {
  readonly models: readonly ModelRef[];
  readonly answer: Answer | null;
}

interface Answer {
  readonly bytes: Buffer;
  /** How its models stood, in their order. */
  readonly standings: readonly Standing[];
  /** The day that it was judged by; null for any. */
  readonly day: string | null;
}

/**
 * Makes the remembering. What an answer rests on is known once it was made; the second time it is made the models are looked
 * at beforehand, so that whatever changes in between is found out; from the third time on the models alone are looked at. An
 * answer that rests on anything else (the log, the clock, a person's name) is made anew each time.
 */
export function rememberedAnswers({ views, lag, today, bytes, onRemembered }: Remembering): RememberedAnswers {
  if (bytes === 0) return { answer: (_question, make) => make() };
  const known = new LRUCache<string, Known>({
    max: limits.rememberedAnswers,
    maxSize: bytes,
    sizeCalculation: ({ models, answer }, key) =>
      bytesOfText * key.length + bytesOfModel * models.length + (answer?.bytes.length ?? 0),
  });

  /** How models stand; null where one of them answers nothing. Rejects where the views cannot be reached. */
  async function standingsOf(models: readonly ModelRef[]): Promise<readonly Standing[] | null> {
    const looked = await views.look(models.map((model) => ({ model, keys: [] })));
    if (!looked.every(({ at, isWhole }) => at.live && isWhole)) return null;
    return looked.map(({ at: { position, stopped, mark, build } }) => {
      return { position, stopped: stopped || lag.isBehind(position), mark, build };
    });
  }

  return {
    async answer(question, make) {
      const key = keyOf(question);
      const before = known.get(key);
      let standings: readonly Standing[] | null = null;
      try {
        if (before) standings = await standingsOf(before.models);
      } catch {
        // Making the answer would only wait for the views once more.
        return null;
      }
      const remembered = before?.answer;
      if (remembered && standings && isStill(remembered, standings, today())) {
        onRemembered();
        return remembered.bytes;
      }
      const made = await make();
      const { basis } = question.contexts;
      if (made === null || !basis.isAll) {
        known.delete(key);
        return made;
      }
      const answer =
        before && standings && restsOn(basis, before.models, standings)
          ? { bytes: ofItsOwn(made), standings, day: basis.day }
          : null;
      known.set(key, { models: [...basis.models.keys()], answer });
      return made;
    },
  };
}

// About what is kept of a text, for each of its characters, and of a model with how it stood.
const bytesOfText = 2;
const bytesOfModel = 200;

/** The same bytes in memory of their own: a small buffer is a part of a larger one, which would be kept with it. */
function ofItsOwn(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(own);
  return own;
}

/** Bearers of equal rights are told the same only if nothing of a person is told: so each has answers of their own. */
const keyOf = ({ source, operationName, variables, contexts: { bearer } }: Question): string =>
  `${bearerKey(bearer)}${JSON.stringify([operationName ?? null, variables ?? null])}${source}`;

const bearerKeys = new WeakMap<Bearer, string>();

function bearerKey(bearer: Bearer | null): string {
  if (bearer === null) return "null";
  const known = bearerKeys.get(bearer) ?? JSON.stringify(bearer);
  bearerKeys.set(bearer, known);
  return known;
}

const isStill = ({ standings, day }: Answer, now: readonly Standing[], today: string): boolean =>
  (day === null || day === today) &&
  standings.every((one, at) => {
    const other = now[at];
    return other !== undefined && standsAs(one, other) && one.mark === other.mark && one.build === other.build;
  });

/** Whether an answer rests on these models as they stood, and on no other one. */
function restsOn({ models: read }: Basis, models: readonly ModelRef[], standings: readonly Standing[]): boolean {
  return (
    read.size === models.length &&
    models.every((model, at) => {
      const [one, other] = [read.get(model), standings[at]];
      return one !== undefined && other !== undefined && standsAs(one, other);
    })
  );
}
