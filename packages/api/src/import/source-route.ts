// GET /sources/{sha256} 来文原件: the bytes of a notice from which a plan of the reader's region was imported.
import { mayReadSource, plan, planIdOf } from "@taizhang/domain";
import { planCard, plansFrom } from "@taizhang/projections";
import type { FastifyInstance } from "fastify";
import { readerOf } from "../auth/bearer.ts";
import type { Parts } from "../context.ts";
import { problem } from "../errors.ts";
import { attached } from "../http/attached.ts";
import { identify, type Serving } from "../http/every-route.ts";
import { parametersIn } from "../http/parameters.ts";
import { limits } from "../limits/limits.ts";

/**
 * Adds `GET` and `HEAD /sources/{sha256}`: of a notice, of one of its files, or of its reading. The answer is the file as it
 * was sent in, to be kept and not to be shown: a notice is whatever somebody has uploaded. Its `etag` is the hash. 404 for
 * whoever may not read it, as if it did not exist.
 */
export function serveSources(
  app: FastifyInstance,
  { sources, executor, identity, views }: Parts,
  serving: Pick<Serving, "verify" | "rates" | "bounds">,
): void {
  /** Whether a plan of the region was read from it. The log says so of a notice, the read models of what belongs to it. */
  async function wasRead(regionId: string, sha256: string): Promise<boolean> {
    const { state } = await executor.load(plan, planIdOf(identity, regionId, sha256));
    if (state.regionId !== null) return true;
    return (await views.count(planCard, plansFrom(regionId, sha256))).value > 0;
  }

  app.route<{ Params: { sha256: string } }>({
    method: ["GET", "HEAD"],
    url: "/sources/:sha256",
    async handler(request, reply) {
      const bearer = await identify(request, serving);
      if (bearer === null) throw problem("UNAUTHENTICATED");
      parametersIn(request.query, []);
      await serving.rates.spend(bearer, limits.sourcePoints);
      const reader = readerOf({ bearer });
      const { sha256 } = request.params;
      const isOpen = mayReadSource(reader, reader.regionId) && (await wasRead(reader.regionId, sha256));
      const source = isOpen ? await sources.open(sha256) : null;
      if (!source) throw problem("NOT_FOUND", noSource);
      const etag = `"${sha256}"`;
      // Whoever has the bytes may keep them, and asks again whether they are still for them.
      reply.headers({ etag, "cache-control": "private, no-cache", vary: "authorization" });
      if (has(request.headers["if-none-match"], etag)) return reply.code(304).send();
      reply
        .headers({
          "content-disposition": attached(source.name),
          "content-security-policy": "default-src 'none'; sandbox",
          "cross-origin-resource-policy": "same-origin",
          "content-length": source.byteCount,
        })
        .type(/\.txt$/i.test(source.name) ? "text/plain" : "application/octet-stream");
      if (request.method === "HEAD") return reply.send();
      // A reader who takes nothing for a while is left.
      reply.raw.setTimeout(serving.bounds.exportMs, () => reply.raw.destroy());
      return reply.send(source.read());
    },
  });
}

/** True if a client says that it has this already. */
function has(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = (ifNoneMatch ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes(etag) || tags.includes("*");
}

const noSource = {
  zh: "本行政区划没有从这份来文导入的计划，或令牌无权读取来文原件。",
  en: "No plan of the region was imported from such a notice, or the token may not read notices.",
};
