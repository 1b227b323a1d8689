// How a failed request is answered: bad input, a missing right, an outage or a bug. A refused command is none of these.
import type { Doer, Sentence } from "@taizhang/domain";
import {
  Abandoned,
  ClockDoubted,
  LogFull,
  LogReplaced,
  Outage,
  OutcomeUnknown,
  Overloaded,
  type Position,
  UnreadableEvent,
} from "@taizhang/log";
import { isDiskFull, type Logger } from "@taizhang/process";
import { ReadModelRebuilding } from "@taizhang/projections";
import { type ASTNode, GraphQLError, type GraphQLFormattedError } from "graphql";
import type { z } from "zod";
import { faultOf, type InputFault, inOneSentence } from "./input-faults.ts";
import type { Language } from "./language.ts";
import { limits } from "./limits/limits.ts";

/** Our own error codes, each with the HTTP status of a request that ends in it and its default sentence. */
const problems = {
  BAD_USER_INPUT: { status: 400, zh: "提交的内容不符合要求。", en: "The input is invalid." },
  UNAUTHENTICATED: {
    status: 401,
    zh: "请求未带令牌：请在 Authorization 头中提交 Bearer 令牌。",
    en: "The request carries no token: send one as `Authorization: Bearer <token>`.",
  },
  FORBIDDEN: { status: 403, zh: "令牌没有所需的角色。", en: "The token does not have the role that this needs." },
  METHOD_NOT_ALLOWED: { status: 405, zh: "此地址不接受这种请求方法。", en: "This address does not take this method." },
  NOT_FOUND: { status: 404, zh: "没有这个地址。", en: "There is nothing at this address." },
  NOT_ACCEPTABLE: {
    status: 406,
    zh: "此地址不给出所要的内容类型。",
    en: "This address does not answer in such a type.",
  },
  LIMIT_EXCEEDED: { status: 400, zh: "请求超出了限额。", en: "The request exceeds a limit." },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: "请求过多；请稍后再试。",
    en: "There were too many requests; try again later.",
  },
  PAYLOAD_TOO_LARGE: { status: 413, zh: "请求体过大。", en: "The request's body is too large." },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, zh: "不接受这种内容类型。", en: "This content type is not accepted." },
  CURSOR_OF_OTHER_LOG: {
    status: 400,
    zh: "事件日志在此位置的内容与游标不符：游标来自另一份日志、恢复备份之前的日志或较早的版本；请不带游标，从头开始。",
    en:
      "The event log does not hold what the cursor has come from: the cursor is of another log, of this one before it was " +
      "restored from a backup, or of an earlier version. Start again without it.",
  },
  UNAVAILABLE: {
    status: 503,
    zh: "台账暂时无法办理；请稍后用同一个命令编号再试。",
    en: "The ledger cannot do this right now; try again shortly, with the same command id.",
  },
  CLOCK_DOUBTED: {
    status: 503,
    zh: "服务器时钟有疑问，暂不受理命令；请告诉管理员。",
    en: "The server's clock is doubted, and commands are refused; tell the operator.",
  },
  STORAGE_FULL: {
    status: 507,
    zh: "存储空间已满，未作任何更改；请告知管理员腾出空间，然后用同一个命令编号再试。",
    en: "The disk is full and nothing was changed; tell the operator to make room, then try again with the same command id.",
  },
  OUTCOME_UNKNOWN: {
    status: 503,
    zh: "事件库没有应答，尚不知命令是否已经记下：请稍后用同一个命令编号再发一次，不会重复办理。",
    en:
      "The event store did not answer: it is unknown whether the command was stored. Send it again shortly with the same " +
      "command id, which never stores it twice.",
  },
  READ_MODEL_REBUILDING: {
    status: 503,
    zh: "台账正在从事件日志重建；请稍后再试。",
    en: "The ledger is being rebuilt from the event log; try again shortly.",
  },
  READ_MODEL_BEHIND: {
    status: 503,
    zh: "台账尚未跟上所要求的位置；请稍后再试。",
    en: "The ledger has not reached the position asked for; try again shortly.",
  },
  EVENT_UNREADABLE: {
    status: 500,
    zh: "事件日志中有一条本版本读不出的事件；请告知管理员：升级到认得它的版本，或恢复备份。",
    en: "The event log holds an event that this build cannot read; tell the operator: start a build that knows it, or restore a backup.",
  },
  INTERNAL: {
    status: 500,
    zh: "服务器出错，已记录；请把请求编号告诉管理员。",
    en: "The server failed and recorded the failure; give the request id to the operator.",
  },
} as const satisfies Record<string, Sentence & { status: number }>;

