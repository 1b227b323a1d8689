// How long a client waits for a call, as its header says.
import { Refusal, status } from "./refusal.ts";

const unitMs = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 1e-3, n: 1e-6 };

/** A timer cannot wait longer, so longer is for ever. */
const longestMs = 2 ** 31 - 1;

/** Milliseconds; undefined if the client waits for ever. Refuses a malformed header. */
export function timeoutMs(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const [, digits, unit] = /^(\d{1,8})([HMSmun])$/.exec(header) ?? [];
  if (digits === undefined) throw new Refusal(status.INTERNAL, `Invalid grpc-timeout value "${header}"`);
  const ms = Number(digits) * unitMs[unit as keyof typeof unitMs];
  return ms > longestMs ? undefined : ms;
}
