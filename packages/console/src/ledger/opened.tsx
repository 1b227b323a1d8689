// An opened line: its task as printed, what was reported and returned, what else is owed, and the acts that are open to the unit.
import { useEffect, useRef, useState } from "react";
import { ActButtons } from "../act/act-buttons.tsx";
import { ActForms } from "../act/act-forms.tsx";
import { WithdrawForm } from "../act/claim-in-the-way.tsx";
import type { Closing } from "../act/closing.ts";
import { isBegun } from "../act/is-begun.ts";
import { isOpen, mayNow } from "../act/open-acts.ts";
import { partKey } from "../act/part-key.ts";
import { useOpener } from "../act/use-opener.ts";
import { useConsole } from "../console.ts";
import type { OpenedLineQuery, PartOpenedFragment } from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { isOfPast } from "../moment.ts";
import { useAdopting } from "../owed/adopting.ts";
import { CompletionOwed } from "../owed/completion.tsx";
import { ExtensionsOwed } from "../owed/extensions.tsx";
import { ItemsOwed } from "../owed/items.tsx";
import { PartMoves } from "../owed/moves.tsx";
import { PersonsInCharge } from "../owed/persons.tsx";
import { UrgingsOwed } from "../owed/urgings.tsx";
import { Verifying } from "../owed/verifying.tsx";
import { WaivedItems } from "../owed/waived.tsx";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { EvidenceList } from "../parts/evidence.tsx";
import { focusFrom, useKeptFocus } from "../parts/kept-focus.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useActsOfPart } from "../task/acts-of-part.ts";
import { taskAddress } from "../task/address.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import type { LedgerState } from "./address.ts";
import { ClaimForm, CorrectForm, type Editing, MendForm, ReportForm } from "./forms.tsx";
import type { Line } from "./ledger-line.ts";
import { ledgerTexts } from "./texts.ts";
import { ToMend } from "./to-mend.tsx";
import { useAccept } from "./use-accept.ts";
import { useOpenedLine } from "./use-opened-line.ts";
import { useReports } from "./use-reports.ts";

const actsOfPart = ["acceptAssignment", "reportProgress", "claimCompletion", "withdrawClaim"];
/** What a unit may ask for or object to, beside the steps of its part. */
const asking = ["requestExtension", "disputeAssignment"];

export function Opened({
  line,
  state,
  isOwn,
  close,
}: {
  readonly line: Line;
  readonly state: LedgerState;
  readonly isOwn: boolean;
  readonly close: () => void;
}) {
  const texts = useTexts(ledgerTexts);
  const { today } = useMe();
  const { unitId } = state;
  const { kind, taskId, planId, item, urgingNo } = line;
  const urging = kind === "URGING" ? (urgingNo ?? null) : null;
  const owed = {
    ...(kind === "ITEM" && item ? { itemId: String(item.itemId) } : {}),
    ...(urging === null ? {} : { urgingNo: urging }),
  };
  return (
    <div className="opened">
      {taskId == null ? (
        // The office acts here, too: it urges units for their reports.
        <CompletionOwed
          target={{ planId: String(planId), unitId }}
          mayAct={!isOfPast(state, today)}
          urgingNo={urging}
        />
      ) : (
        <OpenedPart taskId={String(taskId)} {...{ unitId, owed }} mayAct={isOwn} isOnLedger={true} />
      )}
      <button type="button" className="quiet" onClick={close}>
        {texts.closeLine}
      </button>
    </div>
  );
}

/** What is looked at in a part: one of its items, one of its urgings, or all of it. */
interface Owed {
  readonly itemId?: string;
  readonly urgingNo?: number;
}

interface OpenedOf {
  readonly taskId: string;
  readonly unitId: string;
  readonly owed: Owed;
  /** False where nothing can be done, because it is of the past or somebody else's. */
  readonly mayAct: boolean;
  /** Whether it is a line of a ledger: with the task as printed, and the steps of the part. */
  readonly isOnLedger: boolean;
}

