// The console 控制台: the page people look at. All its files are served from here, under a policy that lets nothing else in.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";

// No script or style but those of the build, no markup made by scripts (Trusted Types), and no word to another host. That 'self' holds
// for the socket of the same host as well is newer than policies are: Chromium has it from 71, Safari only from 16. Where it is known
// under which origin the page is opened, the socket is therefore named.
const policyOf = (publicOrigin: string | null) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    publicOrigin === null ? "connect-src 'self'" : `connect-src 'self' ${publicOrigin.replace(/^http/, "ws")}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");

const headersFor = (publicOrigin: string | null) => ({
  "content-security-policy": policyOf(publicOrigin),
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
});

/** A page that is built, with the fingerprint that it carries. */
export interface BuiltConsole {
  readonly directory: string;
  readonly page: string;
  readonly build: string;
}

/** Reads the built page of a directory. It names its assets by their contents, so that its own contents tell builds apart. */
export function consoleIn(directory: string): BuiltConsole {
  const page = readFileSync(join(directory, "index.html"), "utf8");
  const build = createHash("sha256").update(page).digest("hex").slice(0, 16);
  return {
    directory,
    build,
    page: page.replace('<meta name="build" content="">', `<meta name="build" content="${build}">`),
  };
}

/**
 * Adds the built page below `/console/`, and leads `/` there. Its assets are named by their contents, compressed beforehand, and
 * may be kept for ever; one that is missing is 404. Every other address below is the page itself, which finds its way from there.
 * `publicOrigin` is where it is opened where that is behind a proxy; null where nobody said so.
 */
export async function serveConsole(
  app: FastifyInstance,
  { directory, page }: BuiltConsole,
  publicOrigin: string | null,
): Promise<void> {
  const headers = headersFor(publicOrigin);
  app.get("/", async (_request, reply) => reply.redirect("/console/"));
  app.get("/console", async (_request, reply) => reply.redirect("/console/"));
  app.get("/console/*", async (_request, reply) =>
    reply
      .headers({ ...headers, "cache-control": "no-cache" })
      .type("text/html; charset=utf-8")
      .send(page),
  );
  await app.register(staticFiles, {
    root: join(directory, "assets"),
    prefix: "/console/assets/",
    index: false,
    decorateReply: false,
    preCompressed: true,
    immutable: true,
    maxAge: "365 days",
    setHeaders: (reply) => {
      for (const [name, value] of Object.entries(headers)) reply.setHeader(name, value);
    },
  });
}
