// Bodies of JSON are read as UTF-8 or refused: what is in another encoding would be kept as signs of replacement (U+FFFD).
import type { FastifyInstance } from "fastify";
import { problem } from "../errors.ts";
import { guardJson } from "../limits/guard-json.ts";

/** Reads bodies of JSON strictly: RFC 8259, 8.1 allows no encoding but UTF-8, and what is costly to parse is not parsed. */
export function readJsonStrictly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body: Buffer, done) => {
    try {
      const text = decoded(body);
      // Around the variables is the body itself.
      guardJson(text, 1);
      parse(request, text, done);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  });
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decoded(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw problem("BAD_USER_INPUT", notUtf8);
  }
}

const notUtf8 = {
  zh: "请求体不是 UTF-8 编码的文字；请改用 UTF-8 再提交。",
  en: "The body is not text in UTF-8; send it in UTF-8.",
};
