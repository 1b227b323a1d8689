// GET /changes 变更流: the feed as server-sent events. What is told, to whom, and within which bounds is the subscription's own.
import { Readable } from "node:stream";
import { rosterReaders } from "@taizhang/domain";
import { settledWithin } from "@taizhang/process";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type GraphQLError, getNullableType, isListType } from "graphql";
import Negotiator from "negotiator";
import { z } from "zod";
import { checkOpen } from "../auth/access.ts";
import type { Request } from "../context.ts";
import { badInput, presentError, problem } from "../errors.ts";
import { type Serving, verified } from "../http/every-route.ts";
import { parametersIn } from "../http/parameters.ts";
import { languageOf } from "../language.ts";
import { endingWith } from "../limits/ending.ts";
import type { Said } from "../limits/guard-said.ts";
import type { Connection, Why } from "../limits/open-connections.ts";
import { prepared } from "../limits/prepared.ts";
import { eventStream, type Told, whileTaken } from "./event-stream.ts";
import { type Parameter, type WholeFeed, wholeFeed } from "./whole-feed.ts";

const eventStreamType = "text/event-stream";
/** The type of what is sent, which a client may ask for as it is. */
const sentType = `${eventStreamType}; charset=utf-8`;

/** A stream that is open, as one of the connections of the process. */
interface OpenStream extends Connection {
  /** Ends the stream; with a failure, that is its last event. What is on its way is still sent. */
  end(failure: GraphQLError | null): void;
  /** Why it was ended; null where nothing is to be told. */
  failure(): GraphQLError | null;
  /** What ends the stream, once its messages are there. */
  endWith(messages: Told): void;
  /** Resolves when the answer is over. */
  readonly closed: Promise<void>;
}

/**
 * Adds `GET /changes`. `Last-Event-ID` is where a client that was cut off goes on, and comes before what its address says.
 */
export function serveChanges(app: FastifyInstance, serving: Serving): void {
  const { meters, open, bounds, log, development } = serving;
  const whole = wholeFeed(serving.schema);
  const streams = new Set<OpenStream>();

  app.get("/changes", { exposeHeadRoute: false }, async (request, reply) => {
    const said = await verified(request, serving);
    checkOpen(said?.bearer ?? null, rosterReaders);
    if (said === null) throw problem("UNAUTHENTICATED");
    if (!new Negotiator(request).mediaType([eventStreamType, sentType])) throw problem("NOT_ACCEPTABLE", onlyEvents);
    const variables = variablesIn(request, whole);
    if (!open.makeRoom()) throw problem("UNAVAILABLE", full);
    const stream = openStream(reply);
    if (!open.admit(stream, said)) throw stream.failure() ?? problem("UNAVAILABLE");
    streams.add(stream);
    meters.streams.inc();
    void stream.closed.then(() => {
      open.remove(stream);
      streams.delete(stream);
      meters.streams.dec();
    });
    const asking = { bearer: said.bearer, requestId: request.id, ending: endingWith(reply.raw) };
    const messages = await subscribed(serving, { query: whole.query, variables }, asking);
    stream.endWith(messages);
    const { keepAliveMs } = bounds.socket;
    const how = { log, development, requestId: request.id, language: languageOf(request) };
    const present = (error: unknown) => presentError(error, how);
    const text = eventStream({ messages, keepAliveMs, present, endedBy: stream.failure });
    return reply
      .headers({ "cache-control": "private, no-store, no-transform", "x-accel-buffering": "no" })
      .type(sentType)
      .send(Readable.from(whileTaken(text, 2 * keepAliveMs, () => reply.raw.destroy())));
  });

  app.addHook("preClose", async () => {
    // They come back, to this server or the next, from where they were. One that takes nothing is cut off.
    for (const stream of streams) stream.end(null);
    await settledWithin(Promise.all([...streams].map(({ closed }) => closed)), farewellMs);
  });
}

const farewellMs = 1000;

function openStream({ raw }: FastifyReply): OpenStream {
  let failure: GraphQLError | null = null;
  let isEnded = false;
  let messages: Told | null = null;
  function end(why: GraphQLError | null): void {
    failure ??= why;
    isEnded = true;
    void messages?.return();
  }
  return {
    end,
    failure: () => failure,
    endWith(those) {
      messages = those;
      if (isEnded) void messages.return();
    },
    isOpen: () => !isEnded && !raw.destroyed,
    close: (why) => end(endedFor(why)),
    closed: new Promise((resolve) => {
      raw.once("close", () => {
        end(null);
        resolve();
      });
    }),
  };
}

/** Begins the subscription. Throws what refuses it. */
async function subscribed(serving: Serving, said: Said, asking: Request): Promise<Told> {
  // As a request it has been counted with its token.
  const ready = await prepared(serving, said, asking, 0);
  const begun = "schema" in ready ? await serving.answers.subscribe(ready) : { errors: ready };
  if (Symbol.asyncIterator in begun) return begun;
  const refused = begun.errors?.[0];
  throw refused ? asOfAddress(refused) : new Error("a subscription that neither begins nor says why");
}

const faultsTold = z.array(z.object({ field: z.string(), zh: z.string(), en: z.string() }));

/** What is wrong with the filter is told by the parameters of the address, which are its conditions. */
function asOfAddress(refused: GraphQLError): GraphQLError {
  const { data: faults } = faultsTold.safeParse(refused.extensions["faults"]);
  if (faults === undefined) return refused;
  return badInput(faults.map(({ field, ...fault }) => ({ field: field.replace(/^filter\./, ""), fault })));
}

/** The variables of the subscription, as the address and `Last-Event-ID` say them. */
function variablesIn({ query, headers }: FastifyRequest, { starts, conditions }: WholeFeed): Record<string, unknown> {
  const parameters = [...starts.values(), ...conditions.values()];
  const lists = parameters.filter(isList).map(({ name }) => name);
  const said = parametersIn(
    query,
    parameters.map(({ name }) => name),
    lists,
  );
  const saidOf = (some: ReadonlyMap<string, Parameter>) =>
    Object.fromEntries(
      [...some].flatMap(([name, parameter]) => {
        const values = said.get(name);
        if (values === undefined) return [];
        return [[name, isList(parameter) ? listIn(name, values) : values[0]]];
      }),
    );
  const last = headers["last-event-id"];
  return { ...(last ? { after: last } : saidOf(starts)), filter: saidOf(conditions) };
}

const isList = ({ type }: Parameter): boolean => isListType(getNullableType(type));

/** A list is written with commas, or by saying its name again. */
function listIn(name: string, values: readonly string[]): readonly string[] {
  const entries = values.flatMap((each) => (each === "" ? [] : each.split(",")));
  if (entries.includes("")) throw badInput([{ field: name, fault: emptyEntry }]);
  return entries;
}

const endedFor = ({ code, sentence: { zh, en } }: Why): GraphQLError =>
  problem(code, { zh: `变更流已关闭：${zh}。`, en: `The stream of changes is closed: ${en}.` });

const onlyEvents = {
  zh: `此地址只给出 ${eventStreamType}；请在 Accept 头中写上它，或不写 Accept。`,
  en: `This address answers in ${eventStreamType} only: name that in Accept, or leave it out.`,
};
const full = {
  zh: "服务器上打开的连接已满；请稍后再试。",
  en: "The server holds as many connections as it can; try again shortly.",
};
const emptyEntry = {
  zh: "逗号前后有空项，请删去多余的逗号",
  en: "has an empty entry: take out the comma that is too many",
};
