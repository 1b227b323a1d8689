// What a page asks of the API in a request 请求正文.
import type { Request } from "playwright-core";

/**
 * The body of a request as text; empty where it is no question or command. Throws where the browser does not tell it: a story that
 * looks for a command would let that one pass as another.
 */
export function askedIn(request: Request): string {
  if (request.method() !== "POST") return "";
  const body = request.postData();
  if (body === null) throw new Error(`the browser does not tell what was sent to ${request.url()}`);
  return body;
}
