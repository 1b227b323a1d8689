// The addresses of what is printed 打印地址: a unit's ledger as it is filtered, a plan, and a unit's form on a task.
import { type LedgerState, ledgerAddress } from "../ledger/address.ts";
import { dayIn, momentIn } from "../moment.ts";
import type { Raw } from "../page.ts";

/** A ledger that is printed: no line of it is open. */
export type PrintLedgerState = Omit<LedgerState, "open">;

/** A plan that is printed. */
export interface PrintPlanState {
  readonly planId: string;
  /** The day by which it is judged what is due. */
  readonly on?: string;
  readonly asOf?: string;
}

/** The form of a unit on a task. */
export interface PrintFormState {
  readonly taskId: string;
  readonly unitId: string;
  readonly asOf?: string;
}

function readLedger(raw: Raw): PrintLedgerState {
  const { open: _open, ...state } = ledgerAddress.read(raw);
  return state;
}

function readPlan({ planId = "", on, asOf }: Raw): PrintPlanState {
  const moment = momentIn(asOf);
  const day = moment === undefined ? dayIn(on) : undefined;
  return { planId, ...(day ? { on: day } : {}), ...(moment ? { asOf: moment } : {}) };
}

function readForm({ taskId = "", unitId = "", asOf }: Raw): PrintFormState {
  const moment = momentIn(asOf);
  return { taskId, unitId, ...(moment ? { asOf: moment } : {}) };
}

/** The address of a printed ledger, both ways. */
export const printLedgerAddress = {
  path: "/print/ledger/$unitId",
  read: readLedger,
  write: (state: PrintLedgerState): Raw => ledgerAddress.write(state),
};

/** The address of a printed plan, both ways. */
export const printPlanAddress = {
  path: "/print/plan/$planId",
  read: readPlan,
  write: (state: PrintPlanState): Raw => ({ ...state }),
};

/** The address of a form, both ways. */
export const printFormAddress = {
  path: "/print/form/$taskId/$unitId",
  read: readForm,
  write: (state: PrintFormState): Raw => ({ ...state }),
};
