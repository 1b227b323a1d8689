// The end of what a request is asked over: its connection, or its socket. Work for it ends with it.
import { setMaxListeners } from "node:events";
import { Abandoned, type RequestEnd } from "@taizhang/log";

/** What tells that it is closed: the answer of an HTTP request, or a WebSocket. */
interface Closing {
  once(event: "close", heard: () => void): unknown;
}

/** The end of a request, which may also be made. */
export interface Ending extends RequestEnd {
  /** Ends it, with a reason; nothing happens where it has ended before. */
  end(why: Abandoned): void;
}

/** The end of a request: it comes by itself where its connection is closed. */
export function endingWith(connection: Closing): Ending {
  let ended: Abandoned | null = null;
  let telling: AbortController | null = null;

  function end(why: Abandoned): void {
    ended ??= why;
    telling?.abort(ended);
  }

  function told(): AbortController {
    const made = new AbortController();
    // No limit, because everything that is read for the request listens to it.
    setMaxListeners(0, made.signal);
    if (ended) made.abort(ended);
    return made;
  }

  connection.once("close", () => end(gone));
  return {
    get signal() {
      telling ??= told();
      return telling.signal;
    },
    throwIfOver() {
      if (ended) throw ended;
    },
    end,
  };
}

// One for all: every request ends, and where is of no interest.
const gone = new Abandoned("the request has ended: nobody waits for its answer");
