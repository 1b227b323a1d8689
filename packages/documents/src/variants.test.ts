// The same notice with other line ends, encodings, widths or blank lines is read the same.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toGb18030 } from "../testing/gb18030.ts";
import { draftOf, NOTICES, type Notice, printed, withoutLines } from "../testing/notice.ts";
import { readNotice } from "./index.ts";

/** What must not change when the width of the characters does: everything but the words themselves. */
function reading(text: string): unknown {
  const { tasks, unread, coverage } = draftOf(text);
  expect(unread).toEqual([]);
  expect(coverage.attributed).toBe(coverage.characters);
  return tasks.map(({ text: _, requirement, items, units, printed: __, lines, deadlineText, ...task }) => ({
    ...task,
    deadlinesInText: task.deadlinesInText.map(({ date }) => date),
    publicationPaths: task.publicationPaths.length,
    items: items.map(({ no, children, deadlines }) => [no, children.length, deadlines.map(({ date }) => date)]),
    units: units.map(({ name, kind, relation, inheritedFromRow }) => [name, kind, relation, inheritedFromRow]),
  }));
}

describe.each(NOTICES)("%s", (notice: Notice) => {
  const text = printed(notice);
  const draft = draftOf(text);
  const bytes = (changed: string) => new TextEncoder().encode(changed);

  test.each([
    ["CRLF", bytes(text.replaceAll("\n", "\r\n"))],
    ["a lone CR", bytes(text.replaceAll("\n", "\r"))],
    ["a byte order mark", bytes(`\ufeff${text}`)],
    ["GB18030", toGb18030(text)],
    ["empty lines at the end", bytes(`${text}\n\n\n`)],
    ["blanks at the ends of lines", bytes(text.replace(/(\S)\n/g, "$1  \n"))],
    ["doubled empty lines", bytes(text.replaceAll("\n\n", "\n\n\n"))],
  ])("with %s reads the same", (_, changed) => {
    const result = readNotice([{ bytes: changed, name: notice }]);
    expect("draft" in result && withoutLines(result.draft)).toEqual(withoutLines(draft));
  });

  test("in full width reads the same", () => {
    const wide = text.replace(/[!-.0-;=?-{}~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    expect(reading(wide)).toEqual(reading(text));
  });

  test("with full-width bars reads the same", () => {
    expect(reading(text.replaceAll("|", "｜"))).toEqual(reading(text));
  });

  test("in half width reads the same", () => {
    const narrow = text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
    expect(reading(narrow)).toEqual(reading(text));
  });

  test("with empty lines anywhere reads the same", () => {
    const lines = text.split("\n");
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 9 })), (dice) => {
        const strewn = lines.flatMap((line) => (dice.next().value === 0 ? [line, ""] : [line]));
        expect(reading(strewn.join("\n"))).toEqual(reading(text));
      }),
      { numRuns: 10, seed: 2021 },
    );
  });
});

test("the last row of 梁平 is read without its last bar, too", () => {
  const text = printed("liangping");
  expect(withoutLines(draftOf(text.replace(/\s*\|\s*$/, "")))).toEqual(withoutLines(draftOf(text)));
});
