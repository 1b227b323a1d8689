// What the office may do about a plan as a whole 计划办理, as the server says: close it, reopen it, let its work go on.
import { ActForms } from "../act/act-forms.tsx";
import type { FieldSpec } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  type BoardShownQuery,
  ClosePlanDocument,
  ReopenPlanDocument,
  ResumePlanDocument,
} from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { boardTexts } from "./texts.ts";

export function PlanActs({ plan }: { readonly plan: NonNullable<BoardShownQuery["plan"]> }) {
  const texts = useTexts(boardTexts);
  const planId = String(plan.id);
  const command = commandsOn(`plan/${planId}`);
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  const authority: FieldSpec = { name: "authority", label: texts.authority, kind: "line", isRequired: true };
  const known: readonly KnownAct[] = [
    {
      ...{ name: "closePlan", specs: [reason] },
      command: ({ reason = "" }, commandId) => command(ClosePlanDocument, { commandId, planId, reason }),
    },
    {
      ...{ name: "reopenPlan", specs: [reason, authority] },
      command: ({ reason = "", authority = "" }, commandId) =>
        command(ReopenPlanDocument, { commandId, planId, reason, authority }),
    },
    {
      ...{ name: "resumePlan", specs: [] },
      command: (_fields, commandId) => command(ResumePlanDocument, { commandId, planId }),
    },
  ];
  return <ActForms acts={plan.acts.filter(({ refusal }) => refusal == null)} known={known} of={planId} />;
}
