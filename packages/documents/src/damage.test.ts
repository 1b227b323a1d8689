// Damaged notices: whatever is lost, doubled or mixed up, a changed number of tasks is always reported.
import { planDraft } from "@taizhang/domain";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocking, draftOf, NOTICES, type Notice, printed } from "../testing/notice.ts";
import { readNotice } from "./index.ts";

const encode = (text: string) => new TextEncoder().encode(text);

/** One kind of damage: a line is lost, doubled, copied elsewhere, or loses some of its characters. */
const damage = fc.record({
  kind: fc.constantFrom("lose", "double", "copy", "cut"),
  at: fc.nat(),
  other: fc.nat(),
  signs: fc.integer({ min: 1, max: 5 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(lines: readonly string[], { kind, at, other, signs }: Damage): string[] {
  const line = at % lines.length;
  const words = lines[line] ?? "";
  const before = lines.slice(0, line);
  const after = lines.slice(line + 1);
  if (kind === "lose") return [...before, ...after];
  if (kind === "double") return [...before, words, words, ...after];
  if (kind === "copy") return [...before, lines[other % lines.length] ?? "", words, ...after];
  const from = other % (words.length + 1);
  return [...before, words.slice(0, from) + words.slice(from + signs), ...after];
}

describe.each(NOTICES)("%s", (notice: Notice) => {
  const text = printed(notice);
  const sound = draftOf(text);

  test("damaged anywhere, keeps the shape of a draft and accounts for every character", () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (accidents) => {
        const lines = accidents.reduce<readonly string[]>(damaged, text.split("\n"));
        const result = readNotice([{ bytes: encode(lines.join("\n")), name: notice }]);
        if ("error" in result) return;
        const draft = planDraft.parse(result.draft);
        expect(draft.coverage.attributed).toBe(draft.coverage.characters);
        if (draft.tasks.length !== sound.tasks.length) {
          // There are more blocking warnings than in the sound notice, or other ones.
          expect(blocking(draft)).not.toEqual(blocking(sound));
        }
      }),
      { numRuns: 40, seed: 37 },
    );
  });

  test("without the first line of a task, reports it", () => {
    const lines = text.split("\n");
    // Nothing shows that a last row is gone; for all others, the numbers or the cells left behind do.
    for (const task of sound.tasks.slice(0, -1)) {
      const first = lines.findIndex(
        (line, at) => at + 1 >= (task.lines[0]?.[0] ?? 0) && line.includes(task.text.slice(0, 7)),
      );
      const draft = draftOf(lines.filter((_, at) => at !== first).join("\n"));
      expect(blocking(draft), `row ${task.row}`).not.toEqual(blocking(sound));
    }
  });

  test("with a row printed twice, reports it", () => {
    const lines = text.split("\n");
    const [from, to] = sound.tasks[4]?.lines[0] ?? [0, 0];
    const row = lines.slice(from - 1, lines[to] === "" ? to + 1 : to);
    const draft = draftOf([...lines.slice(0, from - 1), ...row, ...lines.slice(from - 1)].join("\n"));
    expect(draft.tasks).toHaveLength(sound.tasks.length + 1);
    expect(blocking(draft)).not.toEqual(blocking(sound));
  });
});

test("no bytes make the reader throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4000 }), (bytes) => {
      expect(readNotice([{ bytes, name: "noise" }])).toHaveProperty("error.code");
    }),
    { numRuns: 300, seed: 1 },
  );
});

test("no text under a header makes the reader throw", () => {
  const signs = [..."一二（）()1２、，；。.．|\t\n\n\t年月日底前各区县局办等及和 　“”《》公开路径：>每定期在指导下<p>"];
  const body = fc.array(fc.constantFrom(...signs, "\ud800"), { maxLength: 400 }).map((picked) => picked.join(""));
  const header = fc.constantFrom(
    "\t工作任务\n\t责任单位\n\n",
    "工作任务 |\n责任单位 |\n",
    "工作任务\t责任单位\n",
    "|工作任务|责任单位|\n",
  );
  fc.assert(
    fc.property(header, body, (top, text) => {
      const result = readNotice([{ bytes: encode(top + text), name: "noise" }]);
      if ("draft" in result) expect(planDraft.parse(result.draft)).toBeDefined();
    }),
    { numRuns: 500, seed: 2 },
  );
});
