// Chooses a plan 选计划: among those that are given, or, as a filter, among those that are issued, the latest first.
import { useQuestion } from "../ask/use-question.ts";
import { PlansToChooseDocument } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { Choice } from "./filter-fields.tsx";
import { NamedOptions } from "./named-option.tsx";
import { partTexts } from "./texts.ts";

interface Choosing {
  /** The id of the plan that is chosen. */
  readonly plan: string | undefined;
  readonly choose: (plan: string | undefined) => void;
}

/** `none` says what it is to choose none of them. */
export function PlanAmong({
  plans,
  none,
  plan,
  choose,
}: Choosing & { readonly plans: readonly (readonly [id: string, title: string])[]; readonly none: string }) {
  const texts = useTexts(partTexts);
  return (
    <Choice label={texts.plan} value={plan ?? ""} choose={(value) => choose(value || undefined)}>
      <NamedOptions all={none} options={plans} chosen={plan} />
    </Choice>
  );
}

export function PlanChoice(choosing: Choosing) {
  const texts = useTexts(partTexts);
  const { data } = useQuestion(PlansToChooseDocument, { status: "ISSUED" });
  const plans = (data?.plans.edges ?? []).map(({ node }) => [String(node.id), node.title] as const).reverse();
  return <PlanAmong plans={plans} none={texts.all} {...choosing} />;
}
