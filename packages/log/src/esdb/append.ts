// Appending: all events or none, within a time limit, and once more if the connection fails.
import { randomUUID } from "node:crypto";
import {
  type AppendExpectedRevision,
  type AppendResult,
  type EventData,
  jsonEvent,
  MaxAppendSizeExceededError,
  STREAM_EXISTS,
  WrongExpectedVersionError,
} from "@eventstore/db-client";
import { settledWithin } from "@taizhang/process";
import { type Appended, type AppendLimits, LogFull } from "../event-log.ts";
import type { Connection } from "./connection.ts";

export interface Appending {
  readonly connection: Connection;
  /** How long an append may take, both tries together, in milliseconds. */
  readonly appendTimeoutMs: number;
}

/**
 * Appends to a stream. If the connection fails, nobody knows whether the events were stored, so the same append is sent
 * once more: the store recognises events by their ids at the same expected revision, and acknowledges them with the place
 * they got the first time. Rejects with `LogUnavailable` if the outcome stays unknown. An append that is bound to a session is
 * not sent over another one.
 */
export async function append(
  { connection, appendTimeoutMs }: Appending,
  stream: string,
  expectedRevision: AppendExpectedRevision,
  events: EventData[],
  { silenceMs = Number.POSITIVE_INFINITY, session }: AppendLimits = {},
): Promise<AppendResult | Extract<Appended, string>> {
  const { client } = connection;
  const limitMs = Math.min(silenceMs, appendTimeoutMs);
  const doing = `appending to ${stream}`;
  // Twice our own limit, which therefore always comes first. This one only frees what the call holds.
  const options = { expectedRevision, requiresLeader: true, deadline: 2 * limitMs };
  const sent = connection.twice(doing, Date.now() + limitMs, async () => {
    if (session !== undefined && session !== connection.session()) return "unknown";
    return client.appendToStream(stream, events, options);
  });
  if (!(await settledWithin(sent, limitMs))) throw connection.unanswered(client, doing, limitMs);
  try {
    const result = await sent;
    if (result === "unknown") return result;
    // The address may tell the client not to throw on a conflict; then it answers like this.
    return result.success ? result : "conflict";
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return "conflict";
    if (error instanceof MaxAppendSizeExceededError) return "tooLarge";
    throw error;
  }
}

/** Not one of ours, and never written. */
const emptyStream = "checkpoint-of-nothing";

/**
 * Whether the store has room. It is given an append that cannot succeed, to a stream that must exist and does not: where the
 * disk is full it says so first.
 */
export async function takesAppends(appending: Appending): Promise<boolean> {
  try {
    await append(appending, emptyStream, STREAM_EXISTS, [jsonEvent({ id: randomUUID(), type: "Asked", data: {} })]);
    return true;
  } catch (error) {
    if (error instanceof LogFull) return false;
    throw error;
  }
}
