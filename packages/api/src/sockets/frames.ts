// Sends the answers of a subscription over its socket. The protocol's library writes every message as JSON for every socket, and
// `ws` makes a frame of it; between subscribers of the same, only the id of the subscription differs.
import { over, type Supplied, type Supply, supplied } from "@taizhang/log";
import { MessageType } from "graphql-ws";
import type { Answers } from "../changes/answers.ts";
import { textFrame } from "./text-frame.ts";

/** What is needed of the socket, and of whoever keeps answers as JSON. */
export interface Sending extends Pick<Answers, "jsonOf" | "keeps"> {
  readonly id: string;
  /** Sends a frame. Null where it is with the system, else a promise that resolves when it is. */
  readonly send: (frame: Buffer) => Promise<void> | null;
}

/**
 * Sends each answer as the library would, when it is asked for the next one: byte for byte the same. It passes on what is
 * left to the library: an answer with errors, which are told in the client's own language, and the end.
 */
export function sentAsFrames<Answer extends { readonly errors?: unknown }>(
  answers: Supply<Answer>,
  { id, jsonOf, keeps, send }: Sending,
): Supplied<Answer> {
  const head = Buffer.from(`{"id":${JSON.stringify(id)},"type":"${MessageType.Next}","payload":`);

  function frameOf(answer: Answer): Buffer {
    const known = frames.get(answer);
    if (known?.id === id) return known.frame;
    const frame = textFrame(head, jsonOf(answer), tail);
    if (keeps(answer)) frames.set(answer, { id, frame });
    return frame;
  }

  return supplied({
    take() {
      for (;;) {
        const answer = answers.take();
        if (answer === over || answer instanceof Promise || answer.errors) return answer;
        const sending = send(frameOf(answer));
        if (sending) return sending;
      }
    },
    leave: answers.leave,
  });
}

const tail = Buffer.from("}");

/** The frame that a kept answer was sent in last. Many clients number their subscriptions alike. */
const frames = new WeakMap<object, { readonly id: string; readonly frame: Buffer }>();
