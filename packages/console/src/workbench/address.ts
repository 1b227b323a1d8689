// The address of a draft at its workbench 导入工作台地址: which plan, which warning is looked at, which row.
import type { Raw } from "../page.ts";

/** What the workbench shows. */
export interface WorkbenchState {
  readonly planId: string;
  /** The number of the warning that is looked at; left out, the first that must be settled. */
  readonly warning?: number;
  /** The row that is looked at; left out, that of the warning. */
  readonly row?: number;
  /** Whether only the lines with something to say are shown. */
  readonly flagged?: boolean;
}

/** A number from 1; undefined where the text is none. */
const countIn = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;

function read({ planId = "", warning: saidWarning, row: saidRow, flagged }: Raw): WorkbenchState {
  const [warning, row] = [countIn(saidWarning), countIn(saidRow)];
  return {
    planId,
    ...(warning === undefined ? {} : { warning }),
    ...(row === undefined ? {} : { row }),
    ...(flagged === "yes" ? { flagged: true } : {}),
  };
}

const write = ({ planId, warning, row, flagged }: WorkbenchState): Raw => ({
  planId,
  ...(warning === undefined ? {} : { warning: String(warning) }),
  ...(row === undefined ? {} : { row: String(row) }),
  ...(flagged ? { flagged: "yes" } : {}),
});

/** The address, both ways. */
export const workbenchAddress = { path: "/import/$planId", read, write };
