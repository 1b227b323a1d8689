// The file of settings: there need not be one, and what cannot be read is told in a sentence.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readEnvFile } from "./env-file.ts";

test("there need not be one, and a directory of that name is none", () => {
  readEnvFile(join(tmpdir(), "there-is-no-such-file.env"));
  expect(() => readEnvFile(tmpdir())).toThrow(/读不出来.* cannot be read: it must be a file of settings/);
});
