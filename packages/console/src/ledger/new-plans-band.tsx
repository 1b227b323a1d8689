// The first days of a plan 新计划: how many of its parts the unit has to accept, the way to them, and to all at once.
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { ledgerAddress } from "./address.ts";
import type { NewPlan } from "./new-plans.ts";
import { ledgerTexts } from "./texts.ts";

export function NewPlansBand({
  plans,
  unitId,
  acceptAll,
}: {
  readonly plans: readonly NewPlan[];
  readonly unitId: string;
  /** Lists all parts of a plan that are to be accepted. */
  readonly acceptAll: (plan: NewPlan) => void;
}) {
  const texts = useTexts(ledgerTexts);
  return plans.map((plan) => (
    <section key={plan.id} className="band band-new" aria-label={texts.newPlan(plan.title)}>
      <span>
        <PlainText>{texts.newPlanIssued(plan.title, plan.toAccept)}</PlainText>
      </span>
      <PageLink page={ledgerAddress} state={{ unitId, plan: plan.id, state: "ASSIGNED" as const }}>
        {texts.oneByOne}
      </PageLink>
      <button type="button" onClick={() => acceptAll(plan)}>
        {texts.acceptAll}
      </button>
    </section>
  ));
}
