// 时限 deadlines: what is open and due in the region, day by day, the earliest first.
import { useMemo } from "react";
import { useListed } from "../ask/use-listed.ts";
import type { DeadlineShownFragment } from "../generated/operations.ts";
import { DeadlinesShownDocument, type DeadlinesShownQuery } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { isOfPast } from "../moment.ts";
import { addressOf, useAddress } from "../page.ts";
import { Answered } from "../parts/answer.tsx";
import { dayText, weekdayText } from "../parts/day.ts";
import { groupedByDay, type Row, rowsOf } from "../parts/days.ts";
import { Exports } from "../parts/exports.tsx";
import { LampMark, lampsByDay } from "../parts/lamp.tsx";
import { LongList } from "../parts/long-list.tsx";
import { AddressLink, PageLink } from "../parts/page-link.tsx";
import { Term } from "../parts/term.tsx";
import { printLedgerAddress } from "../print/address.ts";
import { AsOfBand } from "../shell/as-of-band.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { KeysLine } from "../shell/page-keys.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { deadlinesAddress } from "./address.ts";
import { askedOf } from "./asked.ts";
import { DeadlineLine } from "./deadline-line.tsx";
import { DueNext } from "./due-next.tsx";
import { DeadlineFilters } from "./filters.tsx";
import { deadlinesTexts } from "./texts.ts";
import "../styles/ledger.css";
import "../styles/board.css";

const pageSize = 60;
const linePx = 48;

const pageIn = ({ deadlineBoard }: DeadlinesShownQuery) => deadlineBoard;

export function DeadlinesPage() {
  const texts = useTexts(deadlinesTexts);
  const language = useLanguage();
  const { today } = useMe();
  const { state, go } = useAddress(deadlinesAddress);
  const { plan, unit, lamp, on, asOf } = state;
  const isPast = isOfPast(state, today);
  const variables = { ...askedOf(state), first: pageSize };
  const { question, nodes, last, answer, more } = useListed(DeadlinesShownDocument, variables, pageIn, {
    isPast,
    about: { anything: true },
  });
  const total = last?.totalCount ?? 0;
  const rows = useMemo(() => rowsOf(groupedByDay(nodes), total), [nodes, total]);
  const { asOf: _left, ...now } = state;
  const { lamp: _lamp, ...ofAnyLamp } = state;
  const [first] = nodes;
  const printed =
    unit === undefined
      ? null
      : addressOf(printLedgerAddress, {
          unitId: unit,
          ...(plan ? { plan } : {}),
          ...(on ? { on } : {}),
          ...(asOf ? { asOf } : {}),
        });
  return (
    <>
      {asOf !== undefined && (
        <AsOfBand
          moment={asOf}
          shown={{ at: answer?.shownAt, isOld: question.isPlaceholderData }}
          back={() => go(now)}
        />
      )}
      {asOf === undefined && isPast && on !== undefined && (
        <div className="band band-past" role="status">
          {texts.onPast(dayText(on, language))}
        </div>
      )}
      <div className="page-head">
        <h1>{texts.heading}</h1>
        <Freshness
          on={first?.lamp.on ?? on ?? today}
          at={answer?.shownAt}
          position={last?.position}
          stale={last?.stale ?? false}
          isPast={isPast}
        />
        {unit !== undefined && printed !== null && (
          <div className="paper-links">
            <AddressLink to={printed}>{texts.printLedger}</AddressLink>
            <Exports path={`/export/ledger/${encodeURIComponent(unit)}`} asOf={asOf ?? on} label={texts.saveLedger} />
          </div>
        )}
      </div>
      <DeadlineFilters state={state} go={go} today={today} />
      <Answered question={question}>
        {() => (
          <>
            <p className="total" role="status">
              {texts.total(last?.totalCount ?? 0)}
              <ChangesPill />
            </p>
            {rows.length === 0 ? (
              <p className="nothing">
                {texts.empty}{" "}
                {Object.keys(state).length > 0 && (
                  <PageLink page={deadlinesAddress} state={{}}>
                    {texts.clear}
                  </PageLink>
                )}{" "}
                {lamp !== undefined && lampsByDay.includes(lamp) && <DueNext state={ofAnyLamp} />}
              </p>
            ) : (
              <LongList
                className="lines"
                rows={rows}
                total={rows.length + total - nodes.length}
                keyOf={keyOfRow}
                rowPx={linePx}
                more={more}
                stop=".line-open"
                {...(printed === null ? {} : { whole: printed })}
              >
                {(row) =>
                  row.kind === "head" ? (
                    <DayHead group={row.group} isWhole={row.isWhole} />
                  ) : (
                    <DeadlineLine due={row.line} state={state} asOf={asOf ?? (isPast ? on : undefined)} />
                  )
                }
              </LongList>
            )}
            {first && (
              <>
                <KeysLine />
                <p className="small rule">
                  <Term id="lamp">{texts.rule(first.lamp.rule)}</Term>
                </p>
              </>
            )}
          </>
        )}
      </Answered>
    </>
  );
}

const keyOfRow = (row: Row<DeadlineShownFragment>): string =>
  row.kind === "head" ? `day ${row.group.dueOn}` : String(row.line.id);

/** The head of a day: how far it is, and how many things are due on it. */
function DayHead({
  group: { dueOn, lines },
  isWhole,
}: {
  readonly isWhole: boolean;
  readonly group: { readonly dueOn: string | null; readonly lines: readonly DeadlineShownFragment[] };
}) {
  const texts = useTexts(deadlinesTexts);
  const language = useLanguage();
  const [nearest] = lines.filter(({ lamp }) => lamp.lamp !== "CLAIMED").concat(lines);
  if (dueOn === null || nearest === undefined) return null;
  return (
    <div className="day-head">
      <h2>
        {weekdayText(dueOn, language)} <LampMark lamp={nearest.lamp.lamp} dueOn={dueOn} on={nearest.lamp.on} />{" "}
        <span className="small">{isWhole ? texts.items(lines.length) : texts.itemsSoFar(lines.length)}</span>
      </h2>
    </div>
  );
}
