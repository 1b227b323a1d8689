// The address of a unit's ledger 台账地址: whose it is, the filters, the day or the moment, and the line that is open.
import type { AssignmentState, Lamp, LedgerWhere, Relation } from "../generated/operations.ts";
import { dayIn, momentIn } from "../moment.ts";
import { isOneOf } from "../one-of.ts";
import type { Raw } from "../page.ts";
import { words } from "../words.ts";

/** What a ledger page shows. */
export interface LedgerState {
  readonly unitId: string;
  readonly state?: AssignmentState;
  readonly lamp?: Lamp;
  readonly returned?: boolean;
  readonly plan?: string;
  readonly relation?: Relation;
  readonly q?: string;
  /** The day on which it is due. */
  readonly due?: string;
  /** The day by which it is judged what is due. */
  readonly on?: string;
  readonly asOf?: string;
  /** The id of the open line. */
  readonly open?: string;
}

function read({ unitId = "", state, lamp, returned, plan, relation, q, due, on, asOf, open }: Raw): LedgerState {
  const moment = momentIn(asOf);
  // A day to judge by beside a moment of the past is refused by the API.
  const day = moment === undefined ? dayIn(on) : undefined;
  return {
    unitId,
    ...(isOneOf(words.AssignmentState, state) ? { state } : {}),
    ...(isOneOf(words.Lamp, lamp) ? { lamp } : {}),
    ...(returned === "yes" ? { returned: true } : {}),
    ...(plan ? { plan } : {}),
    ...(isOneOf(words.Relation, relation) ? { relation } : {}),
    ...(q ? { q } : {}),
    ...(dayIn(due) ? { due: dayIn(due) ?? "" } : {}),
    ...(day ? { on: day } : {}),
    ...(moment ? { asOf: moment } : {}),
    ...(open ? { open } : {}),
  };
}

const write = ({ returned, ...state }: LedgerState): Raw => ({ ...state, ...(returned ? { returned: "yes" } : {}) });

/** The address, both ways. */
export const ledgerAddress = { path: "/ledger/$unitId", read, write };

/** The lines that a page asks for. A count by state is one of parts, so its list is, too. */
export function whereOf({ state, lamp, returned, plan, relation, q, due }: LedgerState): LedgerWhere {
  return {
    ...(state ? { states: [state], kinds: ["PART"] } : {}),
    ...(lamp ? { lamps: [lamp] } : {}),
    ...(returned ? { returned: true } : {}),
    ...(plan ? { planId: plan } : {}),
    ...(relation ? { relations: [relation] } : {}),
    ...(q ? { text: q } : {}),
    ...(due ? { due: { from: due, to: due } } : {}),
  };
}

const filters = ["state", "lamp", "returned", "plan", "relation", "q", "due"] as const;
/** What of the state says which lines are wanted. */
export type Filter = (typeof filters)[number];

/** The filters that are set. */
export const filtersOf = (state: LedgerState): readonly Filter[] =>
  filters.filter((filter) => state[filter] !== undefined);

/** The state without one of its fields. */
export function without(state: LedgerState, field: Exclude<keyof LedgerState, "unitId">): LedgerState {
  const { [field]: _left, ...rest } = state;
  return rest;
}
