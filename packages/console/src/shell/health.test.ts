import { expect, test } from "vitest";
import { healthOf } from "./health.ts";

const answering =
  (body: string, status = 200) =>
  async () =>
    new Response(body, { status });

test("what is wrong is told in both languages, also where the server is not ready", async () => {
  const problem = { part: "task", code: "STOPPED", reason: "it has stopped", reasonZh: "已停止" };
  const body = { status: "notReady", problems: [problem, { part: "log" }], warning: "development tokens are accepted" };
  expect(await healthOf(answering(JSON.stringify(body), 503))).toEqual({
    problems: [{ part: "task", code: "STOPPED", reason: { zh: "已停止", en: "it has stopped" } }],
    hasDevelopmentTokens: true,
  });
  expect(await healthOf(answering('{"status":"ready","problems":[]}'))).toEqual({
    problems: [],
    hasDevelopmentTokens: false,
  });
});

test("what is no such answer tells nothing", async () => {
  for (const body of ["", "<html>", "[]", "{}"]) expect(await healthOf(answering(body))).toBeNull();
  expect(await healthOf(() => Promise.reject(new TypeError("away")))).toBeNull();
});
