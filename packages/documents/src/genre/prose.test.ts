// Articles and lists as offices send them: the whole draft beside what a person reads in them.
import type { DraftTask, DraftUnit, PlanDraft } from "@taizhang/domain";
import { describe, expect, test } from "vitest";
import { docxOf, paragraph } from "../../testing/office-files.ts";
import { type ProseInput, READ, REFUSED } from "../../testing/prose-inputs.ts";
import { WITH_ODD_NUMBERS } from "../../testing/prose-numbers.ts";
import { WITH_REMARKS } from "../../testing/prose-remarks.ts";
import { WITH_UNITS_ABOVE } from "../../testing/prose-units-above.ts";
import { readNotice } from "../read-notice.ts";

describe("a document", () => {
  test.each([...READ, ...WITH_REMARKS, ...WITH_UNITS_ABOVE, ...WITH_ODD_NUMBERS])("is read with $layout", (input) => {
    const draft = draftOf(input);
    expect(`${draft.plan.title} (${draft.plan.year ?? "–"})`).toBe(input.title);
    expect(draft.sections.map(sectionLine)).toEqual(input.sections);
    expect(draft.tasks.map(taskLine)).toEqual(input.tasks);
    expect(blockingIn(draft)).toEqual(input.blocking.toSorted());
    const codes = draft.warnings.map(({ code, row }) => `${code} ${row}`);
    expect(codes).toEqual(expect.arrayContaining([...(input.notices ?? [])]));
  });

  test("gives no person and no telephone away", () => {
    for (const input of READ) expect(JSON.stringify(draftOf(input))).not.toMatch(/[张李王赵]某|\*{3}|139\d{8}/);
  });
});

test.each(REFUSED)("$kind is refused with its reason", ({ text, code, says }) => {
  const result = readNotice([{ bytes: new TextEncoder().encode(text.join("\n")), name: "文件" }]);
  if (!("error" in result)) throw new Error(`read as ${result.draft.tasks.length} tasks`);
  expect(result.error.code).toBe(code);
  for (const words of says) expect(result.error.messageZh).toContain(words);
});

function draftOf({ text, format }: ProseInput): PlanDraft {
  const result = readNotice([{ bytes: bytesOf(text, format), name: "文件" }]);
  if ("error" in result) throw new Error(`${result.error.code}: ${result.error.messageZh}`);
  return result.draft;
}

function bytesOf(text: readonly string[], format: ProseInput["format"]): Uint8Array {
  if (format === "docx") return docxOf(text.map(numbered).join(""), { numbering: NUMBERING });
  const whole = text.join("\n");
  return new TextEncoder().encode(format === "html" ? `<!DOCTYPE html><html><body>${whole}</body></html>` : whole);
}

/** 「#1 words」 is a paragraph that Word numbers on its second level. */
function numbered(line: string): string {
  const found = /^#(\d) (.*)$/.exec(line);
  if (!found) return paragraph(line);
  const [, level, words = ""] = found;
  return paragraph(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`);
}

const level = (at: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = `<w:abstractNum w:abstractNumId="1">${level(0, "chineseCounting", "%1、")}${level(1, "decimal", "%2.")}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`;

function sectionLine({ no, title, children }: PlanDraft["sections"][number]): string {
  const below = children.map((child) => `${child.no} ${child.title}`).join(", ");
  return below === "" ? `${no} ${title}` : `${no} ${title}: ${below}`;
}

function taskLine({ no, section, subsection, text, requirement, units, deadline }: DraftTask): string {
  const place = section === null ? "–" : [section, ...(subsection === null ? [] : [subsection])].join("/");
  const words = requirement === null ? text : `${text} → ${requirement}`;
  const names = units.length === 0 ? "–" : units.map(unitWord).join(" ");
  return `${no ?? "–"} [${place}] ${words} ‖ ${names} ‖ ${deadline.date ?? deadline.kind}`;
}

const SIGNS: Readonly<Record<DraftUnit["relation"], string>> = {
  lead: "*",
  responsible: "",
  supervising: "!",
  guiding: "?",
};

function unitWord({ name, kind, relation }: DraftUnit): string {
  return `${kind === "group" ? `{${name}}` : name}${SIGNS[relation]}`;
}

function blockingIn({ warnings }: PlanDraft): string[] {
  return warnings
    .filter(({ severity }) => severity === "blocking")
    .map(({ code, row }) => `${code} ${row}`)
    .toSorted();
}
