// Why a roster file cannot be read 名录文件的差错: every fault with its place, for whoever shows them.
import type { Sentence } from "@taizhang/domain";

/** A fault of a roster file. */
export interface FileFault {
  /** The line of the table, counted from 1; null where the file is no table, or the fault is of no one line. */
  readonly line: number | null;
  /** The field of the line; or, without a line, the path in the file, such as `units.0.name`. Empty for all of it. */
  readonly path: string;
  readonly message: Sentence;
}

/** Its message tells every fault in a line of its own, in both languages and with its place. */
export class RosterUnread extends Error {
  readonly faults: readonly FileFault[];

  constructor(faults: readonly FileFault[]) {
    super(faults.map(told).join("\n"));
    this.faults = faults;
  }
}

/** A fault of the whole file, or of a line of it. */
export const unread = (message: Sentence, line: number | null = null): RosterUnread =>
  new RosterUnread([{ line, path: "", message }]);

/** A place in words. */
export const toldPlace = ({ line, path }: Pick<FileFault, "line" | "path">): string =>
  [...(line === null ? [] : [`第${line}行 line ${line}`]), ...(path === "" ? [] : [path])].join(", ");

function told({ message: { zh, en }, ...fault }: FileFault): string {
  const place = toldPlace(fault);
  return `${place === "" ? "" : `${place}: `}${zh} / ${en}`;
}
