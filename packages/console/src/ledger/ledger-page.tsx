// 台账 my unit's ledger: what a unit owes, by due day, with what it can do about each.
import { useEffect, useMemo, useState } from "react";
import { caughtUp, overlaid } from "../act/overlay.ts";
import { partKey } from "../act/part-key.ts";
import { useConsole } from "../console.ts";
import { useMe } from "../me.ts";
import { isOfPast } from "../moment.ts";
import { addressOf, useAddress } from "../page.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { groupedByDay, rowsOf } from "../parts/days.ts";
import { Exports } from "../parts/exports.tsx";
import { useKeptFocus } from "../parts/kept-focus.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { MomentTerms, Term } from "../parts/term.tsx";
import type { Ticks } from "../parts/ticks.ts";
import { printLedgerAddress } from "../print/address.ts";
import { AsOfBand } from "../shell/as-of-band.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { AcceptAll } from "./accept-all.tsx";
import { ledgerAddress, without } from "./address.ts";
import { BatchBar } from "./batch-bar.tsx";
import { Empty } from "./empty.tsx";
import { Filters } from "./filters.tsx";
import type { Line } from "./ledger-line.ts";
import { Lines } from "./lines.tsx";
import { type NewPlan, newPlans } from "./new-plans.ts";
import { NewPlansBand } from "./new-plans-band.tsx";
import { ledgerTexts } from "./texts.ts";
import { useFolds } from "./use-folds.ts";
import { useLedger } from "./use-ledger.ts";
import "../styles/ledger.css";

/** What is ticked, folded, listed or told on a unit's ledger stays with it: another one in its place begins anew. */
export function LedgerPage() {
  const { state } = useAddress(ledgerAddress);
  return <LedgerOfUnit key={state.unitId} />;
}

function LedgerOfUnit() {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const me = useMe();
  const { acting, live } = useConsole();
  const { state, go } = useAddress(ledgerAddress);
  const { unitId, on, asOf } = state;
  const { question, nodes, last, answer, more } = useLedger(state, me.today);
  const overlay = useStore(acting.overlay);
  const [chosen, setChosen] = useState<Ticks>(new Set());
  const isPast = isOfPast(state, me.today);
  const isOwn = !isPast && me.roles.includes("UNIT") && String(me.unit?.id) === unitId;

  // What is listed is known up to where its oldest page is.
  const position = question.data?.pages[0]?.unitLedger?.position ?? null;
  useEffect(() => acting.overlay.set(caughtUp(acting.overlay.get(), position)), [acting, position]);

  const lines = useMemo(() => {
    return nodes.map((node): Line => {
      const key = node.taskId == null ? null : partKey(node.taskId, unitId);
      const line = key === null ? node : overlaid(node, key, overlay);
      return { ...line, key, mayBeAccepted: isOwn && line.kind === "PART" && line.state === "ASSIGNED" };
    });
  }, [nodes, unitId, overlay, isOwn]);
  const total = last?.totalCount ?? 0;
  const groups = useMemo(() => groupedByDay(lines), [lines]);
  const { isFolded, toggle } = useFolds(state, go);
  const rows = useMemo(() => rowsOf(groups, total, isFolded), [groups, total, isFolded]);
  const accepting = lines.filter(({ id, mayBeAccepted }) => mayBeAccepted && chosen.has(String(id)));

  const [newPlan, acceptAllOf] = useState<NewPlan | null>(null);

  // While a line is under somebody's hand, nothing moves by itself.
  const isUnderHand = accepting.length > 0 || state.open !== undefined || newPlan !== null;
  useEffect(() => {
    live.isHeld.set(isUnderHand);
    return () => live.isHeld.set(false);
  }, [live, isUnderHand]);

  // A line may leave the list by what was done on it.
  const list = useKeptFocus();
  const at = answer?.shownAt;
  const shown = {
    on: on ?? nodes[0]?.lamp.on ?? me.today,
    at,
    position: last?.position,
    stale: last?.stale ?? false,
    isPast,
  };
  const printed = without(state, "open");
  return (
    <div>
      {asOf !== undefined && (
        <AsOfBand
          moment={asOf}
          shown={{ at, isOld: question.isPlaceholderData }}
          back={() => go(without(state, "asOf"))}
        />
      )}
      {asOf === undefined && isPast && on !== undefined && (
        <div className="band band-past" role="status">
          {texts.onPast(dayText(on, language))}
        </div>
      )}
      <Answered question={question}>
        {(data) => {
          const [first] = data.pages;
          const { unit, unitLedger } = first ?? {};
          if (!unit || !unitLedger) return <NotFound />;
          const { counts, totalCount } = unitLedger;
          const isElsewhere = !isOwn && lines[0]?.sight === "STATE";
          return (
            <>
              <div className="page-head">
                <h1>
                  <PlainText>{texts.heading(unit.name)}</PlainText>
                </h1>
                <Freshness {...shown} />
                <div className="paper-links">
                  <PageLink page={printLedgerAddress} state={printed}>
                    {texts.print}
                  </PageLink>
                  <Exports path={`/export/ledger/${encodeURIComponent(unitId)}`} asOf={asOf ?? on} />
                </div>
              </div>
              {isElsewhere && <p className="small">{texts.stateOnly}</p>}
              {isOwn && (
                <NewPlansBand plans={newPlans(counts.byPlan, me.today)} unitId={unitId} acceptAll={acceptAllOf} />
              )}
              <AcceptAll plan={newPlan} unitId={unitId} close={() => acceptAllOf(null)} />
              <Filters state={state} go={go} counts={counts} today={me.today} />
              <p className="total" role="status">
                {texts.total(totalCount)}
                <ChangesPill />
              </p>
              <div {...list}>
                {rows.length === 0 ? (
                  <Empty state={without(state, "open")} counts={counts} />
                ) : (
                  <Lines
                    {...{ rows, state, go, chosen, setChosen, isOwn, more }}
                    fold={toggle}
                    left={total - lines.length}
                    whole={addressOf(printLedgerAddress, printed)}
                    on={lines[0]?.lamp.on ?? shown.on}
                  />
                )}
              </div>
              <BatchBar lines={accepting} unitId={unitId} setChosen={setChosen} />
              <p className="small rule">
                <MomentTerms /> {lines[0] && <Term id="lamp">{texts.rule(lines[0].lamp.rule)}</Term>}
              </p>
            </>
          );
        }}
      </Answered>
    </div>
  );
}
