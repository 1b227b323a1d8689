// Signing in as somebody of the demonstration 演示身份, on the machine of whoever tries it out and nowhere else.
import type { Bearer } from "@taizhang/domain";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { problem } from "../errors.ts";
import { type DevelopmentKey, issueDevelopmentToken } from "./development-tokens.ts";

/** Somebody of the demonstration, whom anybody at this machine may act as. */
export interface DevelopmentPerson extends Bearer {
  readonly regionName: string;
  /** The unit's name; null for who acts for none. */
  readonly unitName: string | null;
  /** What the person is in the demonstration 身份. */
  readonly part: "office" | "lead" | "responsible" | "auditor" | "analyst" | "admin";
}

/** The people of the demonstration, and what signs their tokens. */
export interface DevelopmentSignIn {
  readonly key: DevelopmentKey;
  readonly audience: string;
  readonly people: () => Promise<readonly DevelopmentPerson[]>;
  /** The last day of what is played, on which the page may say that the rest is quiet; null where nothing is played. */
  readonly storyEndsOn: string | null;
}

const lifetimeSeconds = 900;

const loopbackNames = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether a server that listens there can be reached from its own machine only. */
export const isLoopback = (host: string): boolean => loopbackNames.has(host) || host === "::1";

/**
 * Adds `GET /development/people` and `POST /development/token`. Both are there for the machine itself alone: for a peer on the
 * loopback, by a loopback name (else a page elsewhere could have its name lead here) and from a page of our own.
 */
export function serveDevelopmentSignIn(
  app: FastifyInstance,
  { key, audience, people, storyEndsOn }: DevelopmentSignIn,
): void {
  app.get("/development/people", async (request, reply) => {
    requireOwnMachine(request, { mayOmitOrigin: true });
    const shown = (await people()).map(({ sub: subjectId, ...person }) => ({ subjectId, ...person }));
    return reply.header("cache-control", "no-store").send({ people: shown, storyEndsOn });
  });
  app.post("/development/token", async (request, reply) => {
    requireOwnMachine(request, { mayOmitOrigin: false });
    if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) throw problem("UNSUPPORTED_MEDIA_TYPE");
    const wish = z.strictObject({ subjectId: z.string().max(200) }).safeParse(request.body);
    const found = wish.success ? (await people()).find(({ sub }) => sub === wish.data.subjectId) : undefined;
    if (!found) throw problem("BAD_USER_INPUT", nobody);
    const { sub, regionId, unitId, roles } = found;
    const token = await issueDevelopmentToken(key, { sub, regionId, unitId, roles }, { audience, lifetimeSeconds });
    return reply.header("cache-control", "no-store").send({ token });
  });
}

function requireOwnMachine({ raw, headers }: FastifyRequest, { mayOmitOrigin }: { readonly mayOmitOrigin: boolean }) {
  const { host = "", origin } = headers;
  const peer = (raw.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  const isOwnPeer = peer === "::1" || /^127\./.test(peer);
  const isOwnName = loopbackNames.has(host.replace(/:\d+$/, ""));
  const isOwnOrigin = origin === undefined ? mayOmitOrigin : origin === `http://${host}`;
  if (!(isOwnPeer && isOwnName && isOwnOrigin)) throw problem("NOT_FOUND");
}

const nobody = {
  zh: "演示中没有这个人；可选的人见 GET /development/people。",
  en: "There is nobody of this id in the demonstration; GET /development/people lists who there is.",
};
