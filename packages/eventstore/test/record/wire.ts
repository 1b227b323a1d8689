// Calls without the client: any method, any requests, and everything that comes back, down to trailers.

import gossipPb from "@eventstore/db-client/generated/gossip_pb.js";
import featuresPb from "@eventstore/db-client/generated/serverfeatures_pb.js";
import sharedPb from "@eventstore/db-client/generated/shared_pb.js";
import streamsPb from "@eventstore/db-client/generated/streams_pb.js";
import { Client, credentials, Metadata, status } from "@grpc/grpc-js";
import type { Message } from "google-protobuf";

type Plain = Record<string, unknown>;

interface Method {
  readonly path: string;
  readonly response: { deserializeBinary(bytes: Uint8Array): Message };
}

const method = (path: string, response: Method["response"]): Method => ({
  path: `/event_store.client.${path}`,
  response,
});

export const methods = {
  read: method("streams.Streams/Read", streamsPb.ReadResp),
  append: method("streams.Streams/Append", streamsPb.AppendResp),
  batchAppend: method("streams.Streams/BatchAppend", streamsPb.BatchAppendResp),
  delete: method("streams.Streams/Delete", streamsPb.DeleteResp),
  tombstone: method("streams.Streams/Tombstone", streamsPb.TombstoneResp),
  features: method("server_features.ServerFeatures/GetSupportedMethods", featuresPb.SupportedMethods),
  gossip: method("gossip.Gossip/Read", gossipPb.ClusterInfo),
};

/** A method without a stub; its messages are empty. */
export const anyMethod = (path: string): Method => ({ path, response: sharedPb.Empty });

export interface WireCall {
  send(request: Message): void;
  /** Ends our side of the call. */
  end(): void;
  cancel(): void;
  /** Code, text and trailers; never rejects. */
  readonly ended: Promise<Plain>;
}

export type Wire = (
  method: Method,
  onMessage: (message: Plain) => void,
  headers?: Readonly<Record<string, string>>,
) => WireCall;

/** Connects with the first call. `close` ends the connection. */
export function connectWire(address: string): { readonly open: Wire; close(): void } {
  const client = new Client(address, credentials.createInsecure(), { "grpc.max_send_message_length": -1 });
  return {
    close: () => client.close(),
    open({ path, response }, onMessage, headers = {}) {
      const metadata = Metadata.fromHttp2Headers({ "connection-name": "record", ...headers });
      const call = client.makeBidiStreamRequest(
        path,
        (request: Message) => Buffer.from(request.serializeBinary()),
        (bytes) => response.deserializeBinary(bytes),
        metadata,
      );
      call.on("data", (message: Message) => onMessage(plain(message)));
      // The status says the same.
      call.on("error", () => {});
      const ended = new Promise<Plain>((resolve) => {
        call.once("status", ({ code, details, metadata }) => resolve(plainStatus(code, details, metadata)));
      });
      return { send: (request) => call.write(request), end: () => call.end(), cancel: () => call.cancel(), ended };
    },
  };
}

/** Headers that are not part of the answer. */
const transport = ["content-type", "date", "grpc-encoding", "grpc-accept-encoding"];

export function trailersOf(metadata: Metadata | undefined): Plain | undefined {
  const trailers = Object.entries(metadata?.getMap() ?? {}).filter(([name]) => !transport.includes(name));
  return trailers.length > 0 ? Object.fromEntries(trailers) : undefined;
}

function plainStatus(code: status, message: string, metadata: Metadata): Plain {
  const trailers = trailersOf(metadata);
  return { code: status[code], message, ...(trailers && { trailers }) };
}

/** The fields of a message that are set, by the getters of its stub: bytes as bytes, maps as objects, 64 bits as text. */
function plain(message: Message): Plain {
  const ask = (name: string): unknown => {
    const method: unknown = Reflect.get(message, name);
    return typeof method === "function" ? Reflect.apply(method, message, []) : undefined;
  };
  const getters = Object.keys(Object.getPrototypeOf(message)).filter((name) =>
    /^get[A-Z]\w*(?<!_asU8|_asB64|Case)$/.test(name),
  );
  const fields: Plain = {};
  for (const getter of getters) {
    const name = getter.slice(3);
    if (ask(`has${name}`) === false) continue;
    const value = ask(`${getter}_asU8`) ?? ask(getter);
    const field = name.charAt(0).toLowerCase() + name.slice(1);
    if (field.endsWith("Map")) fields[field.slice(0, -3)] = Object.fromEntries(entriesOf(value));
    else if (field.endsWith("List")) fields[field.slice(0, -4)] = Array.isArray(value) ? value.map(plainValue) : value;
    else fields[field] = plainValue(value);
  }
  return typeof fields["typeUrl"] === "string" ? unpacked(fields["typeUrl"], fields["value"]) : fields;
}

function plainValue(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("serializeBinary" in value)) return value;
  const fields = plain(value as Message);
  return "mostSignificantBits" in fields ? joined(fields) : fields;
}

function entriesOf(map: unknown): Iterable<[string, unknown]> {
  const list: unknown =
    typeof map === "object" && map !== null && "toArray" in map && (map as { toArray(): unknown }).toArray();
  return Array.isArray(list) ? list : [];
}

/** A UUID in halves, as text. */
function joined({ mostSignificantBits, leastSignificantBits }: Plain): string {
  const hex = [mostSignificantBits, leastSignificantBits]
    .map((half) =>
      BigInt.asUintN(64, BigInt(`${half}`))
        .toString(16)
        .padStart(16, "0"),
    )
    .join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The detail of a status, unpacked by the type that its address names. */
function unpacked(typeUrl: string, value: unknown): Plain {
  const type: unknown = Reflect.get(sharedPb, typeUrl.replace(/^.*event_store\.client\./, ""));
  if (!(value instanceof Uint8Array) || typeof type !== "function") return { typeUrl, value };
  return { typeUrl, value: plain((type as unknown as Method["response"]).deserializeBinary(value)) };
}
