// Sends the answers of a subscription over its socket. The protocol's library writes every message as JSON for every socket;
// between subscribers of the same, only the id of the subscription differs.
import { MessageType } from "graphql-ws";

/** What is needed of the socket, and of whoever keeps answers as JSON. */
export interface Sending {
  readonly id: string;
  readonly jsonOf: (answer: object) => Buffer;
  /** Resolves once it is sent. */
  readonly send: (frame: Buffer) => Promise<void>;
}

/**
 * Sends each answer as the library would, when it is asked for the next one: byte for byte the same. It passes on what is
 * left to the library: an answer with errors, which are told in the client's own language, and the end.
 */
export function sentAsFrames<Answer extends { readonly errors?: unknown }>(
  answers: AsyncGenerator<Answer>,
  { id, jsonOf, send }: Sending,
): AsyncGenerator<Answer> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`);

  function frameOf(answer: Answer): Buffer {
    const known = frames.get(answer);
    if (known?.id === id) return known.frame;
    const frame = Buffer.concat([head, jsonOf(answer), tail]);
    frames.set(answer, { id, frame });
    return frame;
  }

  const iterator: AsyncGenerator<Answer> = {
    async next() {
      for (;;) {
        const next = await answers.next();
        if (next.done || next.value.errors) return next;
        await send(frameOf(next.value));
      }
    },
    return: (value) => answers.return(value),
    throw: (error) => answers.throw(error),
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}

const tail = Buffer.from("}");

/** The frame that an answer was sent in last. Many clients number their subscriptions alike. */
const frames = new WeakMap<object, { readonly id: string; readonly frame: Buffer }>();
