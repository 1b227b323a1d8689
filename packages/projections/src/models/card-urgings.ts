// The urgings of a unit 催办, on a task or for a completion report, with their words: what was asked, and what the unit answered.
import type { DomainFact, Evidence, FreeText } from "@taizhang/domain";
import type { Deed } from "./deed.ts";

type DataOf<Type extends DomainFact["type"]> = Extract<DomainFact, { type: Type }>["data"];

/** One urging of a unit. How it stands is said by the domain. */
export interface CardUrging {
  readonly no: number;
  /** The item that it is about; null if it is about the part as a whole, or about a completion report. */
  readonly itemId: string | null;
  readonly text: FreeText;
  /** Why the unit was urged again so soon; null where it had not been. */
  readonly whyAgain: FreeText | null;
  readonly answerBy: string | null;
  readonly made: Deed;
  /** The answer; `answeredOn` is its Beijing day. Null until there is one. */
  readonly answer:
    | (Pick<DataOf<"UrgingAnswered">, "text" | "answeredOn"> & Deed & { readonly evidence: readonly Evidence[] })
    | null;
}

/** What every urging says. */
type Asked = Pick<DataOf<"UnitsUrged">, "urgingNo" | "text" | "whyAgain" | "answerBy">;

/** The urgings with one more, unless its number is taken. */
export const withUrged = (
  urgings: readonly CardUrging[],
  { urgingNo: no, itemId, text, whyAgain, answerBy }: Asked & Pick<Partial<DataOf<"UnitsUrged">>, "itemId">,
  made: Deed,
): readonly CardUrging[] =>
  urgings.some((each) => each.no === no)
    ? urgings
    : [...urgings, { no, itemId: itemId ?? null, text, whyAgain, answerBy, made, answer: null }];

/** The urgings with one answered. */
export const withAnswer = (
  urgings: readonly CardUrging[],
  { urgingNo, text, evidence, answeredOn }: DataOf<"UrgingAnswered" | "ReportingUrgingAnswered">,
  deed: Deed,
): CardUrging[] =>
  urgings.map((each) => (each.no === urgingNo ? { ...each, answer: { text, evidence, answeredOn, ...deed } } : each));