export type ProblemCode = keyof typeof problems;

const statuses: ReadonlyMap<string, number> = new Map(
  Object.entries(problems).map(([code, { status }]) => [code, status]),
);

/** The HTTP status of a request that ends in an error of this code; 400 for what GraphQL itself refuses. */
export const statusOf = (code: string): number => statuses.get(code) ?? 400;

interface ProblemOptions {
  /** The field of the input at fault, such as `evidence.0.url`. */
  readonly field?: string;
  /** All that is wrong with the input. */
  readonly faults?: readonly InputFault[];
  /** The place in the log where it failed. */
  readonly position?: Position;
  /** The place in the document that is at fault. */
  readonly nodes?: ASTNode | undefined;
}

/** A failure that the client may read, in both languages: the English message, and `extensions.messageZh`. `presentError` shows both. */
export function problem(
  code: ProblemCode,
  sentence: Sentence = problems[code],
  { field, faults, position, nodes }: ProblemOptions = {},
) {
  const { status } = problems[code];
  return new GraphQLError(sentence.en, {
    nodes: nodes ?? null,
    extensions: {
      code,
      messageZh: sentence.zh,
      ...(field === undefined ? {} : { field }),
      ...(faults === undefined ? {} : { faults: faults.map((each) => ({ field: each.field, ...each.fault })) }),
      ...(position === undefined ? {} : { position: String(position) }),
      // A missing role affects one field of a query; the other fields are answered, so the status stays 200.
      ...(code === "FORBIDDEN" ? {} : { http: { status } }),
    },
  });
}

/** The failure where more was asked for than is allowed in a while: `extensions.retryAfter`, in seconds, says how long to wait. */
export function tooMany(what: Sentence, retryAfter: number): GraphQLError {
  const { message, extensions } = problem("TOO_MANY_REQUESTS", {
    zh: `${what.zh}请在${retryAfter}秒后再试。`,
    en: `${what.en} Try again in ${retryAfter} s.`,
  });
  const http = { status: problems.TOO_MANY_REQUESTS.status, headers: new Map([["retry-after", String(retryAfter)]]) };
  return new GraphQLError(message, { extensions: { ...extensions, retryAfter, http } });
}

/** The failure where the bearer has none of the roles that something is open to. */
export function forbidden(openTo: readonly Doer[]): GraphQLError {
  const wanted = openTo.filter((role) => role !== "policy").join(", ");
  return problem("FORBIDDEN", {
    zh: `需要以下角色之一：${wanted}。`,
    en: `This needs one of the roles ${wanted}; the token has none of them.`,
  });
}

/** Checks an input against a shape and returns what it parsed. Throws `badInput` with its faults. */
export function checked<Value>(shape: z.ZodType<Value>, said: unknown): Value {
  const read = shape.safeParse(said);
  if (read.success) return read.data;
  throw badInput(faultsIn(read.error, said));
}

/** The first faults that a shape has found in what was said. */
export const faultsIn = ({ issues }: z.ZodError, said: unknown): InputFault[] =>
  issues.slice(0, limits.errors).map((issue) => faultOf(issue, said));

/** The failure of an input with faults: `BAD_USER_INPUT` with all of them in one sentence, the first field in `extensions.field`, and each in `extensions.faults`. */
export const badInput = (faults: readonly InputFault[], nodes?: ASTNode): GraphQLError =>
  problem("BAD_USER_INPUT", inOneSentence(faults), { field: faults[0]?.field ?? "", faults, nodes });

/** A failure as an error that the client may read; null where it is a bug. */
function readable(error: unknown): GraphQLError | null {
  if (error instanceof GraphQLError) {
    const origin = error.extensions["code"] === undefined ? error.originalError : undefined;
    return origin ? readable(origin) : error;
  }
  if (error instanceof LogReplaced) return problem("CURSOR_OF_OTHER_LOG");
  if (error instanceof ClockDoubted) return problem("CLOCK_DOUBTED", error.sentence);
  if (error instanceof LogFull || isDiskFull(error)) return problem("STORAGE_FULL");
  if (error instanceof UnreadableEvent) return unreadable(error);
  if (error instanceof ReadModelRebuilding) return problem("READ_MODEL_REBUILDING");
  if (error instanceof OutcomeUnknown) return problem("OUTCOME_UNKNOWN");
  if (error instanceof Overloaded) return problem("UNAVAILABLE", overloaded);
  return error instanceof Outage ? problem("UNAVAILABLE") : null;
}

