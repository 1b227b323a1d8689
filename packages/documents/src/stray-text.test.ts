// A stray sentence between two rows comes back whole as unread and changes no task, wherever a row of a notice ends.
import type { PlanDraft } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { draftOf, NOTICES, type Notice, printed, withoutLines } from "../testing/notice.ts";

/** Sentences that look like a task, names, a date, a number or nothing at all, and one without a full stop. */
const SENTENCES = [
  "各单位要认真抓好贯彻落实，确保按时完成任务。",
  "请区政府办公室、区财政局于2021年8月底前反馈意见",
  "12345热线由另行通知的单位负责受理。",
  "本页由打字员补录,不属于任何任务。",
  "（本页无正文）",
];

/** The lines after which a row has ended, and the empty line that may follow. */
function boundaries(draft: PlanDraft, lines: readonly string[]): number[] {
  const ends = draft.tasks.flatMap((task) => task.lines.flatMap(([from, to]) => [from - 1, to]));
  const behindGap = ends.filter((end) => lines[end] === "").map((end) => end + 1);
  return [...new Set([...ends, ...behindGap])].toSorted((one, other) => one - other);
}

describe.each(NOTICES)("in %s", (notice: Notice) => {
  const text = printed(notice);
  const lines = text.split("\n");
  const draft = draftOf(text);

  test.each([
    ["at the start of a line", ""],
    ["behind a tab", "\t"],
  ])("a sentence %s comes back whole and changes nothing", (_, indent) => {
    for (const [at, end] of boundaries(draft, lines).entries()) {
      const sentence = SENTENCES[at % SENTENCES.length] ?? "";
      const changed = draftOf([...lines.slice(0, end), indent + sentence, ...lines.slice(end)].join("\n"));
      expect(changed.unread, `behind line ${end}`).toEqual([{ lines: [end + 1, end + 1], text: sentence }]);
      expect(withoutLines(changed), `behind line ${end}`).toEqual(withoutLines(draft));
      expect(changed.coverage).toEqual({
        characters: draft.coverage.characters + sentence.length,
        attributed: draft.coverage.attributed + sentence.length,
      });
      expect(changed.warnings).toContainEqual(
        expect.objectContaining({ code: "UNREAD_TEXT", severity: "blocking", lines: [end + 1, end + 1] }),
      );
    }
  });
});
