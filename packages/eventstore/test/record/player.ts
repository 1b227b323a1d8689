// What a step needs to be played. The wanted answer tells it what to wait for.
import type { EventStoreDBClient } from "@eventstore/db-client";
import type { Json, Step } from "./program.ts";
import type { Run } from "./run.ts";
import type { Wire } from "./wire.ts";

export interface Player {
  readonly run: Run;
  readonly address: string;
  readonly wire: Wire;
  /** A client that throws when an append fails, or one that does not. */
  client(throws: boolean): EventStoreDBClient;
  /** Resolves when whatever the server has sent by now must have come. */
  settled(): Promise<void>;
  /** Lets time pass on the server's clock. */
  sleep(ms: number): void;
  /** Plays steps inside another one. */
  play(step: Step, wanted: Json): Promise<unknown>;
}

/** A part of a wanted answer; undefined if it has none of that name. */
export function partOf(wanted: Json | undefined, name: string): Json | undefined {
  return typeof wanted === "object" && wanted !== null ? new Map(Object.entries(wanted)).get(name) : undefined;
}

/** How many items a list of a wanted answer has. */
export function countOf(wanted: Json | undefined): number {
  return Array.isArray(wanted) ? wanted.length : 0;
}