const overloaded = {
  zh: "服务器繁忙，尚未办理；请稍后再试。",
  en: "The server is busy and has not done this; try again shortly.",
};

function unreadable({ position }: UnreadableEvent): GraphQLError {
  const { zh, en } = problems.EVENT_UNREADABLE;
  const sentence = { zh: `位置 ${position}：${zh}`, en: `Position ${position}: ${en}` };
  return problem("EVENT_UNREADABLE", sentence, { position });
}

/** What to tell where a failure is an outage, which passes; null where it is something else. */
export function outageOf(error: unknown): Sentence | null {
  const { message: en, extensions } = readable(error) ?? problem("INTERNAL");
  return statusOf(String(extensions["code"])) === 503 ? { zh: String(extensions["messageZh"]), en } : null;
}

/** What presenting errors needs: where to record a bug, for which request, in which language, and whether to give hints. */
export interface Presenting {
  readonly log: Logger;
  readonly requestId: string;
  /** Whether hints at the schema (“Did you mean …”) are shown. */
  readonly development: boolean;
  /** The language of `message`; `extensions` have it in both. */
  readonly language: Language;
}

/** An error as the client gets it. */
export interface ShownError extends GraphQLFormattedError {
  readonly extensions: Readonly<Record<string, unknown>> & {
    readonly code: string;
    readonly requestId: string;
    readonly messageZh: string;
    readonly messageEn: string;
  };
}

/** The errors of one request as the client gets them, five at most. */
export function presentErrors(errors: readonly unknown[], how: Presenting): ShownError[] {
  return errors.slice(0, limits.errors).map((error) => presentError(error, how));
}

/** One error as the client gets it. Outages and bugs are logged here, and nowhere else. */
export function presentError(error: unknown, { log, requestId, development, language }: Presenting): ShownError {
  const shown = readable(error) ?? problem("INTERNAL");
  const code = String(shown.extensions["code"] ?? "BAD_USER_INPUT");
  if (code === "INTERNAL") log.error({ requestId, err: originOf(error) }, "a request failed on a bug");
  if (code === "EVENT_UNREADABLE") log.error({ requestId, err: originOf(error) }, "a request met an unreadable event");
  if (code === "STORAGE_FULL") log.error({ requestId, err: originOf(error) }, "a request met a full disk");
  const isOutage = code === "UNAVAILABLE" || code === "OUTCOME_UNKNOWN";
  // That somebody has left is no outage.
  if (isOutage && !(originOf(error) instanceof Abandoned)) {
    log.warn({ requestId, err: originOf(error) }, "a request failed on an outage");
  }
  const { http: _status, stacktrace: _stack, ...extensions } = shown.extensions;
  const en = short(development ? shown.message : shown.message.replace(/ Did you mean .*$/s, ""));
  const { locations, path } = error instanceof GraphQLError ? error.toJSON() : shown.toJSON();
  const { messageZh } = extensions;
  const zh = typeof messageZh === "string" ? messageZh : inChinese(code, locations);
  return {
    ...(locations ? { locations } : {}),
    ...(path ? { path } : {}),
    ...inLanguage(language, { zh, en }, { ...extensions, code, requestId }),
  };
}

/** A sentence as every answer tells it: `message` in the client's language, and in both beside it. */
export function inLanguage<More extends object>(language: Language, { zh, en }: Sentence, more: More) {
  return { message: language === "zh" ? zh : en, extensions: { ...more, messageZh: zh, messageEn: en } };
}

/** What graphql itself refuses is about the document, which only who writes clients sees: the place, and why in English. */
function inChinese(code: string, locations: GraphQLFormattedError["locations"]): string {
  const what = refusedByGraphql.get(code) ?? "请求不符合要求";
  const [place] = locations ?? [];
  return place ? `${what}（第${place.line}行第${place.column}列）。` : `${what}。`;
}

const refusedByGraphql: ReadonlyMap<string, string> = new Map([
  ["GRAPHQL_PARSE_FAILED", "查询文本有语法错误"],
  ["GRAPHQL_VALIDATION_FAILED", "查询不符合接口定义"],
  ["OPERATION_RESOLUTION_FAILURE", "查询文本没有指明要执行哪一个操作"],
]);

/** Every code that an error may have. */
export const errorCodes: readonly string[] = [...Object.keys(problems), ...refusedByGraphql.keys()];

/** A message may repeat what was sent, which the client knows. */
const short = (message: string): string =>
  message.length <= limits.errorLength ? message : `${message.slice(0, limits.errorLength)}…`;

const originOf = (error: unknown) => (error instanceof GraphQLError ? (error.originalError ?? error) : error);
