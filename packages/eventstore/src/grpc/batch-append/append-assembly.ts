// Puts the parts of the appends of one call together; parts may be mixed, and some appends never end.
import type { ProposedEvent } from "../../core/event.ts";
import { AppendContent } from "../append/append-content.ts";
import { readProposed } from "../append/proposed-event.ts";
import { AppendRefused, invalid } from "../protocol/errors.ts";
import { readExpectation } from "../protocol/revision.ts";
import { readWritableStreamName } from "../protocol/stream-name.ts";
import type { BatchOptions, BatchRequest } from "./batch-request.ts";
import { appendTooLargeStatus, serverBusy, timedOut } from "./batch-status.ts";
import type { PendingAppend, UnfinishedAppends } from "./unfinished-appends.ts";

/** What a request makes: an append to be written, one that has failed, or `undefined` if more parts have to come. */
export type Assembled =
  | { readonly kind: "whole"; readonly append: PendingAppend }
  | ({ readonly kind: "failed"; readonly error: unknown } & Pick<PendingAppend, "to">)
  | undefined;

/** How long an append waits for its parts if the client says nothing. */
const defaultDeadlineMs = 10_000;

export class AppendAssembly {
  readonly #maxBytes: number;
  readonly #nowMs: () => number;
  readonly #unfinished: UnfinishedAppends;

  constructor(maxBytes: number, nowMs: () => number, unfinished: UnfinishedAppends) {
    this.#maxBytes = maxBytes;
    this.#nowMs = nowMs;
    this.#unfinished = unfinished;
  }

  /** Takes the next request of the call. An append that is returned is forgotten here, and its id may be used again. */
  take({ id, options, events, isFinal, ...request }: BatchRequest): Assembled {
    const known = id === undefined ? undefined : this.#unfinished.get(id);
    // A part without options of an unknown append is the rest of one that has failed and was answered.
    if (id !== undefined && !known && !options) return undefined;
    const to = known?.to ?? request.to;
    try {
      if (id === undefined) throw invalid("The correlation id is missing or not a UUID.");
      const append = known ?? { to, ...this.#begin(options) };
      this.#add(append.content, events, isFinal);
      if (!isFinal && this.#unfinished.keep(id, append)) return undefined;
      this.#unfinished.forget(id);
      if (!isFinal) throw new AppendRefused(serverBusy());
      return { kind: "whole", append };
    } catch (error) {
      if (id !== undefined) this.#unfinished.forget(id);
      return { kind: "failed", to, error };
    }
  }

  #begin(options: BatchOptions | undefined): Omit<PendingAppend, "to"> {
    if (!options) throw invalid("The append has no options.");
    const stream = readWritableStreamName(options.streamName);
    const nowMs = this.#nowMs();
    const deadlineMs = options.deadlineMs ?? nowMs + defaultDeadlineMs;
    if (deadlineMs <= nowMs) throw new AppendRefused(timedOut());
    const expected = readExpectation(options.expected);
    return { stream, expected, content: new AppendContent(this.#maxBytes), deadlineMs };
  }

  #add(content: AppendContent, events: Iterable<Uint8Array>, isWhole: boolean): void {
    for (const bytes of events) {
      const event = readProposed(bytes);
      const fits = content.add(isWhole ? event : detached(event));
      if (!fits) throw new AppendRefused(appendTooLargeStatus(this.#maxBytes));
    }
  }
}

/** A copy of the event's bytes, because a view would keep the whole request in memory. */
function detached(event: ProposedEvent): ProposedEvent {
  return { ...event, data: new Uint8Array(event.data), metadata: new Uint8Array(event.metadata) };
}
