// Chooses the plan that an audit is about 被审计的计划: one of all there are, issued or not.
import { Choice } from "../parts/filter-fields.tsx";
import { NamedOptions } from "../parts/named-option.tsx";
import { partTexts } from "../parts/texts.ts";
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
  const { plan: label } = useTexts(partTexts);
  const { nodes } = usePlans();
  return (
    <span className="choice-plan">
      <Choice
        label={label}
        value={plan ?? ""}
        choose={(id) => {
          const found = nodes.find((each) => String(each.id) === id);
          choose(found && { id, issuedOn: found.issuedOn ?? null });
        }}
      >
        <NamedOptions
          all={texts.choosePlan}
          options={nodes.map(({ id, title }) => [String(id), title] as const)}
          // Before they are there it could be called by its id alone.
          chosen={nodes.length === 0 ? undefined : plan}
        />
      </Choice>
    </span>
  );
}
