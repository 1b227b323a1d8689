// Verdicts in words: what is known is said, and nothing more.
import { expect, test } from "vitest";
import { tellVerdict } from "./tell-verdict.ts";
import type { Differs, Verdict } from "./verdict.ts";

const root = Buffer.alloc(32);
const place = (index: number) => ({ index, event: { stream: "task-7", revision: 3, id: `id-${index}` } });
const differs: Differs = {
  kind: "differs",
  head: { size: 100, root },
  from: place(72),
  to: place(72),
  look: "edited",
  narrowed: null,
  gap: null,
  signedBoth: null,
};
const inEnglish = (verdict: Verdict) => tellVerdict(verdict).map(({ en }) => en);

test.each<readonly [string, Verdict, readonly string[]]>([
  [
    "intact",
    { kind: "intact", events: 200, heldTo: 100, signedTo: 190 },
    [
      "what was logged: of 200 events the held checkpoints prove the first 100, those that came with the archive the first 190",
      "no checkpoint proves the last 10",
    ],
  ],
  [
    "an event is named",
    differs,
    [
      "not what was logged; the first difference is at event 73 (task-7, revision 3, id-72) (the checkpoint of 100 events does not fit)",
      "the event there was altered",
    ],
  ],
  [
    "a span is named, and a shorter one",
    {
      ...differs,
      from: place(50),
      to: { index: 99, event: null },
      look: null,
      narrowed: { from: place(64), to: place(80) },
    },
    [
      "not what was logged; the first difference is between event 51 (task-7, revision 3, id-50) and event 100 (which the archive lacks) (the checkpoint of 100 events does not fit)",
      "if nobody else had the log's key, it is between event 65 (task-7, revision 3, id-64) and event 81 (task-7, revision 3, id-80)",
    ],
  ],
  [
    "two histories, and a gap",
    {
      ...differs,
      look: null,
      gap: { place: place(75), expected: 2 },
      signedBoth: { fits: { size: 190, root }, not: { size: 100, root } },
    },
    [
      "not what was logged; the first difference is at event 73 (task-7, revision 3, id-72) (the checkpoint of 100 events does not fit)",
      "event 76 (task-7, revision 3, id-75): revision 2 comes next in its stream; an event is missing or stands twice",
      "the log has signed two histories: its checkpoint of 190 events fits the archive, that of 100 does not",
    ],
  ],
  [
    "two roots",
    { kind: "twoRoots", one: { size: 8, root }, other: { size: 8, root } },
    ["two checkpoints contradict each other: both are of 8 events, and their roots differ"],
  ],
  [
    "no growth",
    { kind: "notGrown", one: { size: 8, root }, other: { size: 9, root } },
    ["the log of 9 events has not grown from that of 8: the proof of it is none"],
  ],
  [
    "an earlier checkpoint of another history",
    { kind: "twoHistories", one: { size: 8, root }, other: { size: 9, root } },
    [
      "the archive fits the held checkpoint of 9 events, and that of 8 that came with it does not: the log has signed two histories",
    ],
  ],
])("%s", (_, verdict, sentences) => {
  expect(inEnglish(verdict)).toEqual(sentences);
  for (const { zh } of tellVerdict(verdict)) expect(zh).toMatch(/\p{Script=Han}/u);
});
