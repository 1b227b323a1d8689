// Steps on the wire: the messages that come back, and the status and trailers at the end.

import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import type { Message } from "google-protobuf";
import { countOf, type Player, partOf } from "./player.ts";
import type { Json, Step } from "./program.ts";
import { appendRequests, batchRequest, deleteRequest, readRequest, tombstoneRequest } from "./requests.ts";
import { isMessageOf } from "./subscriptions.ts";
import { Tape } from "./tape.ts";
import { anyMethod, methods } from "./wire.ts";

type WireStep = (player: Player, step: Step, wanted: Json) => Promise<unknown>;
type Method = ReturnType<typeof anyMethod>;

const usualLimitMs = 5000;

export const wireSteps: Readonly<Record<string, WireStep>> = {
  rawAppend: (player, step, wanted) => call(player, methods.append, appendRequests(player.run, step), step, wanted),
  rawDelete: (player, step, wanted) => call(player, methods.delete, [deleteRequest(player.run, step)], step, wanted),
  rawTombstone: (player, step, wanted) =>
    call(player, methods.tombstone, [tombstoneRequest(player.run, step)], step, wanted),
  rawRead: (player, step, wanted) => call(player, methods.read, [readRequest(player.run, step)], step, wanted),
  rawCall: (player, step, wanted) => call(player, anyMethod(step.path ?? ""), [new sharedPb.Empty()], step, wanted),

  /** Requests one after the other; an answer to each that is wanted, whatever their order. */
  async rawBatch({ run, wire }, { send = [], halfClose, limit = usualLimitMs }, wanted) {
    const tape = new Tape();
    const batch = wire(methods.batchAppend, (message) => tape.add(message));
    batch.ended.then((status) => tape.end(status));
    for (const part of send) {
      if (part.pause !== undefined) await new Promise((resolve) => setTimeout(resolve, part.pause));
      else batch.send(batchRequest(run, part));
    }
    await tape.until(() => tape.items.length >= countOf(partOf(wanted, "messages")), limit);
    if (halfClose !== undefined) {
      batch.end();
      await tape.until(() => false, halfClose);
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

interface Answer {
  readonly messages: Record<string, unknown>[];
  readonly status?: unknown;
  readonly timeout?: true;
}

/** Sends all requests and waits for the end, or, where none is wanted, for the messages that are. */
async function call(
  { run, wire }: Player,
  method: Method,
  requests: readonly Message[],
  step: Step,
  wanted: Json,
): Promise<Answer> {
  const tape = new Tape();
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
  await tape.until(
    () => staysOpen && messages.length >= countOf(partOf(wanted, "messages")),
    step.limit ?? usualLimitMs,
  );
  open.cancel();
  return tape.ended === undefined ? { messages, timeout: true } : { messages, status: tape.ended };
}
