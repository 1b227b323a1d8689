// Filters by prefixes and by expressions in .NET's dialect, some of which would stop the server.
import { describe, expect, test } from "vitest";
import type { RecordedEvent } from "./event.ts";
import { expressionFilter, FilterRefused, prefixFilter } from "./filter.ts";

function event(stream: string, type = "T"): RecordedEvent {
  const empty = Buffer.alloc(0);
  return { stream, type, id: "", json: true, data: empty, metadata: empty, revision: 0n, position: 1n, created: 0n };
}

const matches = (source: string, text: string) => expressionFilter("streamName", source)([event(text)])[0];

describe("an expression in .NET's dialect", () => {
  test.each<[string, string, boolean]>([
    ["^[^$].*", "task-1", true],
    ["^[^$].*", "$metadata", false],
    ["task", "a-task-1", true],
    ["(?i)^TASK", "task-1", true],
    ["(?s)a.b", "a\nb", true],
    ["a.b", "a\nb", false],
    ["a.b", "a\rb", true],
    ["^b", "a\nb", false],
    ["(?m)^b", "a\nb", true],
    ["(?m)a$", "a\nb", true],
    ["a$", "a\n", true],
    ["a$", "a\nb", false],
    ["a\\z", "a\n", false],
    ["a\\Z", "a\n", true],
    ["\\Aa", "ba", false],
    ["^\\d+$", "٣", true],
    ["^\\w+$", "任务é_1", true],
    ["^[\\w-]+$", "任务-1", true],
    ["\\b务", "任务", false],
    ["\\bb", "a b", true],
    ["\\p{IsCJKUnifiedIdeographs}", "任", true],
    ["^\\P{IsCJKUnifiedIdeographs}+$", "任", false],
    ["[\\p{IsHiragana}x]", "ひ", true],
    ["\\p{Lu}", "é", false],
    ["(?<=task-)7", "task-7", true],
    ["(?<!task-)7", "task-7", false],
    ["task(?!-9)", "task-9", false],
    ["(?<word>a)\\k<word>", "aa", true],
    ["(?'word'a)b", "ab", true],
    ["a{2}", "aa", true],
    ["a{", "a{", true],
    ["x]", "x]", true],
    ["[]a]", "]", true],
    ["a\\-b\\/c\\#", "a-b/c#", true],
    ["\\$\\$", "$$x", true],
    ["[$^.]", ".", true],
    ["[a-c]{2,3}", "abc", true],
    ["\\x41\\u0042", "AB", true],
  ])("%j on %j", (source, text, wanted) => {
    expect(matches(source, text)).toBe(wanted);
  });

  test.each(["(", "[a", "*", "(?P<x>a)", "\\", "a)", "(?x)a b", "[a-z-[b]]", "\\p{IsTibetan}", "(?>a)", "\\j"])(
    "%j is refused with the reason",
    (source) => {
      expect(() => expressionFilter("streamName", source)).toThrow(FilterRefused);
    },
  );

  test("an expression that would take for ever is stopped and refused", () => {
    const filter = expressionFilter("eventType", "^(a+)+$");
    expect(filter([event("s", "aaa")])).toEqual([true]);
    expect(() => filter([event("s", `${"a".repeat(60)}!`)])).toThrow(/takes longer than/);
  });

  test("texts that were seen before and new ones are answered alike", () => {
    const filter = expressionFilter("streamName", "7$");
    const texts = Array.from({ length: 3000 }, (_, n) => event(`s${n % 1500}`));
    expect(filter(texts)).toEqual(texts.map(({ stream }) => stream.endsWith("7")));
  });
});

test("a text passes if it begins with one of the prefixes, and without prefixes nothing passes", () => {
  const events = [event("任务-1"), event("task-1"), event("Task-1")];
  expect(prefixFilter("streamName", ["任务", "task-"])(events)).toEqual([true, true, false]);
  expect(prefixFilter("streamName", [])(events)).toEqual([false, false, false]);
  expect(prefixFilter("eventType", ["T"])(events)).toEqual([true, true, true]);
});
