// `import --dry-run`: reads notices and shows the result, without a ledger.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { noticeReaders, type ReadResult } from "@taizhang/documents";

/** A file and what was read from it. */
export interface FileReading {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly result: ReadResult;
}

/** Reads each file in turn. Throws if a file cannot be opened. */
export async function readFiles(files: readonly string[]): Promise<FileReading[]> {
  const readers = noticeReaders({ count: 1 });
  try {
    const readings: FileReading[] = [];
    for (const file of files) {
      const bytes = await readFile(file);
      readings.push({ file, bytes, result: await readers.read([{ bytes, name: basename(file) }]) });
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

/** For people: a few lines a file, and every warning. */
export function asText(readings: readonly FileReading[]): string {
  return readings
    .map(({ file, result }) => {
      if ("error" in result) return `${file}: ${result.error.messageZh} / ${result.error.message}`;
      const { plan, tasks, warnings, unread, coverage } = result.draft;
      return [
        `${file}: ${plan.title}`,
        `  任务 tasks ${tasks.length}, 提示 warnings ${warnings.length}, 未读 unread ${unread.length}, 覆盖 coverage ${coverage.attributed}/${coverage.characters}`,
        ...warnings.map(
          ({ severity, code, row, lines, message }) =>
            `  ${severity === "blocking" ? "!" : "-"} ${code}${row ? ` row ${row}` : ""}${lines ? ` lines ${lines.join("-")}` : ""}: ${message}`,
        ),
      ].join("\n");
    })
    .join("\n");
}
