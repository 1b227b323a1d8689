// Which language a client is told in 语言: the one of ours that it likes best.
import type { IncomingHttpHeaders } from "node:http";
import Negotiator from "negotiator";

/** A language in which messages are written. */
export type Language = "zh" | "en";

/** The language that a request asks for with `Accept-Language`; English where it asks for neither. */
export function languageOf(request: { readonly headers: IncomingHttpHeaders }): Language {
  return new Negotiator(request).language(["en", "zh"]) === "zh" ? "zh" : "en";
}
