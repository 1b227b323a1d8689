// What of a ledger calls for its unit 待办提醒: what it has to take on, to mend, to hurry with, or to answer.
import { isClaimed } from "@taizhang/domain";
import { type Lamp, lampOf } from "./lamp.ts";
import { isNobodys } from "./owed.ts";
import type { LedgerEntry } from "./unit-ledger.ts";

/**
 * `toAccept` 待签收: a part that the unit has not accepted. `returned` 已退回: something it handed in came back. `overdue` 已逾期
 * and `dueSoon` 临近: its due day is over, or near, and it is the unit's turn. `toAnswer` 待答复: an urging without its answer.
 */
export const ledgerCalls = ["toAccept", "returned", "overdue", "dueSoon", "toAnswer"] as const;
export type LedgerCall = (typeof ledgerCalls)[number];

/** What a line calls for on a Beijing day; nothing where it is not open, or is nobody's because its unit has ended. */
export function callsOf(line: LedgerEntry, today: string): LedgerCall[] {
  if (line.standing !== "open" || isNobodys(line)) return [];
  const lamp: Lamp = lampOf(line, today);
  // What is claimed waits for those who decide on it.
  const isItsTurn = (line.state === null || !isClaimed(line.state)) && !isHandedIn(line);
  const isCalled: Readonly<Record<LedgerCall, boolean>> = {
    toAccept: line.kind === "part" && line.state === "assigned",
    returned: line.returned,
    overdue: lamp === "overdue" && isItsTurn,
    dueSoon: lamp === "dueSoon" && isItsTurn,
    toAnswer: line.kind === "urging",
  };
  return ledgerCalls.filter((call) => isCalled[call]);
}

/** True for a completion report that waits for the office. */
const isHandedIn = ({ kind, lastReport }: LedgerEntry): boolean =>
  kind === "completionReport" && lastReport?.review === "open";