export function OpenedPart(opened: OpenedOf) {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  const { taskId, unitId, isOnLedger } = opened;
  const question = useOpenedLine(taskId, unitId);
  return (
    <Answered question={question}>
      {({ task }) => {
        if (!task) return <NotFound />;
        const { row } = task;
        return (
          <>
            {isOnLedger && (
              <p>
                {row.deadlineText && <PlainText>{texts.deadlineText(row.deadlineText)}</PlainText>}{" "}
                {row.publicationPaths.length > 0 && (
                  <span className="small">
                    <PlainText>{joining.clauses(row.publicationPaths)}</PlainText>
                  </span>
                )}{" "}
                <PageLink page={taskAddress} state={{ taskId }}>
                  {texts.openTask}
                </PageLink>
              </p>
            )}
            {task.assignments.map((part) => (
              <OpenedThing key={part.id} part={part} items={task.items} {...opened} />
            ))}
          </>
        );
      }}
    </Answered>
  );
}

interface PartWithItems extends OpenedOf {
  readonly part: PartOpenedFragment;
  readonly items: NonNullable<OpenedLineQuery["task"]>["items"];
}

/** The item or the urging that is looked at, else all of the part. */
function OpenedThing(opened: PartWithItems) {
  const { part, items, taskId, unitId, owed, mayAct } = opened;
  const target = { taskId, unitId };
  if (owed.itemId !== undefined)
    return <ItemsOwed items={items.filter(({ itemId }) => String(itemId) === owed.itemId)} {...{ target, mayAct }} />;
  if (owed.urgingNo !== undefined)
    return (
      <UrgingsOwed
        urgings={(part.urgings ?? []).filter(({ urgingNo }) => urgingNo === owed.urgingNo)}
        {...{ target, mayAct }}
      />
    );
  return <Part {...opened} />;
}

