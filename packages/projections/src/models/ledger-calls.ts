// What of a ledger calls for its unit 待办提醒: what it has to take on, to mend, to hurry with, or to answer.
import { type Lamp, lampOfLine } from "./lamp.ts";
import { isNobodys, isToDo } from "./owed.ts";
import type { LedgerEntry } from "./unit-ledger.ts";

/**
 * `toAccept` 待签收: a part that the unit has not accepted. `returned` 已退回: something it handed in came back,
 * also where the part is signed off and evidence in it is to be mended. `overdue` 已逾期
 * and `dueSoon` 临近: its lamp. What is claimed or handed in has another one. `toAnswer` 待答复: an urging without its answer.
 */
export const ledgerCalls = ["toAccept", "returned", "overdue", "dueSoon", "toAnswer"] as const;
export type LedgerCall = (typeof ledgerCalls)[number];

/** What a line calls for on a Beijing day; nothing where nothing is to be done, or it is nobody's because its unit has ended. */
export function callsOf(line: LedgerEntry, today: string): LedgerCall[] {
  if (!isToDo(line) || isNobodys(line)) return [];
  const lamp: Lamp = lampOfLine(line, today);
  const isCalled: Readonly<Record<LedgerCall, boolean>> = {
    toAccept: line.kind === "part" && line.state === "assigned",
    returned: line.returned,
    overdue: lamp === "overdue",
    dueSoon: lamp === "dueSoon",
    toAnswer: line.kind === "urging",
  };
  return ledgerCalls.filter((call) => isCalled[call]);
}
