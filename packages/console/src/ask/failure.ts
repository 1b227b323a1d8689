// What can go wrong with a question or a command 出错: a code, and a sentence in both languages.
import { isJson, textIn } from "../json.ts";
import type { Sentence } from "../texts/sentence.ts";

/** What is wrong with one field of an input: its way in the input, such as `evidence.0.url`, and the fault without it. */
export interface Fault {
  readonly field: string;
  readonly sentence: Sentence;
}

/** A request that was not answered as asked. `OFFLINE` is ours: there was no answer at all. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly code: string;
  readonly sentence: Sentence;
  /** The number under which the server has recorded it; null where it has not. */
  readonly requestId: string | null;
  /** What is wrong with the input, field by field; the sentence says all of it. */
  readonly faults: readonly Fault[];
  /** In how many seconds the server wants to be asked again; null where it says nothing of it. */
  readonly retryAfter: number | null;

  constructor(
    code: string,
    sentence: Sentence,
    requestId: string | null = null,
    faults: readonly Fault[] = [],
    retryAfter: number | null = null,
  ) {
    super(`${code}: ${sentence.en}`);
    this.code = code;
    this.sentence = sentence;
    this.requestId = requestId;
    this.faults = faults;
    this.retryAfter = retryAfter;
  }
}

/** There was no answer: the network, or the server, is away. */
export const offline = (): Failure =>
  new Failure("OFFLINE", { zh: "连不上服务器。", en: "The server cannot be reached." });

const unexpected: Sentence = { zh: "出错了，已记录。", en: "Something went wrong and was recorded." };

/** The failure that an answer of the server tells of. */
export function failureOf(error: unknown, requestId: string | null): Failure {
  const extensions = isJson(error) ? error["extensions"] : undefined;
  const code = textIn(extensions, "code") ?? "INTERNAL";
  if (code === "INTERNAL") return new Failure(code, unexpected, requestId);
  const en = textIn(extensions, "messageEn") ?? textIn(error, "message") ?? unexpected.en;
  const zh = textIn(extensions, "messageZh") ?? textIn(error, "message") ?? unexpected.zh;
  const faults = isJson(extensions) ? extensions["faults"] : undefined;
  const retryAfter = isJson(extensions) ? extensions["retryAfter"] : undefined;
  return new Failure(
    code,
    { zh, en },
    requestId,
    Array.isArray(faults) ? faults.map(faultIn) : [],
    typeof retryAfter === "number" ? retryAfter : null,
  );
}

const faultIn = (said: unknown): Fault => ({
  field: textIn(said, "field") ?? "",
  sentence: { zh: textIn(said, "zh") ?? "", en: textIn(said, "en") ?? "" },
});

/** The failure that an answer tells of outside of GraphQL: there an error is one object, with its code and both sentences in it. */
export function refusalIn(said: unknown, requestId: string | null): Failure {
  const error = isJson(said) ? said["error"] : undefined;
  return isJson(error)
    ? failureOf({ message: error["message"], extensions: error }, requestId)
    : failureOf(null, requestId);
}

// Whether a command was carried out is unknown after these: it is to be sent again, as it is, under its id.
const passing = new Set([
  "OFFLINE",
  "UNAVAILABLE",
  "OUTCOME_UNKNOWN",
  "STORAGE_FULL",
  "CLOCK_DOUBTED",
  "READ_MODEL_REBUILDING",
  "READ_MODEL_BEHIND",
  "TOO_MANY_REQUESTS",
  "INTERNAL",
  "UNAUTHENTICATED",
]);

/** Whether it passes by itself, so that the same is asked again. */
export const isPassing = (error: unknown): boolean => error instanceof Failure && passing.has(error.code);

/** In how many milliseconds to ask again for what was refused because too much had been asked for; null for any other failure. */
export const restMsOf = (error: unknown): number | null =>
  error instanceof Failure && error.code === "TOO_MANY_REQUESTS" ? 1000 * (error.retryAfter ?? 1) : null;

/** Any error as a failure. */
export const asFailure = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure("INTERNAL", unexpected);
