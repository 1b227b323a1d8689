import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keptSecret } from "./kept-secret.ts";

async function fresh(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "taizhang-secret-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  return directory;
}

test("a secret is made once, and only its owner can read it", async () => {
  const directory = await fresh();
  const file = join(directory, "new", "secret");
  expect(await keptSecret(file, () => "first")).toBe("first");
  expect(await keptSecret(file, () => "second")).toBe("first");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(directory, "new"))).toEqual(["secret"]);
});

test("one that somebody has put there is taken as it is, and shut to others", async () => {
  const file = join(await fresh(), "secret");
  await writeFile(file, "given\n", { mode: 0o644 });
  expect(await keptSecret(file, () => "made")).toBe("given");
  expect((await stat(file)).mode & 0o077).toBe(0);
});
