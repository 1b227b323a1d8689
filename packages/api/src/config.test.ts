import { readSettings } from "@taizhang/process";
import { describe, expect, test } from "vitest";
import { apiSettings, checkTokens, naming } from "./config.ts";

const read = (environment: Readonly<Record<string, string>>) => readSettings(apiSettings, naming, environment);

test("nothing said gives the defaults: the loopback, no development, no development tokens", () => {
  expect(read({ PATH: "/bin" })).toMatchObject({
    host: "127.0.0.1",
    port: 4000,
    development: false,
    developmentTokens: false,
    jwks: null,
    corsOrigins: [],
    publicOrigin: null,
  });
});

test("what is said is read", () => {
  const said = {
    TAIZHANG_PORT: "0",
    TAIZHANG_DEVELOPMENT: "yes",
    TAIZHANG_CORS_ORIGINS: "https://a.cn, https://b.cn:8443",
  };
  expect(read(said)).toMatchObject({ port: 0, development: true, corsOrigins: ["https://a.cn", "https://b.cn:8443"] });
});

test("the origin behind a proxy is one, of the web, and nothing beside it", () => {
  const named = (origin: string) => read({ TAIZHANG_PUBLIC_ORIGIN: origin }).publicOrigin;
  for (const good of ["https://ledger.example.gov.cn", "http://10.1.2.3:8080"]) expect(named(good)).toBe(good);
  for (const bad of [
    "ledger.example.gov.cn",
    "https://ledger.example.gov.cn/",
    "https://a.cn, https://b.cn",
    "ftp://a.cn",
    "https://a.cn; script-src *",
  ])
    expect(() => named(bad), bad).toThrow(/TAIZHANG_PUBLIC_ORIGIN: 应为一个源，.* expected one origin, such as/);
});

test("everything that is wrong is told at once, with what each setting is for", () => {
  const wrong = {
    TAIZHANG_PORT: "many",
    TAIZHANG_LOG_LEVEL: "loud",
    TAIZHANG_CORS_ORIGINS: "https://a.cn/path",
    TAIZHANG_PROT: "4000",
  };
  expect(() => read(wrong)).toThrow(/TAIZHANG_PORT: 应为数字。监听的 TCP 端口.* expected a number. The TCP port/);
  expect(() => read(wrong)).toThrow(/TAIZHANG_LOG_LEVEL: .*、warn、.*, warn,/);
  expect(() => read(wrong)).toThrow(/TAIZHANG_CORS_ORIGINS: 应为源，.* expected origins such as/);
  expect(() => read(wrong)).toThrow(
    /TAIZHANG_PROT: 没有这个设置；有：TAIZHANG_HOST、.* there is no such setting; there are TAIZHANG_HOST/,
  );
});

test("regions have names, which may be left out", () => {
  expect([...read({ TAIZHANG_REGION_NAMES: "420304=郧阳区, 500155 = 梁平区" }).regionNames]).toEqual([
    ["420304", "郧阳区"],
    ["500155", "梁平区"],
  ]);
  expect(read({}).regionNames.size).toBe(0);
  for (const wrong of ["郧阳区", "420304", "420304=", "42=郧阳区"]) {
    expect(() => read({ TAIZHANG_REGION_NAMES: wrong })).toThrow(
      /TAIZHANG_REGION_NAMES: 应为 代码=名称.* expected code=name/,
    );
  }
});

test("a port beyond the last one is refused", () => {
  expect(read({ TAIZHANG_PORT: "65535" }).port).toBe(65_535);
  expect(() => read({ TAIZHANG_PORT: "65536" })).toThrow(/TAIZHANG_PORT/);
});

describe("tokens", () => {
  test("a server that could accept none does not start", () => {
    expect(() => checkTokens(read({}))).toThrow(/TAIZHANG_TOKEN_KEYS and TAIZHANG_TOKEN_ISSUER/);
    expect(() => checkTokens(read({ TAIZHANG_DEVELOPMENT_TOKENS: "true" }))).not.toThrow();
  });

  test("keys come from a file or over https; over http from this machine alone", () => {
    const keys = (where: string) => read({ TAIZHANG_TOKEN_KEYS: where }).jwks;
    for (const good of [
      "keys.json",
      "https://sso.example/keys",
      "http://127.0.0.1:8080/keys",
      "http://localhost/keys",
    ]) {
      expect(keys(good)).toBe(good);
    }
    for (const bad of [
      "http://sso.example/keys",
      "http://localhost.evil.example/keys",
      "http://127.0.0.1:80@evil.example/",
    ]) {
      expect(() => keys(bad), bad).toThrow(
        /TAIZHANG_TOKEN_KEYS: 应为文件或 https 地址.* expected a file or an https address/,
      );
    }
  });

  test("are good for a quarter of an hour, and clocks may be five seconds off, unless told otherwise", () => {
    expect(read({})).toMatchObject({ tokenMaxAgeSeconds: 900, tokenToleranceSeconds: 5 });
    expect(read({ TAIZHANG_TOKEN_MAX_AGE_SECONDS: "3600" }).tokenMaxAgeSeconds).toBe(3600);
    expect(() => read({ TAIZHANG_TOKEN_TOLERANCE_SECONDS: "61" })).toThrow(/TAIZHANG_TOKEN_TOLERANCE_SECONDS/);
  });

  test("keys without an issuer are refused", () => {
    expect(() => checkTokens(read({ TAIZHANG_TOKEN_KEYS: "keys.json" }))).toThrow(
      /TAIZHANG_TOKEN_ISSUER: .*就必须设它.* must be set/,
    );
  });
});
