// The plans that an audit may be about 可选的计划.
import { useListed } from "../ask/use-listed.ts";
import { useWhole } from "../ask/use-whole.ts";
import { AuditedPlansDocument, type AuditedPlansQuery } from "../generated/operations.ts";
import { asOfIn } from "../moment.ts";

const pageSize = 50;
const pageIn = ({ plans }: AuditedPlansQuery) => plans;

/** All of them, as they stood at a moment; left out, now. */
export function usePlans(at?: string) {
  const listed = useListed(AuditedPlansDocument, { asOf: asOfIn(at), first: pageSize }, pageIn, {
    isPast: at !== undefined,
    about: { anything: true },
  });
  useWhole(listed);
  return listed;
}
