// Which days of a ledger are folded 收起: their lines are out of the document, for as long as the page is open.
import { useCallback, useState } from "react";
import type { DayGroup } from "../parts/days.ts";
import { useIsPrinting } from "../parts/printing.tsx";
import type { LedgerState } from "./address.ts";
import type { Line } from "./ledger-line.ts";

/** The folds of a page. The day of the open line is never folded: an address that opens a line shows it; nor is any on paper. */
export function useFolds({ open, ...closed }: LedgerState, go: (state: LedgerState, how: "replace") => void) {
  const [folded, setFolded] = useState<ReadonlySet<string | null>>(new Set());
  const isPrinting = useIsPrinting();
  const isFolded = useCallback(
    (group: DayGroup<Line>): boolean => !isPrinting && folded.has(group.dueOn) && !holds(group, open),
    [folded, open, isPrinting],
  );
  const toggle = (group: DayGroup<Line>): void => {
    const next = new Set(folded);
    if (isFolded(group)) next.delete(group.dueOn);
    else next.add(group.dueOn);
    setFolded(next);
    if (holds(group, open)) go(closed, "replace");
  };
  return { isFolded, toggle };
}

const holds = ({ lines }: DayGroup<Line>, open: string | undefined): boolean =>
  open !== undefined && lines.some(({ id }) => String(id) === open);
