// A filter by plan 计划筛选: one of the plans that are issued, the latest first.
import { useQuestion } from "../ask/use-question.ts";
import { PlansToChooseDocument } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { Choice } from "./filter-fields.tsx";
import { NamedOptions } from "./named-option.tsx";
import { partTexts } from "./texts.ts";

export function PlanChoice({
  plan,
  choose,
}: {
  readonly plan: string | undefined;
  readonly choose: (plan: string | undefined) => void;
}) {
  const texts = useTexts(partTexts);
  const { data } = useQuestion(PlansToChooseDocument, { status: "ISSUED" });
  const plans = (data?.plans.edges ?? []).map(({ node }) => [String(node.id), node.title] as const).reverse();
  return (
    <Choice label={texts.plan} value={plan ?? ""} choose={(value) => choose(value || undefined)}>
      <NamedOptions all={texts.all} options={plans} chosen={plan} />
    </Choice>
  );
}
