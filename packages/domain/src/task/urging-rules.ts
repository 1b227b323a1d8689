// The rules for urgings 催办 of whatever is owed: how often a unit is urged about one thing, by when it must answer, and in which words.
import { addDays } from "../calendar.ts";
import { type Rejection, reject } from "../kernel/action.ts";
import type { Sentence } from "../kernel/event.ts";
import { most } from "../kernel/most.ts";
import { day, evidenceList, type FreeText, freeText } from "../kernel/shapes.ts";
import type { Standing } from "./assignment-state.ts";
import type { Urged } from "./urged.ts";

/** What an urging asks. */
export const asked = {
  text: freeText,
  /** The day by which the unit must answer; null if none is set. */
  answerBy: day.nullable(),
  /** Why the unit is urged again so soon; null if it was not urged lately. */
  whyAgain: freeText.nullable(),
};

/** What an answer says. */
export const answered = { text: freeText, evidence: evidenceList };

/**
 * How an urging stands for one unit 催办状态; `terminated` once what it is about ended without an answer, or the unit itself
 * ended after that was done.
 */
export type UrgingState = "open" | "answered" | "terminated";

/** An urging as something that is owed. */
export const standingOfUrging: Readonly<Record<UrgingState, Standing>> = {
  open: "open",
  answered: "done",
  terminated: "terminated",
};

/** How many days must pass before the same unit is urged about the same thing again without saying why. */
const urgingPauseDays = 3;

/** The refusal of a day for the answer that is over. */
export const refusalOfAnswerDay = (answerBy: string | null, today: string): Rejection | null =>
  answerBy !== null && answerBy < today ? reject("ANSWER_DAY_IN_THE_PAST", `${answerBy}; ${today}`) : null;

/** The refusal to urge a unit once more that was urged as often as the ledger takes. */
export const refusalOfMore = (urgings: readonly Urged[]): Rejection | null =>
  urgings.length >= most.urgings ? reject("URGED_TOO_OFTEN") : null;

/** The refusal to urge a unit so soon about what it was urged about before, unless it is said why. */
export function refusalOfAgain(before: readonly Urged[], whyAgain: FreeText | null, today: string): Rejection | null {
  const isLately = before.some(({ urgedOn }) => today < addDays(urgedOn, urgingPauseDays));
  return isLately && whyAgain === null ? reject("URGED_RECENTLY") : null;
}

/** The urging of this number; null if there is none. */
export const urgingIn = <U extends Urged>(urgings: readonly U[], urgingNo: number): U | null =>
  urgings.find(({ no }) => no === urgingNo) ?? null;

/** Urgings with one more, unless its number is taken. */
export const withOneMore = <U extends Urged>(urgings: readonly U[], urging: U): readonly U[] =>
  urgingIn(urgings, urging.no) ? urgings : [...urgings, urging];

/** Urgings with one of them changed. */
export const onUrging = <U extends Urged>(
  urgings: readonly U[],
  urgingNo: number,
  change: (urging: U) => Partial<U>,
): readonly U[] => urgings.map((each) => (each.no === urgingNo ? { ...each, ...change(each) } : each));

/** An urging in words: of whom or what, and what is asked. */
export const tellUrging = (
  whom: Sentence,
  {
    urgingNo,
    answerBy,
    text,
    whyAgain,
  }: {
    readonly urgingNo: number;
    readonly answerBy: string | null;
    readonly text: FreeText;
    readonly whyAgain: FreeText | null;
  },
): Sentence => ({
  zh: `催办${whom.zh}（第${urgingNo}次${answerBy ? `，${answerBy}前答复` : ""}）：${text.text}${whyAgain ? `；再次催办的理由：${whyAgain.text}` : ""}`,
  en: `urged ${whom.en} (urging ${urgingNo}${answerBy ? `, to be answered by ${answerBy}` : ""}): ${text.text}${whyAgain ? `; why again: ${whyAgain.text}` : ""}`,
});

/** An answer in words. `to` is what the urging was about; left out where the thing itself says it. */
export function tellAnswer(
  unit: string,
  {
    urgingNo,
    answerBy,
    answeredOn,
    text,
  }: {
    readonly urgingNo: number;
    readonly answerBy: string | null;
    readonly answeredOn: string;
    readonly text: FreeText;
  },
  to: Sentence = { zh: "", en: "" },
): Sentence {
  const isLate = answerBy !== null && answeredOn > answerBy;
  return {
    zh: `${unit}答复第${urgingNo}次${to.zh}催办${isLate ? `（应于${answerBy}前答复，逾期）` : ""}：${text.text}`,
    en: `answered urging ${urgingNo} of ${unit}${to.en}${isLate ? ` (late: due by ${answerBy})` : ""}: ${text.text}`,
  };
}
