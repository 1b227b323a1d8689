// The record of a real EventStoreDB 23.10.6: programmes of calls, each step with its answer.
import { readdirSync, readFileSync } from "node:fs";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A stream: `orders` is put under the names of the run, `literal` stays as it is, `repeat` makes a long one. */
export type Name = string | { readonly literal: string } | { readonly repeat: string; readonly times: number };

/** An event in short: its id, or what differs from a JSON event of type T whose data is its id. */
export type EventSpec =
  | string
  | {
      readonly id: string;
      readonly type?: string;
      readonly data?: Json;
      readonly metadata?: Json;
      /** How many events, each with the id and a number. */
      readonly many?: number;
      readonly text?: string;
      readonly size?: number;
      readonly jsonSize?: number;
      readonly json?: string;
      readonly link?: string;
      readonly metadataText?: string;
      readonly metadataSize?: number;
      readonly contentType?: string;
      readonly omit?: readonly string[];
      readonly extra?: Readonly<Record<string, string>>;
      readonly idAs?: "none" | "empty" | "nil" | "bad" | "upper" | "structured";
    };

/** Where to read from; a position may be one of an earlier answer, moved a little. */
export type From =
  | string
  | number
  | { readonly commit: string; readonly prepare: string }
  | {
      readonly positionOf: readonly [string, number?];
      readonly plus?: number;
      readonly plusCommit?: number;
      readonly plusPrepare?: number;
    };

export interface FilterSpec {
  readonly on: "stream" | "type" | null;
  readonly regex?: string;
  readonly prefixes?: readonly string[];
  readonly max?: number;
  readonly window?: "count" | null;
  readonly interval?: number;
}

/** One request of a batch. `null` leaves a part out. */
export interface BatchPart {
  readonly pause?: number;
  readonly c?: string | null;
  readonly as?: "structured" | "upper" | "empty";
  readonly stream?: Name | null;
  readonly expected?: string | number | null;
  readonly events?: readonly EventSpec[];
  readonly final?: boolean;
  readonly options?: false;
  readonly deadlineMs?: number | "zero" | null;
}

/** A step and its arguments, of which each operation uses some. `null` leaves a part of a request out. */
export interface Step {
  readonly op: string;
  /** Later steps name this answer. */
  readonly as?: string;
  /** Only that the answer was a success is compared. */
  readonly setup?: boolean;
  /** Events are compared whole, and not as lines. */
  readonly full?: boolean;
  readonly loose?: readonly string[];
  readonly via?: "append" | "batch" | "wire" | "client";
  readonly stream?: Name | null;
  readonly identifier?: null;
  readonly all?: boolean;
  readonly expected?: string | number | null;
  readonly events?: readonly EventSpec[];
  readonly messages?: readonly (EventSpec | { readonly empty: true })[];
  readonly throws?: boolean;
  readonly batchAppendSize?: number;
  readonly metadata?: { readonly [key: string]: Json };
  readonly from?: From | null;
  readonly direction?: "forwards" | "backwards" | number;
  readonly maxCount?: number | string;
  readonly count?: number | null;
  readonly resolveLinks?: boolean;
  readonly subscription?: boolean;
  readonly filter?: FilterSpec;
  readonly noFilter?: null;
  readonly uuid?: "string" | "structured" | "empty" | null;
  readonly noOptions?: boolean;
  readonly compatibility?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly method?: string;
  readonly send?: readonly BatchPart[];
  readonly halfClose?: number;
  readonly ms?: number;
  readonly meanwhile?: readonly Step[];
  readonly steps?: readonly Step[];
  readonly sorted?: boolean;
  readonly listEvents?: boolean;
}

export interface RecordedStep {
  readonly step: Step;
  readonly answer: Json;
  /** Paths of the answer that differed between two recordings. */
  readonly unstable?: readonly string[];
}

export interface Scenario {
  readonly name: string;
  readonly loose?: readonly string[];
  readonly steps: readonly RecordedStep[];
}

export interface Topic {
  readonly topic: string;
  readonly scenarios: readonly Scenario[];
}

/** What our server answers differently on purpose: the value at a path, or the whole answer, and why. */
export interface Difference {
  readonly topic: string;
  /** With `*` for any text. */
  readonly scenario: string;
  readonly step?: number;
  readonly path?: string;
  /** `"any"` leaves it free. */
  readonly ours: Json;
  readonly why: string;
}

const here = new URL("./", import.meta.url);

export function readRecord(): readonly Topic[] {
  return readdirSync(new URL("programmes", here))
    .sort()
    .map((file): Topic => JSON.parse(readFileSync(new URL(`programmes/${file}`, here), "utf8")));
}

export function readDifferences(): readonly Difference[] {
  return JSON.parse(readFileSync(new URL("differences.json", here), "utf8"));
}
