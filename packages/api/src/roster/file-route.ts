// POST /roster 名录文件: reads a roster file and answers with what it says, or with every fault and its line. Loading is a mutation.
import { type Bearer, beijingDay, type RosterFile, roster } from "@taizhang/domain";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { checkOpen } from "../auth/access.ts";
import type { Parts } from "../context.ts";
import { inLanguage, problem } from "../errors.ts";
import { identify, type Serving } from "../http/every-route.ts";
import { parametersIn } from "../http/parameters.ts";
import { languageOf } from "../language.ts";
import { limits } from "../limits/limits.ts";
import { type RosterReading, readRosterFile } from "./roster-file.ts";
import { RosterUnread } from "./roster-unread.ts";

/**
 * Adds `POST /roster`. The body is the file itself, JSON or a table, whatever its content type. The answer is
 * `{ regionId, roster, lines }`, with the roster as `loadRoster` and `rosterChanges` take it and the lines of its entries,
 * or 422 with `{ error, faults }`. Nothing is kept.
 */
export function serveRosterFile(
  app: FastifyInstance,
  { now }: Pick<Parts, "now">,
  { verify, rates }: Pick<Serving, "verify" | "rates">,
): void {
  const asked = new WeakMap<FastifyRequest, Bearer>();
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, async (_: unknown, body: unknown) => body);
    scope.post(
      "/roster",
      {
        bodyLimit: limits.rosterBytes,
        // Before the body is read: nobody should send a file only to learn that they may not.
        onRequest: async (request) => {
          const bearer = await identify(request, { verify, rates });
          checkOpen(bearer, roster.actions.loadRoster.by);
          if (!bearer) return;
          parametersIn(request.query, []);
          await rates.upload(bearer);
          asked.set(request, bearer);
        },
      },
      async (request, reply) => {
        const { body } = request;
        if (!(body instanceof Uint8Array) || body.byteLength === 0) throw problem("BAD_USER_INPUT", noBody);
        const reading = readOrFaults(body, beijingDay(now()));
        if (reading instanceof RosterUnread) {
          const said = inLanguage(languageOf(request), faulty, { code: "BAD_USER_INPUT", requestId: request.id });
          return reply.code(422).send({ error: { message: said.message, ...said.extensions }, faults: reading.faults });
        }
        const { regionId, lines } = reading;
        if (regionId !== null && regionId !== asked.get(request)?.regionId)
          throw problem("BAD_USER_INPUT", otherRegion(regionId));
        return { regionId, roster: asInput(reading.roster), lines };
      },
    );
  });
}

function readOrFaults(bytes: Uint8Array, today: string): RosterReading | RosterUnread {
  try {
    return readRosterFile(bytes, { given: null, today });
  } catch (error) {
    if (error instanceof RosterUnread) return error;
    throw error;
  }
}

/** The roster as the schema's inputs have it. */
const asInput = ({ validFrom, units, groups }: RosterFile) => ({
  validFrom,
  units,
  groups: groups.map((group) => ({ ...group, kind: group.kind.toUpperCase() })),
});

const noBody = {
  zh: "请求体应为名录文件本身，不能为空。",
  en: "The body must be the roster file itself, and not empty.",
};
const faulty = { zh: "名录文件有误，逐处见差错。", en: "The roster file has faults; each is told with its place." };
const otherRegion = (regionId: string) => ({
  zh: `这是行政区划${regionId}的名录，不是本地区的。`,
  en: `This is the roster of region ${regionId}, and not of yours.`,
});
