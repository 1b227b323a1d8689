// What the deadline board asks for, from its address.
import { asOfIn } from "../moment.ts";
import type { DeadlinesState } from "./address.ts";

/** The variables of its questions. */
export const askedOf = ({ from, to, plan, unit, lamp, kind, on, asOf }: DeadlinesState) => ({
  due: from || to ? { from: from ?? null, to: to ?? null } : null,
  planId: plan ?? null,
  unitId: unit ?? null,
  kinds: kind ? [kind] : null,
  lamps: lamp ? [lamp] : null,
  on: on ?? null,
  asOf: asOfIn(asOf),
});
