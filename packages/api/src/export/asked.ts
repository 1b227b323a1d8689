// What every export is made with: who asks, the moment, and the lines and properties that say so.
import { type ExportKind, type Mark, MOMENT_WORDS, STATE_HEAD } from "@taizhang/documents";
import type { NameOf, Reader } from "@taizhang/domain";
import type { Context } from "../context.ts";
import { dayInWords, type ExportMoment, type NamesByDay } from "./moment.ts";

/** What an export is made with. */
export interface Asked {
  readonly context: Context;
  readonly at: ExportMoment;
  readonly reader: Reader;
  /** Names as of any day: what has happened is told with those of its day. */
  readonly namesOn: NamesByDay;
  /** The names of the day that the export is of; of a day to come, those of today. */
  readonly nameOf: NameOf;
}

/** The line that says of which moment a file is. Whoever reads an exported plan again leaves it out. */
export function momentLine({ day, position, isStale }: ExportMoment): string {
  const where = position === null ? "" : `（日志位置${position}）`;
  return `${MOMENT_WORDS}${dayInWords(day)}${where}${isStale ? "，可能不是最新" : ""}`;
}

/** The head over the columns that the ledger adds. */
export const stateHead = ({ day }: ExportMoment): string => `${STATE_HEAD}（截至${dayInWords(day)}）`;

export const markOf = (kind: ExportKind, planId: string | null, { position, day }: ExportMoment): Mark => ({
  kind,
  planId,
  position: position === null ? null : `${position}`,
  day,
});
