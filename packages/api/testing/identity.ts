// How tests name things: as the real identity does, over a namespace of their own.
import { createHash } from "node:crypto";
import type { Identity } from "@taizhang/domain";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export const testIdentity: Identity = {
  uuid: (name) => sha256(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5"),
  hash: sha256,
};
