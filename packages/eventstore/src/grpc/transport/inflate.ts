// Decompresses messages from clients.
import { promisify } from "node:util";
import { gunzip, inflate } from "node:zlib";
import { Refusal, status } from "./refusal.ts";

/** By the names that gRPC has for them. */
const encodings = new Map([
  ["gzip", promisify(gunzip)],
  ["deflate", promisify(inflate)],
]);

/** What clients may use, as a header says it. */
export const acceptedEncodings: string = ["identity", ...encodings.keys()].join(",");

let turn: Promise<unknown> = Promise.resolve();

/** Decompresses a message; one at a time, because a few bytes may hide megabytes. Refuses more than `maxBytes`. */
export function inflated(bytes: Uint8Array, encoding: string, maxBytes: number): Promise<Uint8Array> {
  const unpack = encodings.get(encoding);
  if (!unpack) return Promise.reject(unknown(encoding));
  const work = turn.then(() => unpack(bytes, { maxOutputLength: maxBytes }));
  turn = work.catch(() => {});
  return work.catch((error: unknown) => Promise.reject(refusalOf(error, maxBytes)));
}

function unknown(encoding: string): Refusal {
  if (encoding === "identity")
    return new Refusal(status.INTERNAL, "A message is compressed, but its call does not say how.");
  const details = `Received message compressed with unsupported encoding "${encoding}"`;
  return new Refusal(status.UNIMPLEMENTED, details, { "grpc-accept-encoding": acceptedEncodings });
}

function refusalOf(error: unknown, maxBytes: number): Refusal {
  const isTooLarge = error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
  if (!isTooLarge) return new Refusal(status.INTERNAL, "Failed to decompress message");
  return new Refusal(status.RESOURCE_EXHAUSTED, `Received message that decompresses to a size larger than ${maxBytes}`);
}
