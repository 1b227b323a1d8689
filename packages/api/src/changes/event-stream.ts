// The feed as a stream of events 事件流 (server-sent events, HTML 9.2): one message of the feed, one event.
import { settledWithin } from "@taizhang/process";
import type { ExecutionResult } from "graphql";
import { z } from "zod";
import type { ShownError } from "../errors.ts";
import { cloudEventOf, shownChange } from "./cloud-event.ts";

/** After how many milliseconds a client comes back that was cut off. */
export const retryMs = 3000;

const placed = z.object({ cursor: z.string().nullable() });
const shownPlace = placed.extend({ __typename: z.enum(["Checkpoint", "CaughtUp", "Lagging"]) });

const told = z.object({ changes: z.discriminatedUnion("__typename", [shownChange, shownPlace]) });

/** What the feed tells, as its subscription gives it. */
export type Told = AsyncGenerator<ExecutionResult, void, void>;

export interface Streaming {
  readonly messages: Told;
  /** After how many milliseconds without a message a comment is sent, so that the connection is seen to be alive. */
  readonly keepAliveMs: number;
  /** Tells of a failure, and logs it. */
  readonly present: (error: unknown) => ShownError;
  /** Why the stream was ended from outside, once the messages are over; null where nothing is to be told. */
  readonly endedBy: () => unknown;
}

/**
 * The text of a stream, event by event. It takes a message when the one before was taken. A failure is told as the last
 * event, `Failure`, without an id: a client that comes back goes on from what it has received.
 */
export async function* eventStream({ messages, keepAliveMs, present, endedBy }: Streaming): AsyncGenerator<string> {
  yield `retry: ${retryMs}\n\n`;
  try {
    for (let isOver = false; !isOver; ) {
      const next = messages.next();
      while (!(await settledWithin(next, keepAliveMs))) yield ":\n\n";
      const { done, value } = await next;
      isOver = done === true;
      if (value) yield messageOf(value);
    }
    if (endedBy() !== null) throw endedBy();
  } catch (error) {
    const { message, extensions } = present(error);
    yield eventOf("Failure", null, { error: { message, ...extensions } });
  } finally {
    await messages.return();
  }
}

/** Passes a stream on as it is taken. Where a piece of it is not taken within `patienceMs`, its reader is as good as gone. */
export async function* whileTaken(
  text: AsyncGenerator<string>,
  patienceMs: number,
  isGone: () => void,
): AsyncGenerator<string> {
  for await (const piece of text) {
    let isTaken = false;
    // A process that was itself held up first looks at what has been taken meanwhile.
    const timer = setTimeout(() => setImmediate(() => isTaken || isGone()), patienceMs);
    try {
      yield piece;
    } finally {
      isTaken = true;
      clearTimeout(timer);
    }
  }
}

function messageOf({ data, errors }: ExecutionResult): string {
  if (errors?.[0]) throw errors[0];
  const { changes } = told.parse(data);
  const { __typename: kind, cursor } = changes;
  return eventOf(kind, cursor, kind === "Change" ? cloudEventOf(changes) : { cursor });
}

/** One event. JSON on one line holds no line break that would end its field. */
function eventOf(name: string, id: string | null, data: object): string {
  return `event: ${name}\n${id === null ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
