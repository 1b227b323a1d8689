// POST /import 上传来文: takes the files of a notice, keeps them and answers with the draft. Importing is a mutation.
import { asSaid, type Bearer, beijingDay, holdsPersonalData, most, namesUpTo, plan, roster } from "@taizhang/domain";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { checkOpen } from "../auth/access.ts";
import type { Parts } from "../context.ts";
import { checked, inLanguage, problem } from "../errors.ts";
import { identify, type Serving, tooLarge } from "../http/every-route.ts";
import { parametersIn } from "../http/parameters.ts";
import { languageOf } from "../language.ts";
import { endingWith } from "../limits/ending.ts";
import { limits } from "../limits/limits.ts";
import { filesOfForm } from "./form.ts";
import { keepNotice } from "./kept-notice.ts";
import type { NoticeFile } from "./notice.ts";

const named = asSaid(z.object({ name: z.string().trim().min(1).max(most.name) }));

/**
 * Adds `POST /import`. The body is the file itself, whatever its content type, with its name in the address (`?name=…`);
 * or `multipart/form-data` with several files, the notice before its annexes. 10 MB at most, and ten files. The answer is
 * `{ sourceSha256, sources, draft }`, or 422 with `{ error }` where this is no notice, and then no file of it is kept.
 */
export function serveImport(
  app: FastifyInstance,
  { sources, readNotice, executor, now }: Parts,
  { verify, rates }: Pick<Serving, "verify" | "rates">,
): void {
  const asked = new WeakMap<FastifyRequest, Bearer>();

  /** The names that the roster of the bearer's region knows by today, also those out of use. */
  async function namesKnownTo(bearer: Bearer | undefined): Promise<string[]> {
    return bearer ? namesUpTo((await executor.load(roster, bearer.regionId)).state, beijingDay(now())) : [];
  }

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "buffer" }, async (_: unknown, body: unknown) => body);
    scope.post(
      "/import",
      {
        bodyLimit: limits.noticeBytes + limits.formBytes,
        // Before the body is read: nobody should send ten megabytes only to learn that they may not.
        onRequest: async (request) => {
          const bearer = await identify(request, { verify, rates });
          checkOpen(bearer, plan.actions.importPlan.by);
          if (!bearer) return;
          parametersIn(request.query, ["name"]);
          await rates.upload(bearer);
          asked.set(request, bearer);
        },
      },
      async (request, reply) => {
        const files = await filesIn(request);
        const bearer = asked.get(request);
        const reading = await readNotice(files, {
          bearer,
          known: await namesKnownTo(bearer),
          signal: endingWith(reply.raw).signal,
        });
        if ("error" in reading) {
          const { code, message: en, messageZh: zh } = reading.error;
          const { message, extensions } = inLanguage(languageOf(request), { zh, en }, { code, requestId: request.id });
          return reply.code(422).send({ error: { message, ...extensions } });
        }
        return { ...(await keepNotice(sources, files)), draft: reading.draft };
      },
    );
  });
}

/** The files of a request, each with a name that may be kept. Throws what the client must be told. */
async function filesIn({ body, query, headers }: FastifyRequest): Promise<NoticeFile[]> {
  const type = headers["content-type"] ?? "";
  const isForm = /^multipart\//i.test(type);
  if (!isForm && !asksByName.safeParse(query).success) throw problem("BAD_USER_INPUT", noName, { field: "name" });
  if (!(body instanceof Uint8Array) || body.byteLength === 0) throw problem("BAD_USER_INPUT", noBody);
  const sent = isForm ? await filesOfForm(body, type) : [{ bytes: body, name: checked(named, query).name }];
  const files = sent.map(({ bytes, name }) => ({ bytes, name: checked(named, { name }).name }));
  if (files.some(({ name }) => holdsPersonalData(name)))
    throw problem("BAD_USER_INPUT", personalName, { field: "name" });
  if (files.some(({ bytes }) => bytes.byteLength === 0)) throw problem("BAD_USER_INPUT", noBody);
  if (files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0) > limits.noticeBytes)
    throw tooLarge(limits.noticeBytes);
  return files;
}

const asksByName = z.object({ name: z.string().min(1) });
const noName = {
  zh: "请在地址中写明文件名，如 /import?name=notice.txt；几个文件请用 multipart/form-data 一并提交。",
  en: "Give the file's name in the address, as in /import?name=notice.txt; send several files as multipart/form-data.",
};
const noBody = { zh: "请求体应为文件本身，不能为空。", en: "The body must be the file itself, and not empty." };
const personalName = {
  zh: "文件名里有电话、身份证或银行卡号；台账不留存个人信息，请改名后再上传。",
  en: "The file's name holds a telephone, identity or bank card number; the ledger keeps no personal data. Rename it.",
};
