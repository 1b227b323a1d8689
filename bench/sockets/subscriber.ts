// A subscriber of `changes` over graphql-transport-ws, who costs the client as little as possible and resumes by itself.
import { EventEmitter, once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";

const document = `subscription ($after: String) {
  changes(after: $after) {
    __typename
    ... on Change { cursor position type taskId unitIds sight sentence { zh } }
    ... on CaughtUp { cursor }
    ... on Checkpoint { cursor }
    ... on Lagging { cursor }
  }
}`;

/** Who subscribes, from where. */
export interface Wish {
  /** Such as `ws://127.0.0.1:4000/graphql`. */
  readonly url: string;
  readonly token: string;
  /** The address it comes from: that of an office, of which there are several. */
  readonly localAddress: string;
  /** The cursor to begin after; null for the beginning of the log. */
  readonly after: string | null;
  /** Called with every change, as it was sent. */
  readonly onChange: (text: string) => void;
}

/** A subscriber. */
export interface Subscriber {
  /** Resolves when it has caught up: first at the start, and again after `drop`. */
  caughtUp(): Promise<void>;
  /** The last cursor it was given. */
  cursor(): string | null;
  /** Loses its connection without a word, and comes back at once. */
  drop(): void;
  /** How often the server refused it, or ended its connection. */
  refusals(): number;
  close(): void;
}

/** Subscribes, and subscribes again after the last cursor whenever the connection ends, a little later each time. */
export function subscriber({ url, token, localAddress, after, onChange }: Wish): Subscriber {
  let cursor = after;
  let refusals = 0;
  let isOver = false;
  let isDropped = false;
  let socket: WebSocket;
  let isCaughtUp = false;
  const news = new EventEmitter();

  function connect(attempt: number): void {
    const own = new WebSocket(url, "graphql-transport-ws", { localAddress, perMessageDeflate: false });
    let isWell = false;
    socket = own;
    own.on("open", () =>
      own.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
    );
    own.on("message", (bytes: Buffer) => {
      const text = bytes.toString();
      if (text.includes('"Change"')) {
        cursor = cursorIn(text);
        onChange(text);
      } else if (text.includes('"CaughtUp"') || text.includes('"Checkpoint"')) {
        cursor = cursorIn(text) ?? cursor;
        isWell = true;
        isCaughtUp ||= text.includes('"CaughtUp"');
        if (isCaughtUp) news.emit("caughtUp");
      } else if (text.includes('"connection_ack"'))
        own.send(
          JSON.stringify({ id: "1", type: "subscribe", payload: { query: document, variables: { after: cursor } } }),
        );
      else if (text.includes('"ping"')) own.send('{"type":"pong"}');
      else if (text.includes('"Lagging"') || text.includes('"complete"') || text.includes('"error"')) own.terminate();
    });
    own.on("error", () => undefined);
    own.once("close", async () => {
      if (isOver) return;
      if (!isDropped) refusals += 1;
      const isFirst = isDropped || isWell;
      isDropped = false;
      if (!isFirst) await delay(Math.random() * Math.min(100 * 2 ** attempt, 5000));
      if (!isOver) connect(isFirst ? 0 : attempt + 1);
    });
  }

  connect(0);
  return {
    async caughtUp() {
      if (!isCaughtUp) await once(news, "caughtUp");
    },
    cursor: () => cursor,
    drop() {
      isDropped = true;
      isCaughtUp = false;
      socket.terminate();
    },
    refusals: () => refusals,
    close() {
      isOver = true;
      socket.terminate();
    },
  };
}

const cursorIn = (text: string): string | null => /"cursor":"([^"]+)"/.exec(text)?.[1] ?? null;
