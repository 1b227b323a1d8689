// One line of a ledger: what it is about, where it stands, what calls for the unit; opened, all of it.

import { ClaimInTheWay } from "../act/claim-in-the-way.tsx";
import { boardAddress } from "../board/address.ts";
import { Outcomes } from "../parts/outcome.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { taskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type LedgerState, ledgerAddress } from "./address.ts";
import type { Line } from "./ledger-line.ts";
import { Opened } from "./opened.tsx";
import { ledgerTexts } from "./texts.ts";
import { useAccept } from "./use-accept.ts";

export function LineShown({
  line,
  isOpen,
  isChosen,
  toggle,
  state,
  go,
  isOwn,
}: {
  readonly line: Line;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly toggle: () => void;
  readonly state: LedgerState;
  readonly go: (state: LedgerState, how?: "push" | "replace") => void;
  readonly isOwn: boolean;
}) {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  const relationWord = useWords("Relation");
  const { id, row, no, plan, relations, taskId, key, mayBeAccepted } = line;
  const { open: _open, ...closed } = state;
  const words = useWordsOfLine(line);
  const opener = () => document.querySelector<HTMLElement>(`[data-line="${id}"] .line-open`);
  const focusLine = () => opener()?.focus();
  const close = () => {
    go(closed, "replace");
    focusLine();
  };
  const { accept } = useAccept({ taskId: String(taskId), unitId: state.unitId }, key ?? "");
  const acceptHere = () => {
    // The button goes, and the focus with it: to the line, from where it is opened.
    focusLine();
    accept(texts.accept);
  };
  return (
    <article className={`line${isOpen ? " line-is-open" : ""}`} data-line={id}>
      <div className="line-head">
        {mayBeAccepted ? (
          <input type="checkbox" checked={isChosen} onChange={toggle} aria-label={texts.select(words)} tabIndex={-1} />
        ) : (
          <span className="no-tick" />
        )}
        <span className="line-no">{row != null && taskNo({ row, no })}</span>
        <PageLink
          className="line-open"
          page={ledgerAddress}
          state={isOpen ? closed : { ...closed, open: String(id) }}
          aria-expanded={isOpen}
        >
          <PlainText>{words}</PlainText>
        </PageLink>
        <span className="line-plan small">
          {plan && (
            <PageLink page={boardAddress} state={{ planId: String(plan.id) }}>
              <PlainText>{plan.title}</PlainText>
            </PageLink>
          )}
          {relations.length > 0 && ` · ${joining.list(relations.map(relationWord))}`}
        </span>
        <Standing line={line} />
        <span className="line-acts">
          {mayBeAccepted && taskId != null && (
            <button type="button" onClick={acceptHere}>
              {texts.accept}
            </button>
          )}
          {isOwn && !isOpen && line.kind === "PART" && line.state === "ACCEPTED" && (
            <PageLink page={ledgerAddress} state={{ ...closed, open: String(id) }} tabIndex={-1}>
              {texts.goOn}
            </PageLink>
          )}
        </span>
      </div>
      {key !== null && line.kind === "PART" && <Outcomes of={key} />}
      {/* Where it is open, its forms say so. */}
      {!isOpen && line.kind === "PART" && taskId != null && (
        <ClaimInTheWay taskId={String(taskId)} unitId={state.unitId} behind={opener} />
      )}
      {isOpen && <Opened line={line} state={state} isOwn={isOwn} close={close} />}
    </article>
  );
}

/** What a line is about, in words: the task, its item, the urging, or the report on a whole plan. */
function useWordsOfLine({ kind, text, item, urgingNo, plan }: Line): string {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  const subject = text ?? (plan ? texts.planReportOf(plan.title) : texts.planReport);
  const about = item ? `${item.no ?? ""}${item.text ?? item.itemId}${joining.aside(subject)}` : subject;
  return kind === "URGING" && urgingNo != null ? joining.labelled(texts.urging(urgingNo), about) : about;
}

function Standing({ line }: { readonly line: Line }) {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  const [stateWord, reportWord, itemWord, reviewWord] = [
    useWords("AssignmentState"),
    useWords("CompletionReportState"),
    useWords("ItemState"),
    useWords("ReportReview"),
  ];
  const { kind, state, reportState, item, lastReport, claimReturnReason, toMendCount } = line;
  const word =
    kind === "ITEM" && item
      ? itemWord(item.state)
      : state
        ? stateWord(state)
        : reportState
          ? reportWord(reportState)
          : "";
  return (
    <span className="line-standing">
      <span className={`state state-${(state ?? reportState ?? "").toLowerCase()}`}>{word}</span>
      {lastReport && kind === "PART" && (
        <span className={lastReport.review === "RETURNED" ? "small returned" : "small"}>
          {" "}
          {texts.reportNo(lastReport.no, reviewWord(lastReport.review))}
          <Reason text={lastReport.returnReason} />
        </span>
      )}
      {lastReport?.returnReason != null && kind === "COMPLETION_REPORT" && (
        <span className="small returned">
          {" "}
          {texts.returned}
          <Reason text={lastReport.returnReason} />
        </span>
      )}
      {claimReturnReason != null && (
        <span className="small returned">
          {" "}
          {texts.claimIsReturned}
          <Reason text={claimReturnReason} />
        </span>
      )}
      {toMendCount != null && toMendCount > 0 && (
        <span className="small returned"> {joining.labelled(texts.returned, texts.toMend(toMendCount))}</span>
      )}
    </span>
  );
}

/** Why something came back. Of a long reason the first lines: the opened line has all of it. */
function Reason({ text }: { readonly text: string | null | undefined }) {
  const joining = useJoining();
  if (text == null) return null;
  return (
    <>
      {joining.colon}
      <span className="line-reason">
        <PlainText>{text}</PlainText>
      </span>
    </>
  );
}
