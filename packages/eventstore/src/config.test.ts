// Settings: where they come from, which one wins, and how wrong ones are refused.
import { expect, test } from "vitest";
import { readConfig, settings } from "./config.ts";

test("without settings every one has its default", () => {
  expect(readConfig([], {})).toEqual({
    data: "data/eventstore",
    port: 2113,
    host: "127.0.0.1",
    maxAppendBytes: 1_048_576,
    minFreeBytes: 67_108_864,
    checkpointMs: 0,
    memory: false,
    dieWithParent: false,
    secretFile: "",
    logLevel: "info",
  });
});

test("a flag wins over the environment", () => {
  const config = readConfig(["--port", "0", "--memory"], {
    EVENTSTORE_PORT: "7",
    EVENTSTORE_DATA: "d",
    EVENTSTORE_MEMORY: "false",
  });
  expect(config).toMatchObject({ port: 0, data: "d", memory: true });
});

test("EVENTSTORE_URL, by which the ledger finds its event store, is not taken for a setting", () => {
  expect(() => readConfig([], { EVENTSTORE_URL: "esdb://elsewhere", PATH: "/bin" })).not.toThrow();
});

test.each([
  [["--port", "x"], "--port or EVENTSTORE_PORT"],
  [["--port", "70000"], "--port"],
  [["--max-append-bytes", "16777217"], "--max-append-bytes"],
  [["--host", "192.168.0.1"], "loopback"],
  [["--colour", "red"], "--colour: 没有这个设置"],
  [["start"], "start: 没有这个设置"],
])("%j is refused by name", (args, part) => {
  expect(() => readConfig(args, {})).toThrow(part);
});

test("everything that is wrong is named at once", () => {
  expect(() => readConfig(["--port", "x"], { EVENTSTORE_COLOUR: "red", EVENTSTORE_HOST: "0.0.0.0" })).toThrow(
    /EVENTSTORE_COLOUR[\s\S]*--port[\s\S]*--host/,
  );
});

test.each(Object.values(settings))(
  "$env says what it is for, and what is wrong with it, in Chinese and English",
  (of) => {
    const { env, sentence } = of;
    expect([sentence.zh, sentence.en]).toEqual([
      expect.stringMatching(/\p{Script=Han}.*。$/u),
      expect.stringMatching(/^[A-Z].*\.$/),
    ]);
    for (const value of ["", "-1", "x", "99999999999999999999"]) {
      if (of.shape.safeParse(value).success) continue;
      // None of the library's own words.
      expect(() => readConfig([], { [env]: value })).toThrow(
        /^.*\n(.*: (应|不)[^\n]*。 \/ (expected|not)[^\n]*\.\n?)+$/,
      );
    }
  },
);
