// GET /export/… 导出: a plan, a unit's ledger, the review queue or a unit's reporting form, as a file that is streamed.
import { Readable } from "node:stream";
import { type OfficeForm, writeCsv, writeDocx, writeXlsx } from "@taizhang/documents";
import { type Bearer, planReaders, type Sentence } from "@taizhang/domain";
import { Abandoned, type Position as LogPosition } from "@taizhang/log";
import { waitingKinds } from "@taizhang/projections";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { checkOpen } from "../auth/access.ts";
import { badInput, checked, presentError, problem } from "../errors.ts";
import { attached } from "../http/attached.ts";
import { identify, type Serving } from "../http/every-route.ts";
import { parametersIn } from "../http/parameters.ts";
import { languageOf } from "../language.ts";
import { endingWith } from "../limits/ending.ts";
import { limits } from "../limits/limits.ts";
import { requireIncludable } from "../reading/log-end.ts";
import { rosterDayFor } from "../reading/moment.ts";
import { expectedOf, Position, positionIn } from "../schema/scalars.ts";
import type { Asked } from "./asked.ts";
import { formExport } from "./form-export.ts";
import { ledgerExport } from "./ledger-export.ts";
import { exportPlaces } from "./limit-exports.ts";
import { momentAsked, namesAt } from "./moment.ts";
import { planExport } from "./plan-export.ts";
import { queueExport } from "./queue-export.ts";

