import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileTrouble, isDiskFull, shutToOthers } from "./own-files.ts";

const folder = mkdtempSync(join(tmpdir(), "own-files-"));
const thrown = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

test("what others could read is shut, and the owner's rights stay", () => {
  const file = join(folder, "open");
  writeFileSync(file, "");
  chmodSync(file, 0o644);
  expect(shutToOthers(file)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(shutToOthers(file)).toBe(true);
});

test("the system's errors about files are sentences, and no others are", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  const under = fileTrouble(thrown(() => readFileSync(join(file, "below"))));
  expect(under).toEqual({
    zh: `${file}/below无法使用：路径中有一段是文件，不是目录（ENOTDIR）。`,
    en: `${file}/below cannot be used: a part of its path is a file and no directory (ENOTDIR).`,
  });
  expect(fileTrouble(thrown(() => readFileSync(join(folder, "none"))))?.en).toMatch(/it does not exist \(ENOENT\)/);
  const full = thrown(() => writeFileSync("/dev/full", "x"));
  expect(fileTrouble(full)?.en).toMatch(/its disk is full \(ENOSPC\)/);
  expect(isDiskFull(full)).toBe(true);
  expect(isDiskFull(new Error("another"))).toBe(false);
  expect(fileTrouble(new Error("another"))).toBeNull();
  rmSync(folder, { recursive: true });
});
