// The filters of the queue 筛选: how much there is of each kind, each a door; and by plan and unit as one goes.
import type { ReviewerKind, ReviewQueueQuery, WaitingKind } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { Choice } from "../parts/filter-fields.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { IssuedPlanChoice } from "../parts/plan-choice.tsx";
import { UnitChoice } from "../parts/unit-choice.tsx";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { type ReviewsState, reviewsAddress } from "./address.ts";
import { reviewTexts } from "./texts.ts";

export function Kinds({
  state,
  go,
  of,
  counts: { waiting, byKind },
}: {
  readonly state: ReviewsState;
  readonly go: (state: ReviewsState) => void;
  readonly of: ReviewerKind;
  readonly counts: ReviewQueueQuery["reviewCounts"];
}) {
  const texts = useTexts(reviewTexts);
  const word = useWords("WaitingKind");
  const ofWord = useWords("ReviewerKind");
  const me = useMe();
  const { at: _left, kind, ...rest } = state;
  const { report, endorsement, signOff, extension, dispute, group, completionReport, ownerless } = byKind;
  const kinds: readonly (readonly [WaitingKind, number])[] = [
    ["REPORT", report],
    ["ENDORSEMENT", endorsement],
    ["SIGN_OFF", signOff],
    ["EXTENSION", extension],
    ["DISPUTE", dispute],
    ["GROUP", group],
    ["COMPLETION_REPORT", completionReport],
    ["OWNERLESS", ownerless],
  ];
  const hasBoth = me.roles.includes("OFFICE") && me.unit != null;
  return (
    <section className="filters" aria-label={texts.kinds}>
      <ul className="doors" aria-label={texts.kinds}>
        <li className="door">
          <PageLink page={reviewsAddress} state={rest} aria-current={kind === undefined ? "true" : undefined}>
            {texts.all} <strong>{waiting}</strong>
          </PageLink>
        </li>
        {kinds
          .filter(([each, count]) => count > 0 || each === kind)
          .map(([each, count]) => (
            <li key={each} className="door">
              <PageLink
                page={reviewsAddress}
                state={{ ...rest, kind: each }}
                aria-current={each === kind ? "true" : undefined}
              >
                {word(each)} <strong>{count}</strong>
              </PageLink>
            </li>
          ))}
      </ul>
      <div className="choices">
        {hasBoth && (
          <Choice label={texts.whose} value={of} choose={(value) => go({ of: value === "LEAD" ? "LEAD" : "OFFICE" })}>
            <option value="OFFICE">{ofWord("OFFICE")}</option>
            <option value="LEAD">{ofWord("LEAD")}</option>
          </Choice>
        )}
        <IssuedPlanChoice
          plan={state.plan}
          choose={(plan) => {
            const { plan: _plan, ...others } = rest;
            go({ ...others, ...(kind ? { kind } : {}), ...(plan ? { plan } : {}) });
          }}
        />
        <UnitChoice
          unit={state.unit}
          choose={(unit) => {
            const { unit: _unit, ...others } = rest;
            go({ ...others, ...(kind ? { kind } : {}), ...(unit ? { unit } : {}) });
          }}
        />
      </div>
    </section>
  );
}
