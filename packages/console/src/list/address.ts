// The address of the list behind a number 清单地址: of which plan, of tasks or assignments, picked by what, on which day.
import type { AssignmentState, Lamp, Relation, StandingWhere } from "../generated/operations.ts";
import { dayIn, momentIn } from "../moment.ts";
import { isOneOf } from "../one-of.ts";
import type { Raw } from "../page.ts";
import { words } from "../words.ts";

/** Which tasks or assignments are listed. What is left out does not matter. */
export interface Picked {
  readonly of: "tasks" | "assignments";
  /** The numeral of a first-level heading; null: under none. */
  readonly section?: string | null;
  /** The part of the notice in which the heading stands, from 2 on. */
  readonly part?: number;
  /** The numeral of a second-level heading; null: under none. */
  readonly subsection?: string | null;
  readonly unassigned?: boolean;
  readonly unit?: string;
  readonly relation?: Relation;
  readonly state?: AssignmentState;
  readonly ownerless?: boolean;
  /** Of what is done: whether late. */
  readonly late?: boolean;
  readonly lamp?: Lamp;
  /** Due on this day or later, and on this day or before. */
  readonly from?: string;
  readonly to?: string;
  readonly q?: string;
}

/** What a list shows. */
export interface ListState extends Picked {
  readonly planId: string;
  /** The day by which it is judged what is due. */
  readonly on?: string;
  readonly asOf?: string;
}

// A heading that is there but empty says: under none.
const headingIn = <Name extends string>(name: Name, text: string | undefined) =>
  text === undefined ? {} : { [name]: text === "" ? null : text };

const partIn = (text: string | undefined) => (text && /^[2-9]$|^[1-9]\d$/.test(text) ? { part: Number(text) } : {});

function read(raw: Raw): ListState {
  const { planId = "", of, section, part, subsection, unassigned, unit, relation, state, ownerless, late } = raw;
  const { lamp, from, to, q, on, asOf } = raw;
  const moment = momentIn(asOf);
  // A day to judge by beside a moment of the past is refused by the API.
  const day = moment === undefined ? dayIn(on) : undefined;
  return {
    planId,
    of: of === "assignments" ? "assignments" : "tasks",
    ...headingIn("section", section),
    ...partIn(part),
    ...headingIn("subsection", subsection),
    ...(unassigned === "yes" ? { unassigned: true } : {}),
    ...(unit ? { unit } : {}),
    ...(isOneOf(words.Relation, relation) ? { relation } : {}),
    ...(isOneOf(words.AssignmentState, state) ? { state } : {}),
    ...(ownerless === "yes" ? { ownerless: true } : {}),
    ...(late === "yes" || late === "no" ? { late: late === "yes" } : {}),
    ...(isOneOf(words.Lamp, lamp) ? { lamp } : {}),
    ...(dayIn(from) ? { from: dayIn(from) ?? "" } : {}),
    ...(dayIn(to) ? { to: dayIn(to) ?? "" } : {}),
    ...(q ? { q } : {}),
    ...(day ? { on: day } : {}),
    ...(moment ? { asOf: moment } : {}),
  };
}

const yes = (name: string, isSaid: boolean | undefined) => (isSaid ? { [name]: "yes" } : {});

function write({ section, part, subsection, unassigned, ownerless, late, ...state }: ListState): Raw {
  return {
    ...state,
    ...(section === undefined ? {} : { section: section ?? "" }),
    ...(part === undefined ? {} : { part: String(part) }),
    ...(subsection === undefined ? {} : { subsection: subsection ?? "" }),
    ...yes("unassigned", unassigned),
    ...yes("ownerless", ownerless),
    ...(late === undefined ? {} : { late: late ? "yes" : "no" }),
  };
}

/** The address, both ways. */
export const listAddress = { path: "/plans/$planId/list", read, write };

/** What is asked for. */
export function whereOf(state: ListState): StandingWhere {
  const { planId, section, part, subsection, unassigned, unit, relation, ownerless, late, lamp, from, to, q } = state;
  return {
    planId,
    ...(section === undefined ? {} : { section }),
    ...(part === undefined ? {} : { part }),
    ...(subsection === undefined ? {} : { subsection }),
    ...(unassigned ? { unassigned } : {}),
    ...(unit ? { unitId: unit } : {}),
    ...(relation ? { relations: [relation] } : {}),
    ...(state.state ? { states: [state.state] } : {}),
    ...(ownerless ? { ownerless } : {}),
    ...(late === undefined ? {} : { late }),
    ...(lamp ? { lamps: [lamp] } : {}),
    ...(from || to ? { due: { from: from ?? null, to: to ?? null } } : {}),
    ...(q ? { text: q } : {}),
  };
}
