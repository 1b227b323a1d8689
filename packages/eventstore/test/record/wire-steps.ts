// The steps without the client: the messages that come back, and the status and trailers at the end.

import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import type { Message } from "google-protobuf";
import { countOf, type Player, partOf } from "./player.ts";
import type { BatchPart, Json, Step } from "./program.ts";
import { appendRequests, batchRequest, deleteRequest, readRequest, tombstoneRequest } from "./requests.ts";
import { isMessageOf } from "./subscriptions.ts";
import { Tape } from "./tape.ts";
import { anyMethod, methods } from "./wire.ts";

type WireStep = (player: Player, step: Step, wanted: Json) => Promise<unknown>;
type Method = ReturnType<typeof anyMethod>;

export const wireSteps: Readonly<Record<string, WireStep>> = {
  rawAppend: (player, step, wanted) => call(player, methods.append, appendRequests(player.run, step), step, wanted),
  rawDelete: (player, step, wanted) => call(player, methods.delete, [deleteRequest(player.run, step)], step, wanted),
  rawTombstone: (player, step, wanted) =>
    call(player, methods.tombstone, [tombstoneRequest(player.run, step)], step, wanted),
  rawRead: (player, step, wanted) => call(player, methods.read, [readRequest(player.run, step)], step, wanted),
  rawCall: (player, step, wanted) => call(player, anyMethod(step.path ?? ""), [new sharedPb.Empty()], step, wanted),

  /** Sends requests one after the other, and waits for the wanted answers, in any order. */
  async rawBatch({ run, wire, settled }, { send = [], halfClose }, wanted) {
    const tape = new Tape(settled);
    const batch = wire(methods.batchAppend, (message) => tape.add(message));
    batch.ended.then((status) => tape.end(status));
    for (const [n, part] of send.entries()) {
      const { pause } = part;
      if (pause === undefined) batch.send(batchRequest(run, part));
      else await tape.until(() => tape.items.length >= answersAfter(send.slice(0, n), pause));
    }
    await tape.untilQuiet(() => tape.items.length >= countOf(partOf(wanted, "messages")));
    if (halfClose !== undefined) {
      batch.end();
      await batch.ended;
    }
    const { ended } = tape;
    batch.cancel();
    const symbol = (item: unknown): string => {
      const id = JSON.stringify(Reflect.get(Object(item), "correlationId") ?? "");
      return [...run.symbols].find(([uuid]) => id.includes(uuid))?.[1] ?? id;
    };
    const messages = [...tape.items].sort((a, b) => (symbol(a) < symbol(b) ? -1 : 1));
    return { messages, ...(ended ? { status: ended } : {}) };
  },

  async serverFeatures(player, step, wanted) {
    const answer = await call(player, methods.features, [new sharedPb.Empty()], step, wanted);
    for (const message of answer.messages) {
      const list = message["methods"];
      const named = (Array.isArray(list) ? list : []).map(({ serviceName, methodName, features }) => [
        `${serviceName}/${methodName}`,
        features.sort(),
      ]);
      message["methods"] = Object.fromEntries(named);
    }
    return answer;
  },

  async gossip(player, step, wanted) {
    const answer = await call(player, methods.gossip, [new sharedPb.Empty()], step, wanted);
    for (const message of answer.messages) {
      for (const member of Array.isArray(message["members"]) ? message["members"] : []) {
        member.timeStamp = new Date(Number(BigInt(member.timeStamp) / 10_000n));
        const { address, port } = member.httpEndPoint;
        if (`${address}:${port}` === player.address) member.httpEndPoint = "the address called";
      }
    }
    return answer;
  },
};

/**
 * How many answers a pause after these parts is for: those to appends whose last part was sent or whose deadline is over
 * by then. But an append that is unfinished must not be kept waiting.
 */
function answersAfter(parts: readonly BatchPart[], pauseMs: number): number {
  const isLast = ({ final = true, deadlineMs }: BatchPart) =>
    final || (typeof deadlineMs === "number" && deadlineMs < pauseMs);
  const sent = parts.filter(({ pause }) => pause === undefined);
  const over = sent.filter(isLast);
  return sent.every(({ c }) => over.some((last) => last.c === c)) ? over.length : 0;
}

interface Answer {
  readonly messages: Record<string, unknown>[];
  readonly status?: unknown;
  readonly timeout?: true;
}

/**
 * Sends all requests and waits for the end, or, where none is wanted, for the messages that are. A call whose own deadline
 * was over before they came is made again, with twice as long.
 */
async function call(
  player: Player,
  method: Method,
  requests: readonly Message[],
  step: Step,
  wanted: Json,
): Promise<Answer> {
  const answer = await callOnce(player, method, requests, step, wanted);
  const [ms] = /^\d+(?=m$)/.exec(step.headers?.["grpc-timeout"] ?? "") ?? [];
  if (ms === undefined || answer.messages.length >= countOf(partOf(wanted, "messages"))) return answer;
  const headers = { ...step.headers, "grpc-timeout": `${2 * Number(ms)}m` };
  return call(player, method, requests, { ...step, headers }, wanted);
}

async function callOnce(
  { run, wire, settled }: Player,
  method: Method,
  requests: readonly Message[],
  step: Step,
  wanted: Json,
): Promise<Answer> {
  const tape = new Tape(settled);
  const messages: Record<string, unknown>[] = [];
  const open = wire(
    method,
    (message) => {
      if (!step.all || isMessageOf(run, message)) messages.push(message);
      tape.touch();
    },
    step.headers,
  );
  open.ended.then((status) => tape.end(status));
  for (const request of requests) open.send(request);
  open.end();
  const staysOpen = partOf(wanted, "timeout") === true;
  await tape.untilQuiet(() => staysOpen && messages.length >= countOf(partOf(wanted, "messages")));
  open.cancel();
  return tape.ended === undefined ? { messages, timeout: true } : { messages, status: tape.ended };
}
