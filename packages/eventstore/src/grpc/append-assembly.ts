// Puts the parts of the appends of one call together again; they may be mixed, and some never come to an end.
import type streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import type { ProposedEvent } from "../core/event.ts";
import { AppendContent } from "./append-content.ts";
import { addresseeOf } from "./batch-answer.ts";
import { appendTooLargeStatus, serverBusy, timedOut } from "./batch-status.ts";
import { AppendRefused, invalid } from "./errors.ts";
import type { PendingAppend, UnfinishedAppends } from "./unfinished-appends.ts";
import { readExpectation, readProposed, readUuid, readWritableStreamName } from "./wire.ts";

/** What a request comes to: an append to be written, one that has failed, or `undefined` where more has to come. */
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

  /** Takes the next request of the call. What is returned is forgotten here: its id may be used again. */
  take(request: streamsPb.BatchAppendReq): Assembled {
    const id = readUuid(request.getCorrelationId());
    const known = id === undefined ? undefined : this.#unfinished.get(id);
    // The rest of an append that has failed meanwhile comes without options, and it is answered already.
    if (id !== undefined && !known && !request.hasOptions()) return undefined;
    const to = known?.to ?? addresseeOf(request);
    try {
      if (id === undefined) throw invalid("The correlation id is missing or no UUID.");
      const append = known ?? { to, ...this.#begin(request.getOptions()) };
      const isWhole = request.getIsFinal();
      this.#add(append.content, request, isWhole);
      if (!isWhole && this.#unfinished.keep(id, append)) return undefined;
      this.#unfinished.forget(id);
      if (!isWhole) throw new AppendRefused(serverBusy());
      return { kind: "whole", append };
    } catch (error) {
      if (id !== undefined) this.#unfinished.forget(id);
      return { kind: "failed", to, error };
    }
  }

  #begin(options: streamsPb.BatchAppendReq.Options | undefined): Omit<PendingAppend, "to"> {
    if (!options) throw invalid("The append has no options.");
    const stream = readWritableStreamName(options.getStreamIdentifier());
    const deadlineMs = deadlineIn(options) ?? this.#nowMs() + defaultDeadlineMs;
    if (deadlineMs <= this.#nowMs()) throw new AppendRefused(timedOut());
    const revision = options.hasStreamPosition() ? options.getStreamPosition() : undefined;
    return {
      stream,
      expected: readExpectation(options, revision),
      content: new AppendContent(this.#maxBytes),
      deadlineMs,
    };
  }

  #add(content: AppendContent, request: streamsPb.BatchAppendReq, isWhole: boolean): void {
    for (const message of request.getProposedMessagesList()) {
      const event = readProposed(message);
      const fits = content.add(isWhole ? event : detached(event));
      if (!fits) throw new AppendRefused(appendTooLargeStatus(this.#maxBytes));
    }
  }
}

/** Not as a Date, which cannot be as late as some clients wait. */
function deadlineIn(options: streamsPb.BatchAppendReq.Options): number | undefined {
  const deadline = options.getDeadline();
  return deadline && deadline.getSeconds() * 1000 + deadline.getNanos() / 1e6;
}

/** The bytes of an event are a window on its request, all of which they would keep in memory. */
function detached(event: ProposedEvent): ProposedEvent {
  return { ...event, data: Uint8Array.from(event.data), metadata: Uint8Array.from(event.metadata) };
}
