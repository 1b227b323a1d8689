// Names and fingerprints: UUIDs of version 5 over the project's own namespace, and SHA-256.
import { createHash } from "node:crypto";
import type { Identity } from "@taizhang/domain";
import { v5 } from "uuid";

/** The namespace of every id in the ledger. It is part of every stored id and never changes. */
const namespace = "5775e7ea-ece2-4fa6-8903-66045385dbba";

/** How the whole system names things. */
export const identity: Identity = {
  // As bytes, because the library refuses text with half a surrogate pair in it, and people may send us one.
  uuid: (name) => v5(Buffer.from(name, "utf8"), namespace),
  hash: (text) => createHash("sha256").update(text, "utf8").digest("hex"),
};
