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
import { printLedgerAddress } from "../print/address.ts";
import { AsOfBand } from "../shell/as-of-band.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { ledgerAddress } from "./address.ts";
import { BatchBar } from "./batch-bar.tsx";
import { Empty } from "./empty.tsx";
import { Filters } from "./filters.tsx";
import type { Line } from "./ledger-line.ts";
import { Lines } from "./lines.tsx";
import { ledgerTexts } from "./texts.ts";
import { useLedger } from "./use-ledger.ts";
import "../styles/ledger.css";

export function LedgerPage() {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const me = useMe();
  const { acting, live } = useConsole();
  const { state, go } = useAddress(ledgerAddress);
  const { unitId, on, asOf } = state;
  const { question, nodes, last, more } = useLedger(state, me.today);
  const overlay = useStore(acting.overlay);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const isPast = isOfPast(state, me.today);
  const isOwn = !isPast && me.roles.includes("UNIT") && String(me.unit?.id) === unitId;

  const position = last?.position ?? null;
  useEffect(() => acting.overlay.set(caughtUp(acting.overlay.get(), position)), [acting, position]);

  const lines = useMemo(() => {
    return nodes.map((node): Line => {
      const key = node.taskId == null ? null : partKey(node.taskId, unitId);
      const line = key === null ? node : overlaid(node, key, overlay);
      return { ...line, key, mayBeAccepted: isOwn && line.kind === "PART" && line.state === "ASSIGNED" };
    });
  }, [nodes, unitId, overlay, isOwn]);
  const total = last?.totalCount ?? 0;
  const rows = useMemo(() => rowsOf(groupedByDay(lines), total), [lines, total]);
  const accepting = lines.filter(({ id, mayBeAccepted }) => mayBeAccepted && chosen.has(String(id)));

  // While a line is under somebody's hand, nothing moves by itself.
  const isUnderHand = accepting.length > 0 || state.open !== undefined;
  useEffect(() => {
    live.isHeld.set(isUnderHand);
    return () => live.isHeld.set(false);
  }, [live, isUnderHand]);

  // A line may leave the list by what was done on it.
  const list = useKeptFocus();
  const printed = without(state, "open");
  const shown = { on: on ?? me.today, position: last?.position, stale: last?.stale ?? false, isPast };
  return (
    <div>
      {asOf !== undefined && <AsOfBand moment={asOf} back={() => go(without(state, "asOf"))} />}
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
              <Filters state={state} go={go} counts={counts} today={me.today} />
              <p className="total" role="status">
                {texts.total(totalCount)}
                <ChangesPill />
              </p>
              <div {...list}>
                {rows.length === 0 ? (
                  <Empty state={state} counts={counts} go={go} />
                ) : (
                  <Lines
                    {...{ rows, state, go, chosen, setChosen, isOwn, more }}
                    left={total - lines.length}
                    whole={addressOf(printLedgerAddress, printed)}
                    on={lines[0]?.lamp.on ?? shown.on}
                  />
                )}
              </div>
              <BatchBar lines={accepting} unitId={unitId} chosen={chosen} setChosen={setChosen} />
              <p className="small rule">{lines[0] && texts.rule(lines[0].lamp.rule)}</p>
            </>
          );
        }}
      </Answered>
    </div>
  );
}

/** The state without one of its fields. */
function without<State extends object, Key extends keyof State>(state: State, key: Key): Omit<State, Key> {
  const { [key]: _left, ...rest } = state;
  return rest;
}
