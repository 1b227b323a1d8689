// What the words of a task leave open: unfinished sentences, clocks without a day, paths without a label.
import type { DatedText } from "@taizhang/domain";
import { relativeDeadlines } from "../cells/due.ts";
import { unlabelledPaths } from "../cells/path.ts";
import type { Level } from "../cells/unit-name.ts";
import { foldWidth } from "../readers/width.ts";
import type { WarningCode } from "./warnings.ts";

export interface Wording {
  readonly text: string;
  readonly requirement: string | null;
  /** Every due day, from the column and from the prose. */
  readonly dates: readonly DatedText[];
  readonly cadence: readonly string[];
}

export interface Document {
  readonly level: Level | undefined;
  readonly issuedOn: string | null;
  /** The year of the plan. */
  readonly year: number | null;
  /** Whether nearly every task of the table ends with a full stop. */
  readonly endsWithStop: boolean;
}

export interface Remark {
  readonly code: WarningCode;
  readonly words: string;
}

const ENDS_OPEN = /(?:的同时|以及|并且|同时|[、，,：:；;和及与并])[。]?$/;
const LABEL = /^[^，。；、,;：:\s]{2,15}[：:]/;
const STOP = /[。！？；!?;”"）)]$/;
/** 区 and 县 are of the same level: if a plan of one mentions the other, the text was copied from a model. */
const PEERS: Partial<Record<Level, RegExp>> = {
  县: /(?<=^|[在由向报经对各，。；、：])区(?:政府|委|人民政府)[^，。；、]{0,8}|本区县|我区(?![\u4e00-\u9fff]?县)/,
  区: /(?<=^|[在由向报经对各，。；、：])县(?:政府|委|人民政府)[^，。；、]{0,8}|本区县|我县/,
};

/** Everything about the wording of one task that a person should know. */
export function remarksOn({ text, requirement, dates, cadence }: Wording, document: Document): Remark[] {
  const whole = `${text}\n${requirement ?? ""}`;
  const remark = (code: WarningCode, words: string): Remark => ({ code, words });
  const peer = document.level && PEERS[document.level]?.exec(whole)?.[0];
  return [
    ...(ENDS_OPEN.test(text) ? [remark("TEXT_ENDS_OPEN", text.slice(-20))] : []),
    ...(document.endsWithStop && !STOP.test(text) ? [remark("NO_FULL_STOP", text.slice(-20))] : []),
    ...[LABEL.exec(foldWidth(text))?.[0]].flatMap((label) =>
      label ? [remark("COLON_LABEL", text.slice(0, label.length))] : [],
    ),
    ...unlabelledPaths(whole).map((path) => remark("PATH_UNLABELLED", path)),
    ...relativeDeadlines(whole).map((words) => remark("RELATIVE_DEADLINE", words)),
    ...dueTooEarly(dates, document.issuedOn).map(({ text: words }) => remark("DUE_BEFORE_ISSUE", words)),
    ...dueBeforePlan(dates, document).map(({ text: words }) => remark("DUE_BEFORE_PLAN", words)),
    ...cadence.filter((word) => word === "定期").map((word) => remark("CADENCE_WITHOUT_PERIOD", word)),
    ...(peer ? [remark("OTHER_LEVEL_IN_TEXT", peer)] : []),
  ];
}

/** Due days on or before the day of signing: they are shown, and never count against a unit. */
function dueTooEarly(dates: readonly DatedText[], issuedOn: string | null): DatedText[] {
  return dates.filter(({ date }) => issuedOn !== null && date <= issuedOn);
}

/** Due days of a year before the plan's; those before the day of signing are said already. */
function dueBeforePlan(dates: readonly DatedText[], { issuedOn, year }: Document): DatedText[] {
  if (year === null) return [];
  return dates.filter(({ date }) => date < `${year}-01-01` && (issuedOn === null || date > issuedOn));
}

/** Whether the texts of a table usually end with a full stop. */
export function endWithStop(texts: readonly string[]): boolean {
  return texts.filter((text) => STOP.test(text)).length * 10 >= texts.length * 8;
}
