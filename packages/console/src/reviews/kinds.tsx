// The filters of the queue 筛选: how much there is of each kind, each a door; and by plan and unit as one goes.
import type { ReviewerKind, ReviewQueueQuery, WaitingKind } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { Choice } from "../parts/filter-fields.tsx";
import { NamedOption } from "../parts/named-option.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlanChoice } from "../parts/plan-choice.tsx";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { type ReviewsState, reviewsAddress } from "./address.ts";
import type { Waiting } from "./moves.ts";
import { reviewTexts } from "./texts.ts";

export function Kinds({
  state,
  go,
  of,
  counts: { waiting, byKind },
  items,
}: {
  readonly state: ReviewsState;
  readonly go: (state: ReviewsState) => void;
  readonly of: ReviewerKind;
  readonly counts: ReviewQueueQuery["reviewCounts"];
  /** What is listed: its units can be chosen among. */
  readonly items: readonly Waiting[];
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
  const units = new Map(items.flatMap(({ unit }) => (unit ? [[String(unit.id), unit.name]] : [])));
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
        <PlanChoice
          plan={state.plan}
          choose={(plan) => {
            const { plan: _plan, unit: _unit, ...others } = rest;
            go({ ...others, ...(kind ? { kind } : {}), ...(plan ? { plan } : {}) });
          }}
        />
        {(units.size > 1 || state.unit !== undefined) && (
          <Choice
            label={texts.unit}
            value={state.unit ?? ""}
            choose={(unit) => {
              const { unit: _unit, ...others } = rest;
              go({ ...others, ...(kind ? { kind } : {}), ...(unit ? { unit } : {}) });
            }}
          >
            <option value="">{texts.all}</option>
            {[...units].map(([id, name]) => (
              <NamedOption key={id} value={id} name={name} />
            ))}
          </Choice>
        )}
      </div>
    </section>
  );
}
