// Reads notices without a ledger, and shows the result: `import --dry-run`.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { noticeReaders, type ReadResult } from "@taizhang/documents";
import type { DraftWarning } from "@taizhang/domain";
import { callingTasks } from "./task-no.ts";

/** A notice and what was read from it. */
export interface FileReading {
  /** What it is called in what is printed: its file, or all of them. */
  readonly file: string;
  /** The notice itself, and then its annexes. */
  readonly parts: readonly { readonly file: string; readonly bytes: Uint8Array }[];
  readonly result: ReadResult;
}

/**
 * Reads each file in turn as a notice of its own, or all of them `together` as one notice with its annexes. Throws if a
 * file cannot be opened.
 */
export async function readFiles(
  files: readonly string[],
  { together = false }: { readonly together?: boolean | undefined } = {},
): Promise<FileReading[]> {
  const readers = noticeReaders({ count: 1 });
  try {
    const readings: FileReading[] = [];
    for (const each of together ? [files] : files.map((file) => [file])) {
      const parts = [];
      for (const file of each) parts.push({ file, bytes: await readFile(file) });
      const notice = parts.map(({ file, bytes }) => ({ name: basename(file), bytes }));
      readings.push({ file: each.join(" + "), parts, result: await readers.read(notice) });
    }
    return readings;
  } finally {
    await readers.close();
  }
}

/** One JSON document: the draft of one file (or why there is none), or an array of them for several files. */
export function asJson(readings: readonly FileReading[]): string {
  const documents = readings.map(({ result }) => ("error" in result ? { error: result.error } : result.draft));
  return JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2);
}

/** A warning in one line; a blocking one begins with an exclamation mark. `called` says what a row is called. */
export const warningInWords = (
  { severity, code, row, lines, message }: DraftWarning,
  called: (row: number) => string,
): string =>
  `${severity === "blocking" ? "!" : "-"} ${code}${row ? ` ${called(row)}` : ""}${lines ? ` lines ${lines.join("-")}` : ""}: ${message}`;

/** Why a notice cannot be read, in both languages. */
export const refusalInWords = (file: string, { messageZh, message }: { messageZh: string; message: string }): string =>
  `${file}: ${messageZh} / ${message}`;

/** For people: a few lines a file, and every warning. */
export function asText(readings: readonly FileReading[]): string {
  return readings
    .map(({ file, result }) => {
      if ("error" in result) return refusalInWords(file, result.error);
      const { plan, tasks, warnings, unread, coverage } = result.draft;
      const called = callingTasks(tasks);
      return [
        `${file}: ${plan.title}`,
        `  任务 tasks ${tasks.length}, 提示 warnings ${warnings.length}, 未读 unread ${unread.length}, 覆盖 coverage ${coverage.attributed}/${coverage.characters}`,
        ...warnings.map((warning) => `  ${warningInWords(warning, called)}`),
      ].join("\n");
    })
    .join("\n");
}
