// Names and fingerprints: UUIDs of version 5 over the project's own namespace, and SHA-256.
import { createHash } from "node:crypto";
import type { Identity } from "@taizhang/domain";

/** The namespace of every id in the ledger. It is part of every stored id and never changes. */
const namespace = "5775e7ea-ece2-4fa6-8903-66045385dbba";

/** A UUID of version 5 (RFC 9562, section 5.5): the same name in the same namespace is the same id everywhere. */
export function uuidV5(space: string, name: string): string {
  const bytes = createHash("sha1")
    .update(Buffer.from(space.replaceAll("-", ""), "hex"))
    .update(name, "utf8")
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** How the whole system names things. */
export const identity: Identity = {
  uuid: (name) => uuidV5(namespace, name),
  hash: (text) => createHash("sha256").update(text, "utf8").digest("hex"),
};
