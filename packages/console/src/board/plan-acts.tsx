// What the office may do about a plan as a whole 计划办理, as the server says: add to it, correct its issue, close it, reopen it.
import { ActButtons } from "../act/act-buttons.tsx";
import { ActForms } from "../act/act-forms.tsx";
import type { FieldSpec } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { RefusedActs } from "../act/refused-acts.tsx";
import { useOpenedAct } from "../act/use-opened-act.ts";
import { ClosePlanDocument, ReopenPlanDocument, ResumePlanDocument } from "../generated/operations.ts";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { useAdding } from "./adding.ts";
import { useCorrecting } from "./correcting.ts";
import type { PlanOnBoard } from "./plan-on-board.ts";
import { SupplementPlan } from "./supplementing.tsx";
import { boardTexts } from "./texts.ts";

export function PlanActs({ plan }: { readonly plan: PlanOnBoard }) {
  const texts = useTexts(boardTexts);
  const say = useSay();
  const planId = String(plan.id);
  const command = commandsOn(`plan/${planId}`);
  const reason: FieldSpec = { name: "reason", label: texts.reason, kind: "text", isRequired: true };
  const authority: FieldSpec = { name: "authority", label: texts.authority, kind: "line", isRequired: true };
  const { place, opened, press, close } = useOpenedAct();
  const supplementing = plan.acts.find(({ name, refusal }) => name === "supplementPlan" && refusal == null);
  const known: readonly KnownAct[] = [
    useAdding(plan, [reason, authority]),
    useCorrecting(plan, reason),
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
  return (
    <>
      <ActForms acts={plan.acts} known={known} of={planId} />
      <RefusedActs acts={plan.acts} names={["supplementPlan"]} />
      {supplementing && (
        <div {...place}>
          <ActButtons acts={[supplementing]} names={["supplementPlan"]} press={press} />
          {opened !== null && <SupplementPlan planId={planId} title={say(supplementing.title)} close={close} />}
        </div>
      )}
    </>
  );
}