function Part({ part, items, taskId, unitId, mayAct: isOwn, isOnLedger }: PartWithItems) {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  const language = useLanguage();
  const reviewWord = useWords("ReportReview");
  const parts = useConsole();
  const key = partKey(taskId, unitId);
  // A form that was open when the browser ended is open again: its draft says so.
  const [editing, setEditing] = useState<Editing | null>(
    () =>
      (isOnLedger ? (["report", "claim"] as const) : [])
        .map((kind) => ({ kind }))
        .find(({ kind }) => isBegun(parts, `${kind}/${taskId}/${unitId}`)) ?? null,
  );
  const { acts, claim, completionReturn, urgings, extensions, persons, sight, state } = part;
  const target = { taskId, unitId };
  const { accept, underWay } = useAccept(target, key);
  const { reports, earlier, more } = useReports(part, target);
  const ofPart = useActsOfPart(taskId, unitId, key).filter(({ name }) => asking.includes(name));
  const adopting = useAdopting(key, target, items);
  const toMendIn = (reportNo: number | null) => (part.toMend ?? []).filter((each) => each.reportNo === reportNo);
  const isMending = (reportNo: number | null) => editing?.kind === "mend" && editing.reportNo === reportNo;
  const placesIn = (reportNo: number | null) => toMendIn(reportNo).map(({ place }) => place);
  // A report that is settled has nothing that could be corrected but its evidence.
  const isSettled = state !== "ASSIGNED" && state !== "ACCEPTED";

  const opener = useOpener();
  const edit = (what: Editing) => {
    opener.note();
    setEditing(what);
  };
  function press(name: string, title: string): void {
    if (name === "reportProgress") edit({ kind: "report" });
    else if (name === "claimCompletion") edit({ kind: "claim" });
    else if (name === "withdrawClaim") edit({ kind: "withdraw" });
    else if (name === "acceptAssignment") accept(title);
  }

  // The button for more of them goes once they are there, and that of an act once it is done.
  const [listed, offered] = [useKeptFocus(), useKeptFocus()];
  const place = useRef<HTMLDivElement>(null);
  // The form is sent and goes, and the focus with it: back to the line, from where the next one is a key away. Another form on it may be open, too.
  const done: Closing = (form) => {
    setEditing(null);
    const line = place.current?.closest(".line, .part-details");
    focusFrom(form, line?.querySelector<HTMLElement>(".line-open, summary"));
  };
  // Folded, it gives the focus back to its button, that of a claim behind its report to the report's; one that was open again from its draft has none.
  const cancel: Closing = (form) => (opener.back(form) ? setEditing(null) : done(form));
  // The form of the report goes, and that of the claim takes the focus.
  const claimsNext = useRef(false);
  const claimNext = () => {
    claimsNext.current = true;
    setEditing({ kind: "claim" });
  };
  useEffect(() => {
    if (!claimsNext.current || editing?.kind !== "claim") return;
    claimsNext.current = false;
    place.current?.querySelector<HTMLElement>("form")?.focus();
  }, [editing]);
  const where = { taskId, unitId, of: key, done, cancel };
  return (
    <div ref={place}>
      {isOnLedger && <PartMoves part={part} />}
      {claim && (
        <p>
          <PlainText>{joining.labelled(texts.claimed(dayText(claim.completedOn, language)), claim.done)}</PlainText>
        </p>
      )}
      {claim && <WaivedItems waived={claim.waived} items={items} />}
      {claim && <EvidenceList evidence={claim.evidence} />}
      {claim && (
        <ToMend
          pieces={toMendIn(null)}
          mend={isOwn && mayNow(acts, "correctClaim") ? () => edit({ kind: "mend", reportNo: null }) : null}
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
      {isOwn && claim && <Verifying evidence={claim.evidence} reportNo={null} {...{ target, acts }} />}
      <UrgingsOwed urgings={urgings ?? []} {...{ target }} mayAct={isOwn} />
      <ExtensionsOwed extensions={extensions ?? []} {...{ target }} mayAct={isOwn} />
      <ItemsOwed {...{ items, target }} mayAct={isOwn} />
      {sight === "WHOLE" && (
        <>
          {/* No heading: that of its day may be out of sight, and not in the document. */}
          <p className="opened-head">{texts.reports}</p>
          {reports.length === 0 && <p className="small">{texts.noReports}</p>}
          <div {...listed}>
            <ol className="reports" aria-label={texts.reports}>
              {reports.map((report) => (
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
                        ? () => edit({ kind: "mend", reportNo: report.no })
                        : null
                    }
                  />
                  {isOwn && isMending(report.no) && (
                    <MendForm {...where} reportNo={report.no} evidence={report.evidence} places={placesIn(report.no)} />
                  )}
                  {isOwn && !isSettled && report.review !== "ACCEPTED" && (
                    <ActButtons
                      acts={report.acts.filter(isOpen)}
                      names={["correctReport"]}
                      press={() => edit({ kind: "correct", reportNo: report.no })}
                    />
                  )}
                  {isOwn && (
                    <Verifying evidence={report.evidence} reportNo={report.no} acts={report.acts} {...{ target }} />
                  )}
                  {editing?.kind === "correct" && editing.reportNo === report.no && (
                    <CorrectForm
                      {...where}
                      reportNo={report.no}
                      progress={report.progress}
                      evidence={report.evidence}
                    />
                  )}
                </li>
              ))}
            </ol>
            {earlier > 0 && (
              <button type="button" onClick={more}>
                {texts.earlierReports(earlier)}
              </button>
            )}
          </div>
        </>
      )}
      {persons != null && <PersonsInCharge {...{ persons, target }} acts={isOwn ? acts : []} />}
      {isOwn && isOnLedger && (
        <div {...offered}>
          <ActButtons acts={acts} names={actsOfPart} {...{ underWay, press }} />
        </div>
      )}
      {isOwn && editing?.kind === "report" && (
        <ReportForm
          {...where}
          title={part.state === "ASSIGNED" ? texts.acceptAndReport : texts.report}
          claim={mayNow(acts, "claimCompletion") ? claimNext : undefined}
        />
      )}
      {isOwn && editing?.kind === "claim" && <ClaimForm {...where} />}
      {isOwn && editing?.kind === "withdraw" && <WithdrawForm {...where} />}
      {isOwn && (
        <ActForms
          acts={acts}
          known={isOnLedger ? [...ofPart, adopting] : [adopting]}
          of={`${taskId}/${unitId}`}
          part={target}
        />
      )}
    </div>
  );
}
