// Why an attempt is denied: the refusals that mean a missing right, and three reasons that are no refusals.
import type { Sentence } from "../kernel/event.ts";
import { type RejectionCode, rejections } from "../rejections.ts";

/** The refusals that mean a missing right. All others are about the state of things and are not denials. */
export const denying: ReadonlySet<RejectionCode> = new Set([
  "NOT_YOUR_ASSIGNMENT",
  "NOT_THE_LEAD",
  "NOT_LEAD_NOR_OFFICE",
  "PART_OF_A_LEAD",
  "NOT_UNIT_LEAD_NOR_OFFICE",
  "NOT_THE_REVIEWER",
  "NOT_YOUR_COMPLETION_REPORT",
  "NOT_YOUR_ITEM",
]);

const others = {
  FORBIDDEN: { zh: "令牌没有所需的角色。", en: "The token has none of the roles that this needs." },
  NOWHERE: { zh: "对象不存在。", en: "What it was aimed at does not exist." },
  OTHER_REGION: { zh: "对象属于另一个行政区划。", en: "What it was aimed at belongs to another region." },
} as const satisfies Record<string, Sentence>;

/** Why an attempt was denied, as it is stored. */
export type DenialReason = RejectionCode | keyof typeof others;

const words: ReadonlyMap<string, Sentence> = new Map(Object.entries<Sentence>({ ...rejections, ...others }));

/** A stored reason in words; for a reason that this build does not know, its code. */
export const reasonInWords = (reason: string): Sentence => words.get(reason) ?? { zh: reason, en: reason };
