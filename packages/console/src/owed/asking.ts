// Asking for a later day 申请延期: the fields of the form, whatever it is for.
import { evidenceIn, type FieldSpec, type Fields } from "../act/fields.ts";
import { useTexts } from "../texts/catalogue.ts";
import { owedTexts } from "./texts.ts";

/** The fields in which a unit asks for a later day. */
export function useAskingSpecs(): readonly FieldSpec[] {
  const texts = useTexts(owedTexts);
  return [
    { name: "dueOn", label: texts.askedDueOn, kind: "day", isRequired: true },
    { name: "reason", label: texts.reason, kind: "text", isRequired: true },
    { name: "evidence", label: texts.evidence, kind: "evidence" },
  ];
}

/** What is asked, of those fields. */
export const askedIn = ({ dueOn = "", reason = "", ...fields }: Fields) => ({
  ...{ dueOn, reason },
  evidence: evidenceIn(fields, "evidence"),
});
