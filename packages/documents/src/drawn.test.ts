// The five notices drawn as a page, a Word document and a sheet: the same tasks, units and deadlines as in the text.
import type { PlanDraft } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { asPage, asSheet, asWord } from "../testing/drawn-tables.ts";
import { draftOf, NOTICES, printed } from "../testing/notice.ts";
import { readNotice } from "./read-notice.ts";

/** What must not depend on the format. */
function said({ tasks }: PlanDraft): unknown[] {
  return tasks.map(({ no, section, subsection, text, requirement, units, deadline }) => ({
    no,
    section,
    subsection,
    text,
    requirement,
    units: units.map(({ name, kind, relation }) => `${name} ${kind} ${relation}`),
    deadline,
  }));
}

describe.each(NOTICES)("%s", (notice) => {
  const sound = draftOf(printed(notice));
  const above = [sound.plan.title];

  test.each([
    ["a page", asPage],
    ["a Word document", asWord],
    ["a sheet", asSheet],
  ])("reads the same from %s", (_, draw) => {
    const result = readNotice([{ bytes: draw(sound, above), name: notice }]);
    if ("error" in result) throw new Error(result.error.message);
    expect(said(result.draft)).toEqual(said(sound));
  });
});
