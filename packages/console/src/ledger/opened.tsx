// An opened line: its task as printed, what was reported and returned, and the acts that are open to the unit.
import { useRef, useState } from "react";
import { ActButtons } from "../act/act-buttons.tsx";
import { commandId } from "../act/command-id.ts";
import { partKey } from "../act/part-key.ts";
import { useQuestion } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import {
  AcceptAssignmentDocument,
  type ActShownFragment,
  OpenedLineDocument,
  type PartOpenedFragment,
} from "../generated/operations.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { EvidenceList } from "../parts/evidence.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { taskAddress } from "../task/address.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { ClaimForm, CorrectForm, type Editing, MendForm, ReportForm, WithdrawForm } from "./forms.tsx";
import type { Line } from "./ledger-line.ts";
import { ledgerTexts } from "./texts.ts";
import { ToMend } from "./to-mend.tsx";

const actsOfPart = ["acceptAssignment", "reportProgress", "claimCompletion", "withdrawClaim"];

const mayNow = (acts: readonly ActShownFragment[], name: string): boolean =>
  acts.some((act) => act.name === name && act.refusal == null);

export function Opened({
  line,
  unitId,
  isOwn,
  close,
}: {
  readonly line: Line;
  readonly unitId: string;
  readonly isOwn: boolean;
  readonly close: () => void;
}) {
  const texts = useTexts(ledgerTexts);
  if (line.taskId == null) return <p className="opened">{texts.ofPlan}</p>;
  return <OpenedPart taskId={String(line.taskId)} {...{ unitId, isOwn, close }} />;
}

function OpenedPart({
  taskId,
  unitId,
  isOwn,
  close,
}: {
  readonly taskId: string;
  readonly unitId: string;
  readonly isOwn: boolean;
  readonly close: () => void;
}) {
  const texts = useTexts(ledgerTexts);
  const question = useQuestion(OpenedLineDocument, { taskId, unitId }, { about: { taskId } });
  return (
    <div className="opened">
      <Answered question={question}>
        {({ task }) => {
          if (!task) return <NotFound />;
          const { row } = task;
          return (
            <>
              <p>
                {row.deadlineText && <PlainText>{texts.deadlineText(row.deadlineText)}</PlainText>}{" "}
                {row.publicationPaths.length > 0 && (
                  <span className="small">
                    <PlainText>{row.publicationPaths.join("；")}</PlainText>
                  </span>
                )}{" "}
                <PageLink page={taskAddress} state={{ taskId }}>
                  {texts.openTask}
                </PageLink>
              </p>
              {task.assignments.map((part) => (
                <Part key={part.id} {...{ part, taskId, unitId, isOwn, close }} />
              ))}
            </>
          );
        }}
      </Answered>
    </div>
  );
}

