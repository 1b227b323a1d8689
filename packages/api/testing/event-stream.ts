// Reading a stream of events in tests, byte by byte: what a client makes of the bytes it got before it was cut off.
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";

/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  /** Its own id; null where it has none. */
  readonly id: string | null;
  /** The id that a client would come back with: of this event, or of the last one that had one. */
  readonly lastId: string | null;
  readonly data: Record<string, unknown>;
}

/** The events that are whole in a text, by the rules of HTML 9.2.6: what no empty line ends is dropped, its id too. */
export function eventsIn(text: string, lastId: string | null = null): StreamEvent[] {
  const events: StreamEvent[] = [];
  let last = lastId;
  for (const block of text.split("\n\n").slice(0, -1)) {
    const fields = new Map(
      block.split("\n").flatMap((line): [string, string][] => {
        const [, name, value] = /^([^:]+): ?(.*)$/.exec(line) ?? [];
        return name === undefined || value === undefined ? [] : [[name, value]];
      }),
    );
    const id = fields.get("id") ?? null;
    last = id ?? last;
    const data = fields.get("data");
    if (data !== undefined)
      events.push({ event: fields.get("event") ?? "message", id, lastId: last, data: JSON.parse(data) });
  }
  return events;
}

/** Sends a request for a stream. Resolves once the answer has begun. */
export async function openStream(address: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const asked = request(address, { headers, agent: false });
  // Whoever cuts off an answer also ends its request.
  asked.on("error", () => undefined);
  asked.end();
  const [answer] = await once(asked, "response");
  answer.on("error", () => undefined);
  return answer;
}

/**
 * Everything of an answer, up to a number of bytes or the end of the event in which a text stands, and cuts it off there; or to its
 * end, where neither comes.
 */
export async function textUpTo(answer: IncomingMessage, end: number | string): Promise<string> {
  let bytes = Buffer.alloc(0);
  function isThere(): boolean {
    if (typeof end === "number") return bytes.length >= end;
    const at = bytes.indexOf(end);
    return at !== -1 && bytes.includes("\n\n", at);
  }
  for await (const chunk of answer) {
    bytes = Buffer.concat([bytes, chunk]);
    if (isThere()) break;
  }
  answer.destroy();
  return bytes.subarray(0, typeof end === "number" ? end : bytes.length).toString();
}
