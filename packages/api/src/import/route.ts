// POST /import 上传来文: takes the bytes of a notice, keeps them and answers with the draft. Importing is a mutation.
import { asSaid, type Bearer, holdsPersonalData, most, plan } from "@taizhang/domain";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { checkOpen } from "../auth/access.ts";
import type { Parts } from "../context.ts";
import { checked, inLanguage, problem } from "../errors.ts";
import { identify, type Serving } from "../http/every-route.ts";
import { languageOf } from "../language.ts";
import { endingWith } from "../limits/ending.ts";
import { limits } from "../limits/limits.ts";

const named = asSaid(z.object({ name: z.string().trim().min(1).max(most.name) }));

/**
 * Adds `POST /import?name=…`. The body is the file itself, whatever its content type; 10 MB at most. The answer is
 * `{ sourceSha256, draft }`, or 422 with `{ error }` where the file is not a notice, and then it is not kept.
 */
export function serveImport(
  app: FastifyInstance,
  { sources, readNotice }: Parts,
  { verify, rates }: Pick<Serving, "verify" | "rates">,
): void {
  const asked = new WeakMap<FastifyRequest, Bearer>();
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: limits.noticeBytes },
      async (_: unknown, body: unknown) => body,
    );
    scope.post(
      "/import",
      {
        bodyLimit: limits.noticeBytes,
        // Before the body is read: nobody should send ten megabytes only to learn that they may not.
        onRequest: async (request) => {
          const bearer = await identify(request, { verify, rates });
          checkOpen(bearer, plan.actions.importPlan.by);
          if (!bearer) return;
          await rates.upload(bearer);
          asked.set(request, bearer);
        },
      },
      async (request, reply) => {
        if (!asksByName.safeParse(request.query).success) throw problem("BAD_USER_INPUT", noName, { field: "name" });
        const { name } = checked(named, request.query);
        if (holdsPersonalData(name)) throw problem("BAD_USER_INPUT", personalName, { field: "name" });
        const bytes = request.body;
        if (!(bytes instanceof Uint8Array) || bytes.byteLength === 0) throw problem("BAD_USER_INPUT", noBody);
        if (request.headers["content-type"]?.startsWith("multipart/")) throw problem("UNSUPPORTED_MEDIA_TYPE", noForm);
        const reading = await readNotice([{ bytes, name }], {
          bearer: asked.get(request),
          signal: endingWith(reply.raw).signal,
        });
        if ("error" in reading) {
          const { code, message: en, messageZh: zh } = reading.error;
          const { message, extensions } = inLanguage(languageOf(request), { zh, en }, { code, requestId: request.id });
          return reply.code(422).send({ error: { message, ...extensions } });
        }
        return { sourceSha256: await sources.keep({ bytes, name }), draft: reading.draft };
      },
    );
  });
}

const asksByName = z.object({ name: z.string().min(1) });
const noName = {
  zh: "请在地址中写明文件名，如 /import?name=notice.txt。",
  en: "Give the file's name in the address, as in /import?name=notice.txt.",
};
const noBody = { zh: "请求体应为文件本身，不能为空。", en: "The body must be the file itself, and not empty." };
const noForm = {
  zh: "不接受表单：请把文件本身作为请求体提交，例如 curl --data-binary @文件。",
  en: "Forms are not accepted: send the file itself as the body, as curl --data-binary @file does.",
};
const personalName = {
  zh: "文件名里有电话、身份证或银行卡号；台账不留存个人信息，请改名后再上传。",
  en: "The file's name holds a telephone, identity or bank card number; the ledger keeps no personal data. Rename it.",
};
