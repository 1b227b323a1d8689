// What the commands refuse, among it to back up or restore a damaged log.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { commands } from "./commands.ts";
import { formatVersion } from "./data-directory.ts";
import { endKey, logFile, openTables, sealedEnd } from "./storage/tables.ts";

const folder = mkdtempSync(join(tmpdir(), "commands-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (name: string, ...args: string[]) => commands.get(name)?.(args);

test.each([
  ["verify"],
  ["verify", "--data", "a", "more"],
  ["verify", "--data"],
  ["backup", "--data", "a"],
  ["restore", "--to", "x"],
])("%s %s %s is answered with the usage", async (name, ...args) => {
  await expect(run(name, ...args)).rejects.toThrow(new RegExp(`^用法：(${name} .+) / usage: \\1$`));
});

test("a damaged log is not backed up, and nothing is left behind", async () => {
  const directory = mkdtempSync(join(folder, "damaged-"));
  writeFileSync(join(directory, "version"), `${formatVersion}\n`);
  const tables = openTables(directory);
  await tables.heads.put(endKey, sealedEnd(9));
  await tables.root.close();
  writeFileSync(join(directory, logFile), "no record");
  const to = join(folder, "backup");
  await expect(run("backup", "--data", directory, "--to", to)).rejects.toThrow(
    /已损坏，未复制任何内容：位置 0 之后的事件已损坏.* \/ .*follows position 0 is damaged/,
  );
  expect(existsSync(to)).toBe(false);
  await expect(run("backup", "--data", directory, "--to", folder)).rejects.toThrow(/不是空目录.* \/ .* is not empty/);
  expect(existsSync(directory)).toBe(true);
});

test.each(["1", "2", "4"])(
  "a directory of format %s is refused by every command, and left as it is",
  async (format) => {
    const directory = mkdtempSync(join(folder, "other-"));
    writeFileSync(join(directory, "version"), `${format}\n`);
    const to = join(folder, "nowhere");
    const sentence = `has format ${format}, and this version reads format ${formatVersion} only`;
    await expect(run("verify", "--data", directory)).rejects.toThrow(sentence);
    await expect(run("backup", "--data", directory, "--to", to)).rejects.toThrow(sentence);
    await expect(run("restore", "--from", directory, "--data", to)).rejects.toThrow(sentence);
    expect([existsSync(to), readdirSync(directory)]).toEqual([false, ["version"]]);
  },
);

test.each([
  [[], /没有 events\.log.* \/ there is no events\.log in/],
  [[logFile], /没有 index\.mdb.* \/ there is no index\.mdb in/],
])("a directory with only %j of its files is refused with what to do", async (files, sentence) => {
  const directory = mkdtempSync(join(folder, "incomplete-"));
  for (const file of ["version", ...files]) writeFileSync(join(directory, file), `${formatVersion}\n`);
  const to = join(folder, "nowhere");
  await expect(run("verify", "--data", directory)).rejects.toThrow(sentence);
  await expect(run("backup", "--data", directory, "--to", to)).rejects.toThrow(sentence);
  expect(existsSync(to)).toBe(false);
});
