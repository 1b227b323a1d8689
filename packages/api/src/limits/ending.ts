// The end of what a request is asked over: its connection, or its socket. Work for it ends with it.
import { setMaxListeners } from "node:events";
import { Abandoned } from "@taizhang/log";

/** What tells that it is closed: the answer of an HTTP request, or a WebSocket. */
interface Closing {
  once(event: "close", heard: () => void): unknown;
}

/** Ends the work of a request with a reason; by itself where its connection is closed. */
export function endingWith(connection: Closing): AbortController {
  const ending = new AbortController();
  // No limit, because everything that is read for the request listens to it.
  setMaxListeners(0, ending.signal);
  connection.once("close", () => ending.abort(gone));
  return ending;
}

// One for all: every request ends, and where is of no interest.
const gone = new Abandoned("the request has ended: nobody waits for its answer");
