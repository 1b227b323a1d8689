// Chooses the plan that an audit is about 被审计的计划: one of all there are, issued or not.
import { PlanAmong } from "../parts/plan-choice.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { auditTexts } from "./texts.ts";
import { usePlans } from "./use-plans.ts";

export function AuditedPlan({
  plan,
  choose,
}: {
  readonly plan: string | undefined;
  readonly choose: (plan: { readonly id: string; readonly issuedOn: string | null } | undefined) => void;
}) {
  const texts = useTexts(auditTexts);
  const { nodes } = usePlans();
  return (
    <span className="choice-plan">
      <PlanAmong
        plans={nodes.map(({ id, title }) => [String(id), title] as const)}
        none={texts.choosePlan}
        // Before they are there it could be called by its id alone.
        plan={nodes.length === 0 ? undefined : plan}
        choose={(id) => {
          const found = nodes.find((each) => String(each.id) === id);
          choose(found && { id: String(found.id), issuedOn: found.issuedOn ?? null });
        }}
      />
    </span>
  );
}
