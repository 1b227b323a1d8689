// The first days of a plan 新计划: how many of its parts the unit has to accept, the way to them, and to all at once.
import { usePageFocusAfter } from "../parts/kept-focus.ts";
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
  return plans.map((plan) => <NewPlanBand key={plan.id} {...{ plan, unitId, acceptAll }} />);
}

/** The band of one plan. It goes once nothing of the plan is to be accepted, perhaps after the focus has come back to it. */
function NewPlanBand({
  plan,
  unitId,
  acceptAll,
}: {
  readonly plan: NewPlan;
  readonly unitId: string;
  readonly acceptAll: (plan: NewPlan) => void;
}) {
  const texts = useTexts(ledgerTexts);
  usePageFocusAfter();
  return (
    <section className="band band-new" aria-label={texts.newPlan(plan.title)}>
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
  );
}