function Part({
  part,
  taskId,
  unitId,
  isOwn,
  close,
}: {
  readonly part: PartOpenedFragment;
  readonly taskId: string;
  readonly unitId: string;
  readonly isOwn: boolean;
  readonly close: () => void;
}) {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const reviewWord = useWords("ReportReview");
  const { acting, drafts } = useConsole();
  const key = partKey(taskId, unitId);
  // A form that was open when the browser ended is open again: its draft says so.
  const [editing, setEditing] = useState<Editing | null>(
    () =>
      (["report", "claim"] as const)
        .map((kind) => ({ kind }))
        .find(({ kind }) => drafts.read(acting.owner(), `${kind}/${taskId}/${unitId}`)) ?? null,
  );
  const { acts, reports, claim, completionReturn, urgings, sight, state } = part;
  const toMendIn = (reportNo: number | null) => (part.toMend ?? []).filter((each) => each.reportNo === reportNo);
  const isMending = (reportNo: number | null) => editing?.kind === "mend" && editing.reportNo === reportNo;
  const placesIn = (reportNo: number | null) => toMendIn(reportNo).map(({ place }) => place);
  // What is behind the unit, or has nothing to be taken back, is no button with a reason: it would only be in the way.
  const isInPlace = ({ name, refusal }: ActShownFragment) =>
    refusal == null ||
    (name === "acceptAssignment" ? state === "ASSIGNED" : name === "withdrawClaim" ? state === "CLAIMED" : true);
  // A report that is settled has nothing that could be corrected but its evidence.
  const isSettled = state !== "ASSIGNED" && state !== "ACCEPTED";

  function press(name: string, title: string): void {
    if (name === "reportProgress") setEditing({ kind: "report" });
    else if (name === "claimCompletion") setEditing({ kind: "claim" });
    else if (name === "withdrawClaim") setEditing({ kind: "withdraw" });
    else if (name === "acceptAssignment") {
      const input = { commandId: commandId(), taskId, unitId };
      void acting.act({ document: AcceptAssignmentDocument, input, of: key, fields: { state: "ACCEPTED" }, title });
    }
  }

  const place = useRef<HTMLDivElement>(null);
  // The form goes, and the focus with it: back to the line, from where the next one is a key away.
  const done = () => {
    setEditing(null);
    place.current?.closest(".line")?.querySelector<HTMLElement>(".line-open")?.focus();
  };
  const where = { taskId, unitId, of: key, done, cancel: done };
  return (
    <div ref={place}>
      {claim && (
        <p>
          {texts.claimed(dayText(claim.completedOn, language))}：<PlainText>{claim.done}</PlainText>
        </p>
      )}
      {claim && <EvidenceList evidence={claim.evidence} />}
      {claim && (
        <ToMend
          pieces={toMendIn(null)}
          mend={isOwn && mayNow(acts, "correctClaim") ? () => setEditing({ kind: "mend", reportNo: null }) : null}
        />
      )}
      {isOwn && claim && isMending(null) && (
        <MendForm {...where} reportNo={null} evidence={claim.evidence} places={placesIn(null)} />
      )}
      {completionReturn?.text && (
        <p className="returned">
          <PlainText>{texts.claimReturned(completionReturn.text)}</PlainText>
        </p>
      )}
      {(urgings ?? [])
        .filter(({ state }) => state === "OPEN")
        .map(({ urgingNo, text }) => (
          <p key={urgingNo} className="returned">
            <PlainText>{texts.urged(text)}</PlainText>
          </p>
        ))}
      {sight === "WHOLE" && (
        <>
          {/* No heading: that of its day may be out of sight, and not in the document. */}
          <p className="opened-head">{texts.reports}</p>
          {reports.edges.length === 0 && <p className="small">{texts.noReports}</p>}
          <ol className="reports" aria-label={texts.reports}>
            {reports.edges.map(({ node: report }) => (
              <li key={report.no}>
                <p>
                  <strong>{texts.report1(report.no, dayText(report.reportedOn, language))}</strong>{" "}
                  <span className={report.review === "RETURNED" ? "returned" : "small"}>
                    {reviewWord(report.review)}
                  </span>
                  {report.correctionCount > 0 && (
                    <span className="small"> {texts.corrected(report.correctionCount)}</span>
                  )}
                </p>
                {report.returnReason && (
                  <p className="returned">
                    <PlainText>{texts.returnReason(report.returnReason)}</PlainText>
                  </p>
                )}
                <p className="words">
                  <PlainText>{report.progress}</PlainText>
                </p>
                <EvidenceList evidence={report.evidence} />
                <ToMend
                  pieces={toMendIn(report.no)}
                  mend={
                    isOwn && mayNow(report.acts, "correctReport")
                      ? () => setEditing({ kind: "mend", reportNo: report.no })
                      : null
                  }
                />
                {isOwn && isMending(report.no) && (
                  <MendForm {...where} reportNo={report.no} evidence={report.evidence} places={placesIn(report.no)} />
                )}
                {isOwn && !isSettled && report.review !== "ACCEPTED" && (
                  <ActButtons
                    acts={report.acts.filter(({ refusal }) => refusal == null)}
                    names={["correctReport"]}
                    press={() => setEditing({ kind: "correct", reportNo: report.no })}
                  />
                )}
                {editing?.kind === "correct" && editing.reportNo === report.no && (
                  <CorrectForm {...where} reportNo={report.no} progress={report.progress} evidence={report.evidence} />
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      {isOwn && <ActButtons acts={acts.filter(isInPlace)} names={actsOfPart} press={press} />}
      {isOwn && editing?.kind === "report" && (
        <ReportForm {...where} title={part.state === "ASSIGNED" ? texts.acceptAndReport : texts.report} />
      )}
      {isOwn && editing?.kind === "claim" && <ClaimForm {...where} />}
      {isOwn && editing?.kind === "withdraw" && <WithdrawForm {...where} />}
      <button type="button" className="quiet" onClick={close}>
        {texts.closeLine}
      </button>
    </div>
  );
}
