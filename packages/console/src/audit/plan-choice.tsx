// Chooses a plan 选计划: one of those there are.
import { Choice } from "../parts/filter-fields.tsx";
import { NamedOption } from "../parts/named-option.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { auditTexts } from "./texts.ts";
import { usePlans } from "./use-plans.ts";

export function PlanChoice({
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
      <Choice
        label={texts.plan}
        value={plan ?? ""}
        choose={(id) => {
          const found = nodes.find((each) => String(each.id) === id);
          choose(found && { id, issuedOn: found.issuedOn ?? null });
        }}
      >
        <option value="">{texts.choosePlan}</option>
        {nodes.map(({ id, title }) => (
          <NamedOption key={id} value={String(id)} name={title} />
        ))}
      </Choice>
    </span>
  );
}
