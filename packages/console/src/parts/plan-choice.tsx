// A filter by plan 计划筛选: any plan, found by its title; the latest stand there before anything is typed.
import { useQuestion } from "../ask/use-question.ts";
import { type PlanStatus, PlansToChooseDocument } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { type Finding, FoundChoice } from "./found-choice.tsx";
import { partTexts } from "./texts.ts";

interface Choosing {
  readonly plan: string | undefined;
  /** Its name, where the page knows it already. */
  readonly name?: string;
  readonly choose: (plan: string | undefined) => void;
}

/** One of all plans. */
export const PlanChoice = (choosing: Choosing) => <OfPlans {...choosing} useFound={useAllFound} />;

/** One of those that are in force. */
export const IssuedPlanChoice = (choosing: Choosing) => <OfPlans {...choosing} useFound={useIssuedFound} />;

/** One of those that are confirmed and not issued. */
export const ConfirmedPlanChoice = (choosing: Choosing & { readonly label: string; readonly none: string }) => (
  <OfPlans {...choosing} useFound={useConfirmedFound} />
);

function OfPlans({
  plan,
  ...choosing
}: Choosing & { readonly label?: string; readonly none?: string; readonly useFound: Finding }) {
  const { plan: label } = useTexts(partTexts);
  return <FoundChoice label={label} chosen={plan} {...choosing} />;
}

const useAllFound = (words: string) => usePlansFound(words, null);
const useIssuedFound = (words: string) => usePlansFound(words, "ISSUED");
export const useConfirmedFound = (words: string) => usePlansFound(words, "CONFIRMED");

function usePlansFound(words: string, status: PlanStatus | null): ReturnType<Finding> {
  const { data, error } = useQuestion(PlansToChooseDocument, { search: words || null, status });
  const found = data && {
    options: data.plans.edges.map(({ node }) => [String(node.id), node.title] as const).reverse(),
    total: data.plans.totalCount,
  };
  return { found, error };
}
