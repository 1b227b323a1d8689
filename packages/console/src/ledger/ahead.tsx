// What the lines beside the open one need to be opened, asked ahead 预取: they open at once, also while the server is away.
import type { ReactNode } from "react";
import type { Asking } from "../ask/use-question.ts";
import { useCompletionOwed } from "../owed/completion.tsx";
import type { Line } from "./ledger-line.ts";
import { useOpenedLine } from "./use-opened-line.ts";

/** Asks for what those lines show once they are opened, as soon as the open one has its answer; shows nothing itself. */
export function Ahead({
  open,
  beside,
  unitId,
}: {
  readonly open: Line;
  readonly beside: readonly Line[];
  readonly unitId: string;
}) {
  return (
    <Asked key={open.id} line={open} unitId={unitId} asking={{ enabled: false }}>
      {(isThere) =>
        isThere && beside.map((line) => <Asked key={line.id} {...{ line, unitId }} asking={{ isAhead: true }} />)
      }
    </Asked>
  );
}

interface AskedOf {
  readonly line: Line;
  readonly unitId: string;
  readonly asking: Omit<Asking, "about">;
  readonly children?: (isThere: boolean) => ReactNode;
}

/** Asks for what a line shows once it is opened: the part of its task, or the report on its plan. */
const Asked = (asked: AskedOf) => (asked.line.taskId == null ? <AskedReport {...asked} /> : <AskedPart {...asked} />);

function AskedPart({ line, unitId, asking, children }: AskedOf) {
  const { isSuccess } = useOpenedLine(String(line.taskId), unitId, asking);
  return children?.(isSuccess);
}

function AskedReport({ line, unitId, asking, children }: AskedOf) {
  const { isSuccess } = useCompletionOwed({ planId: String(line.planId), unitId }, asking);
  return children?.(isSuccess);
}
