// What the command line refuses, it says in both languages.
import { day, regionId } from "@taizhang/domain";
import { Command, Option } from "commander";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { lineRefused, reasonOf } from "./reason.ts";

test("a value of a wrong shape", () => {
  const { error } = z.object({ region: regionId, to: day }).safeParse({ region: "abc", to: "2021-13-01" });
  expect(reasonOf(error)).toBe(
    "region: 应为六位行政区划代码，如420304 / must be a six-digit division code, such as 420304\n" +
      "to: 应为日历上的一天，如2021-11-30 / must be a day of the calendar, such as 2021-11-30",
  );
});

describe("a command line that cannot be read", () => {
  function saidOf(args: readonly string[]): string {
    const said: string[] = [];
    const program = new Command("program")
      .exitOverride()
      .configureOutput({ writeErr: (text) => said.push(text), outputError: (text, write) => write(lineRefused(text)) });
    program
      .command("archive")
      .argument("<file>")
      .requiredOption("--out <file>")
      .addOption(new Option("--language <language>").choices(["zh", "en"]));
    expect(() => program.parse(args, { from: "user" })).toThrow();
    return said.join("");
  }

  test.each([
    [["archive", "--out", "c"], "缺少参数 file / error: missing required argument 'file'\n"],
    [["archive", "a"], "缺少必填选项 --out <file> / error: required option '--out <file>' not specified\n"],
    [["archive", "a", "--out"], "选项 --out <file> 之后缺少值 / error: option '--out <file>' argument missing\n"],
    [["archive", "a", "--out", "b", "--nope"], "没有选项 --nope / error: unknown option '--nope'\n"],
    [["archive", "a", "b", "--out", "c"], /^参数过多 \/ error: too many arguments/],
    [["nope"], "没有命令 nope / error: unknown command 'nope'\n"],
    [["archive", "a", "--language", "fr"], /^选项 --language <language> 的值 fr 无效 \/ error: option/],
  ])("%j", (args, said) => {
    if (typeof said === "string") expect(saidOf(args)).toBe(said);
    else expect(saidOf(args)).toMatch(said);
  });
});
