// HTTP/1.1 pages for whoever watches the process: whether it is alive, whether it is ready, and its metrics.
import type { RequestListener } from "node:http";
import type { Registry } from "prom-client";

export interface PagesOptions {
  readonly registry: Registry;
  /** Whether new work is taken. */
  isReady(): boolean;
}

/** The tests of the official client ask for this and compare the sentence. */
const pong = JSON.stringify({ msgTypeId: 0, text: "Ping request successfully handled" });

/** Answers `/health/live` and `/health/ready` with 204 or 503, `/metrics` with text, `/ping`, and all else with 404. */
export function pages({ registry, isReady }: PagesOptions): RequestListener {
  return async (request, response) => {
    const isAsked = request.method === "GET" || request.method === "HEAD";
    if (isAsked && request.url === "/health/live") response.writeHead(204).end();
    else if (isAsked && request.url === "/health/ready") response.writeHead(isReady() ? 204 : 503).end();
    else if (isAsked && request.url === "/ping")
      response.writeHead(200, { "content-type": "application/json" }).end(pong);
    else if (isAsked && request.url === "/metrics") {
      try {
        const text = await registry.metrics();
        response.writeHead(200, { "content-type": registry.contentType }).end(text);
      } catch (error) {
        // The log may be damaged, or its directory gone: better an error than old numbers.
        response.writeHead(500, { "content-type": "text/plain" }).end(`${error}\n`);
      }
    } else response.writeHead(404).end();
  };
}