const FORMATS = {
  xlsx: { write: writeXlsx, type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  docx: { write: writeDocx, type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  csv: { write: writeCsv, type: "text/csv; charset=utf-8" },
} as const;
type Format = keyof typeof FORMATS;

const isFormat = (ending: string): ending is Format => Object.hasOwn(FORMATS, ending);

const queried = z.object({ asOf: z.string().optional(), atLeast: z.string().optional() });

const queriedOfQueue = queried.extend({
  of: z.enum(["office", "lead"]).optional(),
  kind: z.enum(waitingKinds).optional(),
  planId: z.string().optional(),
  unitId: z.string().optional(),
});
type Queried = z.infer<typeof queriedOfQueue>;

/** What an address names: which parameters it takes, and how its form is made. */
interface Making {
  readonly takes: typeof queried | typeof queriedOfQueue;
  make(asked: Asked, names: readonly string[], query: Queried): Promise<OfficeForm>;
}

const MAKING: Readonly<Record<string, Making>> = {
  "/export/plan/:file": {
    takes: queried,
    make: async (asked, [planId = ""]) => found(await planExport(asked, planId), noPlan),
  },
  "/export/ledger/:file": {
    takes: queried,
    make: async (asked, [unitId = ""]) => found(await ledgerExport(asked, unitId), noUnit),
  },
  "/export/form/:planId/:file": {
    takes: queried,
    async make(asked, [planId = "", unitId = ""]) {
      const form = await formExport(asked, planId, unitId);
      if (form === "plan") throw problem("NOT_FOUND", noPlan);
      return found(form === "unit" ? null : form, noUnit);
    },
  },
  "/export/:file": {
    takes: queriedOfQueue,
    make: async (asked, [name = ""], query) =>
      found(name === "queue" ? await queueExport(asked, query) : null, nothing),
  },
};

function found(form: OfficeForm | null, sentence: Sentence): OfficeForm {
  if (form === null) throw problem("NOT_FOUND", sentence);
  return form;
}

/**
 * Adds `GET /export/plan/{planId}.{format}`, `/export/ledger/{unitId}.{format}`, `/export/queue.{format}` and
 * `/export/form/{planId}/{unitId}.{format}`, with `asOf` for a moment of the past. The format is the ending of the name, so
 * that whatever saves the answer names it rightly. The file holds what the reader may see, and all of it is of one moment.
 */
export function serveExports(app: FastifyInstance, serving: Serving): void {
  const take = exportPlaces(limits.exports);
  for (const [address, { takes, make }] of Object.entries(MAKING)) {
    app.get<{ Params: Record<string, string>; Querystring: unknown }>(address, justGet, async (request, reply) => {
      const bearer = await identify(request, serving);
      checkOpen(bearer, planReaders);
      if (bearer === null) throw problem("UNAUTHENTICATED");
      const { names, format } = namedIn(Object.values(request.params));
      const query = queriedBy(takes, request.query);
      await serving.rates.spend(bearer, limits.exportPoints);
      const release = take(bearer);
      reply.raw.once("close", release);
      const asked = await askedBy(bearer, query, request, reply, serving);
      const form = await make(asked, names, query);
      return send(form, format, { request, reply, serving });
    });
  }
}

/** What an address says besides its ids, with the position that must be included; null for any. */
function queriedBy(takes: Making["takes"], query: unknown): Queried & { readonly included: LogPosition | null } {
  const said = parametersIn(query, Object.keys(takes.shape));
  const read: Queried = checked(takes, Object.fromEntries([...said].map(([name, [value]]) => [name, value])));
  const included = read.atLeast === undefined ? null : positionIn(read.atLeast);
  if (read.atLeast !== undefined && included === null)
    throw badInput([{ field: "atLeast", fault: expectedOf(Position) }]);
  return { ...read, included };
}

/** Nothing is written only to tell how much it would be. */
const justGet = { exposeHeadRoute: false };

/** The ids in an address, and the format that ends it. */
function namedIn(parts: readonly string[]): { names: string[]; format: Format } {
  const last = parts.at(-1) ?? "";
  const dot = last.lastIndexOf(".");
  const format = dot < 0 ? "" : last.slice(dot + 1).toLowerCase();
  if (!isFormat(format)) throw problem("BAD_USER_INPUT", noFormat, { field: "format" });
  return { names: [...parts.slice(0, -1), last.slice(0, dot)], format };
}

async function askedBy(
  bearer: Bearer,
  { asOf, included }: ReturnType<typeof queriedBy>,
  request: FastifyRequest,
  reply: FastifyReply,
  { contextsOf }: Serving,
): Promise<Asked> {
  const context = contextsOf({ bearer, requestId: request.id, ending: endingWith(reply.raw) }).at({
    key: "export",
    prev: undefined,
    typename: undefined,
  });
  await requireIncludable(context, included);
  context.views.atLeast(included);
  const at = await momentAsked(context, asOf);
  // Whatever is read besides tasks has come as far.
  context.views.atLeast(at.position);
  const namesOn = await namesAt(context, at, bearer.regionId);
  return { context, at, reader: bearer, namesOn, nameOf: namesOn(rosterDayFor(context, at.day)) };
}

interface Sending {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly serving: Serving;
}

/** Sends a file. Where its very beginning fails, that is answered as any other failure. */
async function send(form: OfficeForm, format: Format, { request, reply, serving }: Sending): Promise<FastifyReply> {
  const { write, type } = FORMATS[format];
  const bytes = write(form);
  const first = await bytes.next();
  // A reader who takes nothing for a while is left, and does not keep its place for ever.
  reply.raw.setTimeout(serving.bounds.exportMs, () => reply.raw.destroy());
  return reply
    .header("content-disposition", attached(`${form.title} ${form.mark.day}.${format}`))
    .header("content-security-policy", "default-src 'none'; sandbox")
    .header("cache-control", "private, no-store")
    .type(type)
    .send(Readable.from(told(first, bytes, { request, serving })));
}

/** The bytes. A failure in the middle cuts the answer off, which its reader notices, and is logged as any other. */
async function* told(
  first: IteratorResult<Uint8Array>,
  bytes: AsyncGenerator<Uint8Array>,
  { request, serving: { log, development } }: Omit<Sending, "reply">,
): AsyncGenerator<Uint8Array> {
  try {
    if (!first.done) yield first.value;
    yield* bytes;
  } catch (error) {
    if (!(error instanceof Abandoned)) {
      presentError(error, { log, development, requestId: request.id, language: languageOf(request) });
    }
    throw error;
  } finally {
    await bytes.return(undefined);
  }
}

const noPlan = {
  zh: "本行政区划没有这个计划，或在所问的时点还没有。",
  en: "There is no such plan in the region, or there was none at that moment.",
};
const noUnit = {
  zh: "本行政区划没有这个单位，或在所问的时点还没有。",
  en: "There is no such unit in the region, or there was none at that moment.",
};
const nothing = {
  zh: "没有这种导出：可导出 plan、ledger、queue、form。",
  en: "There is no such export: there are plan, ledger, queue and form.",
};
const noFormat = {
  zh: "导出格式应为 xlsx、docx 或 csv，写在地址末尾，如 /export/queue.xlsx。",
  en: "The format is xlsx, docx or csv and ends the address, as in /export/queue.xlsx.",
};
