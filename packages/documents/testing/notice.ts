// Reads notices for tests: the five of the seeds, and texts written in the tests themselves.
import { readFileSync } from "node:fs";
import type { DraftTask, PlanDraft } from "@taizhang/domain";
import { readNotice } from "../src/read-notice.ts";

export const NOTICES = ["yunyang", "shaxian", "shaoguan", "liangping", "wushan"] as const;
export type Notice = (typeof NOTICES)[number];

/** The printed text of one of the five notices. */
export function printed(notice: Notice): string {
  return readFileSync(new URL(`../../../seeds/notices/${notice}-2021.txt`, import.meta.url), "utf8");
}

/** The draft of a text; a refusal fails the test with its reason. */
export function draftOf(text: string): PlanDraft {
  const result = readNotice([{ bytes: new TextEncoder().encode(text), name: "notice.txt" }]);
  if ("error" in result) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.draft;
}

/** One task of a draft. */
export function taskOf(draft: PlanDraft, row: number): DraftTask {
  const task = draft.tasks.find((one) => one.row === row);
  if (!task) throw new Error(`the draft has no row ${row}, only ${draft.tasks.length}`);
  return task;
}

/** The rows that carry a warning, in order; null for the whole document. */
export function rowsWith(draft: PlanDraft, code: string): (number | null)[] {
  return draft.warnings.filter((warning) => warning.code === code).map(({ row }) => row);
}

/** The codes of the warnings that block, each with its row. */
export function blocking(draft: PlanDraft): string[] {
  return draft.warnings.filter(({ severity }) => severity === "blocking").map(({ code, row }) => `${code} ${row}`);
}

/** Everything a draft says, without the lines it was read from. */
export function withoutLines(draft: PlanDraft): unknown {
  const { plan, sections, tasks } = draft;
  return { plan, sections, tasks: tasks.map(({ lines: _, ...task }) => task) };
}
