// 清单 the list behind a number: as many lines as the number says, under the words of the cell that led here.
import { boardAddress } from "../board/address.ts";
import { useMe } from "../me.ts";
import { addressOf, useAddress } from "../page.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { LongList } from "../parts/long-list.tsx";
import { AddressLink, PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { Term } from "../parts/term.tsx";
import { printLedgerAddress, printPlanAddress } from "../print/address.ts";
import { AsOfBand } from "../shell/as-of-band.tsx";
import { ChangesPill } from "../shell/changes-pill.tsx";
import { Freshness } from "../shell/freshness.tsx";
import { KeysLine } from "../shell/page-keys.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { listAddress } from "./address.ts";
import { FiltersShown } from "./filters-shown.tsx";
import { LineOfList } from "./line.tsx";
import { listTexts } from "./texts.ts";
import { type Listed, useList } from "./use-list.ts";
import "../styles/ledger.css";
import "../styles/board.css";

const linePx = 44;

export function ListPage() {
  const texts = useTexts(listTexts);
  const language = useLanguage();
  const { today } = useMe();
  const { state, go } = useAddress(listAddress);
  const { planId, on, asOf, unit } = state;
  const { question, lines, plan, totalCount, shownAt, position, stale, isPast, more } = useList(state);
  const moment = { ...(on ? { on } : {}), ...(asOf ? { asOf } : {}) };
  const printed =
    unit === undefined
      ? addressOf(printPlanAddress, { planId, ...moment })
      : addressOf(printLedgerAddress, { unitId: unit, plan: planId, ...moment });
  const judgedOn = lines[0] && lampOf(lines[0]).on;
  return (
    <>
      {asOf !== undefined && (
        <AsOfBand
          moment={asOf}
          shown={{ at: shownAt, isOld: question.isPlaceholderData }}
          back={() => go(now(state))}
        />
      )}
      {asOf === undefined && isPast && on !== undefined && (
        <div className="band band-past" role="status">
          {texts.onPast(dayText(on, language))}
        </div>
      )}
      <Answered question={question}>
        {() =>
          plan === null ? (
            <NotFound />
          ) : (
            <>
              <div className="page-head">
                <div>
                  <p className="path small">
                    <PageLink page={boardAddress} state={{ planId, ...(unit ? { by: "unit" } : {}), ...moment }}>
                      {texts.toBoard}
                    </PageLink>
                    {" › "}
                    <PlainText>{plan.title}</PlainText>
                  </p>
                  <h1>{texts.heading(totalCount)}</h1>
                </div>
                <Freshness on={judgedOn ?? on ?? today} at={shownAt} {...{ position, stale, isPast }} />
                <div className="paper-links">
                  <AddressLink to={printed}>{unit === undefined ? texts.printPlan : texts.printLedger}</AddressLink>
                </div>
              </div>
              <FiltersShown {...{ state, go, plan }} />
              <p className="total">
                <ChangesPill />
              </p>
              {lines.length === 0 ? (
                <p className="nothing">
                  {texts.empty}{" "}
                  <PageLink page={boardAddress} state={{ planId, ...moment }}>
                    {texts.toBoard}
                  </PageLink>
                </p>
              ) : (
                <LongList
                  className="lines"
                  rows={lines}
                  total={totalCount}
                  keyOf={keyOfLine}
                  rowPx={linePx}
                  more={more}
                  stop=".line-open"
                  whole={printed}
                >
                  {(line) => <LineOfList line={line} asOf={asOf ?? (isPast ? on : undefined)} />}
                </LongList>
              )}
              {lines[0] && (
                <>
                  <KeysLine />
                  <p className="small rule">
                    <Term id="lamp">{texts.rule(lampOf(lines[0]).rule)}</Term>
                  </p>
                </>
              )}
            </>
          )
        }
      </Answered>
    </>
  );
}

const lampOf = (line: Listed) => (line.kind === "task" ? line.task.lamp : line.part.lamp);

const keyOfLine = (line: Listed): string => String(line.kind === "task" ? line.task.id : line.part.id);

/** The same list as it is now. */
function now<State extends { readonly asOf?: string }>(state: State): Omit<State, "asOf"> {
  const { asOf: _left, ...rest } = state;
  return rest;
}
