// GET /proofs/{region}/checkpoints 检查点文件, and POST /proofs/{region}/cosignatures 见证签名: proofs for programs that pull.
import { createReadStream } from "node:fs";
import { checkpointReaders } from "@taizhang/domain";
import { NoteRefused, type VerifierKey } from "@taizhang/proofs";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { checkOpen } from "../auth/access.ts";
import type { Parts } from "../context.ts";
import { problem } from "../errors.ts";
import { identify, type Serving } from "../http/every-route.ts";
import { parametersIn } from "../http/parameters.ts";
import { limits } from "../limits/limits.ts";

type OfRegion = { Params: { region: string } };

/**
 * Adds `GET /proofs/{region}/checkpoints`, the file of all checkpoints: with `Range: bytes=N-` only what has come since. And
 * `POST /proofs/{region}/cosignatures`, whose body is a checkpoint with the lines of witnesses under it. Both are for the
 * region's office and auditors; for everybody else the region does not exist.
 */
export function serveProofs(
  app: FastifyInstance,
  { proofs, now, witnessKeys }: Pick<Parts, "proofs" | "now"> & { readonly witnessKeys: readonly VerifierKey[] },
  serving: Pick<Serving, "verify" | "rates">,
): void {
  async function regionOf(request: FastifyRequest<OfRegion>): Promise<string> {
    const bearer = await identify(request, serving);
    checkOpen(bearer, checkpointReaders);
    const { region } = request.params;
    if (bearer?.regionId !== region) throw problem("NOT_FOUND", noProofs);
    parametersIn(request.query, []);
    return region;
  }

  app.get<OfRegion>("/proofs/:region/checkpoints", { exposeHeadRoute: false }, async (request, reply) => {
    const region = await regionOf(request);
    const file = await proofs.file(region);
    if (file === null) throw problem("NOT_FOUND", noProofs);
    const { path, size } = file;
    const from = beginOf(request.headers.range);
    reply
      .type("text/plain; charset=utf-8")
      .header("accept-ranges", "bytes")
      .header("cache-control", "private, no-store");
    if (from !== null && from >= size) return reply.code(416).header("content-range", `bytes */${size}`).send();
    if (from !== null) reply.code(206).header("content-range", `bytes ${from}-${size - 1}/${size}`);
    // What is signed meanwhile is for the next time.
    return reply
      .header("content-length", size - (from ?? 0))
      .send(createReadStream(path, { start: from ?? 0, end: size - 1 }));
  });

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, async (_: unknown, body: unknown) => body);
    scope.post<OfRegion>("/proofs/:region/cosignatures", { bodyLimit: limits.noteBytes }, async (request) => {
      const region = await regionOf(request);
      const { body } = request;
      try {
        const note = typeof body === "string" ? body : "";
        const answer = await proofs.keepCosigned(region, note, witnessKeys, Date.parse(now()) / 1000);
        if (answer === null) throw problem("NOT_FOUND", noCheckpoint);
        return answer;
      } catch (error) {
        if (!(error instanceof NoteRefused)) throw error;
        const { zh, en } = error.sentence;
        throw problem("BAD_USER_INPUT", { zh: `见证签名不予接受：${zh}。`, en: `The cosignature is refused: ${en}.` });
      }
    });
  });
}

/** Where a range begins that goes to the end; null without one. Any other kind of range is answered with the whole file. */
function beginOf(range: string | undefined): number | null {
  const [, from] = /^bytes=(\d{1,15})-$/.exec(range ?? "") ?? [];
  return from === undefined ? null : Number(from);
}

const noProofs = {
  zh: "没有这个行政区划的存证，或令牌不属于该行政区划。",
  en: "There are no proofs of such a region, or the token is not of that region.",
};
const noCheckpoint = {
  zh: "这不是本行政区划的日志签署过的检查点。",
  en: "This is no checkpoint that the log of the region has signed.",
};
