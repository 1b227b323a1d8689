// The command line tells what may be set, takes it as flags, and says what is near to a misspelt one.
import { settings } from "@taizhang/cli";
import { flagOf } from "@taizhang/process";
import { expect, test } from "vitest";
import { freshDataDir, startTaizhang, taizhang } from "../support/taizhang.ts";

test("the help of every process lists every setting", async () => {
  for (const command of ["start", "projector", "api"]) {
    const { code, out } = await taizhang([command, "--help"]);
    expect(code).toBe(0);
    for (const { env } of Object.values(settings)) {
      expect(out).toContain(env);
      expect(out).toContain(flagOf(env, { prefix: "TAIZHANG_" }));
    }
  }
});

test("a misspelt flag is refused with the near one, and a wrong value with what is expected", async () => {
  expect(await taizhang(["start", "--prot", "4310"])).toMatchObject({
    code: 1,
    err: expect.stringContaining("Did you mean --port?"),
  });
  expect(await taizhang(["start", "--port", "high"])).toMatchObject({
    code: 1,
    err: expect.stringMatching(/TAIZHANG_PORT: 应为数字.* expected a number/),
  });
});

test("a flag wins over the environment", async () => {
  const [environment, flag] = await Promise.all([freshDataDir(), freshDataDir()]);
  const flags = ["--no-demo", "--data-dir", flag.dataDir, "--port", "0", "--development-tokens"];
  const running = await startTaizhang(environment.dataDir, flags, {
    TAIZHANG_PORT: "1",
    TAIZHANG_DEVELOPMENT_TOKENS: "false",
  });
  expect(running.printed).toContain(flag.dataDir);
  expect(running.printed).not.toContain(environment.dataDir);
  expect(running.printed).toContain("DEVELOPMENT TOKENS ARE ACCEPTED");
  expect((await fetch(`${running.address}/health/live`)).status).toBe(200);
  const elsewhere = { TAIZHANG_DATA_DIR: environment.dataDir };
  const token = ["token", "--region", "420304", "--role", "office", "--data-dir", flag.dataDir];
  expect(await taizhang(token, elsewhere)).toMatchObject({ code: 0, out: expect.stringMatching(/^ey/) });
  expect(await running.stop()).toBe(0);
  await Promise.all([environment.remove(), flag.remove()]);
});
