// 比较两日 two days: a plan, a unit or a task at two moments, the old struck out above the new.
import { useMe } from "../../me.ts";
import { useAddress } from "../../page.ts";
import { Find } from "../../parts/filter-fields.tsx";
import { PageLink } from "../../parts/page-link.tsx";
import { useTexts } from "../../texts/catalogue.ts";
import { AuditHead } from "../audit-head.tsx";
import { AuditedPlan } from "../audited-plan.tsx";
import { FoundSubjects } from "../found-subjects.tsx";
import { MomentChoice } from "../moment-choice.tsx";
import { auditTexts } from "../texts.ts";
import { type CompareState, compareAddress } from "./address.ts";
import { PlanCompared } from "./plan-compared.tsx";
import { SubjectCompared } from "./subject-compared.tsx";

export function ComparePage() {
  const texts = useTexts(auditTexts);
  const { today } = useMe();
  const { state, go } = useAddress(compareAddress);
  const { plan, unit, task, from, to, q } = state;
  const { plan: _plan, unit: _unit, task: _task, became: _became, ...moments } = state;
  const set = (change: { readonly [Key in keyof CompareState]?: string | undefined }, how?: "replace") =>
    go(compareAddress.read(defined({ ...state, ...change })), how);
  const isChosen = plan !== undefined || unit !== undefined || task !== undefined;
  return (
    <>
      <AuditHead current="compare" />
      <section className="filters" aria-label={texts.compared}>
        <div className="choices">
          <AuditedPlan
            plan={plan}
            choose={(found) =>
              // A plan that was just chosen begins with its issue.
              found
                ? go({ ...moments, plan: found.id, from: from ?? found.issuedOn ?? today, to: to ?? today })
                : go(moments)
            }
          />
          <Find text={q ?? ""} hint={texts.findHint} find={(words) => set({ q: words || undefined }, "replace")} />
          <MomentChoice label={texts.from} moment={from} choose={(moment) => set({ from: moment })} />
          <MomentChoice label={texts.to} moment={to} choose={(moment) => set({ to: moment })} />
        </div>
        {q !== undefined && (
          <FoundSubjects
            words={q}
            doors={({ kind, id }, title) => {
              const { q: _found, ...between } = moments;
              const of = kind === "TASK" ? { task: id } : { unit: id };
              return (
                <PageLink page={compareAddress} state={{ to: today, ...between, ...of }}>
                  {title}
                </PageLink>
              );
            }}
          />
        )}
      </section>
      {!isChosen ? (
        <p className="nothing">{texts.chooseSubject}</p>
      ) : from === undefined || to === undefined ? (
        <p className="nothing">{texts.chooseMoments}</p>
      ) : plan !== undefined ? (
        <PlanCompared state={{ ...state, plan, from, to }} />
      ) : (
        <SubjectCompared of={task === undefined ? { unitId: unit ?? "" } : { taskId: task }} from={from} to={to} />
      )}
    </>
  );
}

/** The fields that are there. */
const defined = (fields: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
