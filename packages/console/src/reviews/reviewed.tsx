// What is judged 待审内容: a unit's part with its reports and claim, a group to be filled, or a completion report.
import type { ReactNode } from "react";
import type { SuggestedUnits } from "../act/fields.ts";
import { useQuestion } from "../ask/use-question.ts";
import {
  type ActShownFragment,
  type ExtensionReviewedFragment,
  type PartReviewedFragment,
  ReviewedCompletionDocument,
  ReviewedGroupDocument,
  type ReviewedGroupQuery,
  ReviewedPartDocument,
  type ReviewedPartQuery,
} from "../generated/operations.ts";
import { useMe } from "../me.ts";
import { WaivedItems } from "../owed/waived.tsx";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText, holdsOn, instantText } from "../parts/day.ts";
import { EvidenceList } from "../parts/evidence.tsx";
import { LampMark } from "../parts/lamp.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTaskNo } from "../parts/task-no.ts";
import { useWords } from "../parts/word.tsx";
import { taskAddress } from "../task/address.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import type { Waiting } from "./moves.ts";
import { reviewTexts } from "./texts.ts";

/** Shows the ways to decide, of the acts that there are, and the units that may be meant. */
export type ShowMoves = (acts: readonly ActShownFragment[], suggested?: readonly SuggestedUnits[]) => ReactNode;

interface Judged {
  readonly waiting: Waiting;
  readonly moves: ShowMoves;
}

const nothing: readonly ActShownFragment[] = [];

export function ReviewedPart({
  taskId,
  unitId,
  waiting,
  moves,
}: Judged & { readonly taskId: string; readonly unitId: string }) {
  const texts = useTexts(reviewTexts);
  // No report has the number 0.
  const asked = { taskId, unitId, reportNo: waiting.reportNo ?? 0 };
  const question = useQuestion(ReviewedPartDocument, asked, { about: { taskId } });
  return (
    <Answered question={question}>
      {({ task }) => {
        if (!task) return <NotFound />;
        const [part] = task.assignments.slice(-1);
        const item = task.items.find(({ itemId }) => itemId === waiting.itemId);
        const extensions = (item?.units.find(({ unit }) => String(unit.id) === unitId) ?? part)?.extensions ?? [];
        const extension = extensions.find(({ extensionNo }) => extensionNo === waiting.extensionNo);
        const judged = waiting.kind === "EXTENSION" ? extension : waiting.kind === "REPORT" ? part?.report : part;
        return (
          <>
            <TaskHead task={task} />
            {item?.text && (
              <p>
                <PlainText>{texts.thisItem(item.text)}</PlainText>
              </p>
            )}
            {waiting.kind === "EXTENSION" && extension && <ExtensionAsked extension={extension} />}
            {part && <PartShown part={part} items={task.items} waiting={waiting} />}
            {moves(judged?.acts ?? nothing)}
          </>
        );
      }}
    </Answered>
  );
}

export function ReviewedGroup({ taskId, waiting, moves }: Judged & { readonly taskId: string }) {
  const texts = useTexts(reviewTexts);
  const called = useTaskNo();
  const relationWord = useWords("Relation");
  const { today } = useMe();
  const question = useQuestion(ReviewedGroupDocument, { taskId }, { about: { taskId } });
  return (
    <Answered question={question}>
      {({ task, lists }) => {
        if (!task) return <NotFound />;
        const group = task.groups.find(({ groupId }) => String(groupId) === String(waiting.group?.id));
        const same = (group?.namedElsewhere ?? []).map(({ units, task: { row }, taskCount }) => ({
          ...{ why: texts.sameWords(called(row), taskCount), units: units.map(chosenOf) },
        }));
        const whole = lists.edges.map(({ node: { name, members } }) => ({
          why: name,
          units: members.filter((member) => holdsOn(member, today)).map(memberOf),
        }));
        return (
          <>
            <TaskHead task={task} />
            <dl className="printed-units">
              {task.printedUnits.map(({ printed, readAs, relation }) => (
                <div key={`${relation} ${printed}`}>
                  <dt className="small">{relationWord(relation)}</dt>
                  <dd>
                    {(readAs ?? printed) === group?.name ? (
                      <mark>
                        <PlainText>{printed}</PlainText>
                      </mark>
                    ) : (
                      <PlainText>{printed}</PlainText>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
            {lists.totalCount > lists.edges.length && (
              <p className="small">{texts.moreLists(lists.totalCount - lists.edges.length)}</p>
            )}
            {moves(
              group?.acts ?? nothing,
              [...same, ...whole].filter(({ units }) => units.length > 0),
            )}
          </>
        );
      }}
    </Answered>
  );
}

const chosenOf = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id: String(id), name });
const memberOf = ({ unit }: { readonly unit: Parameters<typeof chosenOf>[0] }) => chosenOf(unit);

export function ReviewedCompletion({
  planId,
  unitId,
  waiting,
  moves,
}: Judged & { readonly planId: string; readonly unitId: string }) {
  const texts = useTexts(reviewTexts);
  const language = useLanguage();
  const question = useQuestion(ReviewedCompletionDocument, { planId, unitId }, { about: { planId } });
  return (
    <Answered question={question}>
      {({ completionReport }) => {
        if (!completionReport) return <NotFound />;
        const { plan, submission, dueOn, lamp } = completionReport;
        const extension = completionReport.extensions?.find(({ extensionNo }) => extensionNo === waiting.extensionNo);
        const isExtension = waiting.kind === "EXTENSION";
        return (
          <>
            <h2>
              <PlainText>{plan?.title ?? ""}</PlainText>
            </h2>
            <p className="small">
              {dueOn && texts.due(dayText(dueOn, language))} <LampMark lamp={lamp.lamp} />
            </p>
            {isExtension && extension && <ExtensionAsked extension={extension} />}
            {!isExtension && submission && (
              <>
                <p className="small">
                  {texts.submitted(dayText(submission.submittedOn, language))} ·{" "}
                  {texts.counts(submission.counts.things, submission.counts.done, submission.counts.overdue)}
                </p>
                <p className="words judged">
                  <PlainText>{submission.summary}</PlainText>
                </p>
              </>
            )}
            {moves((isExtension ? extension?.acts : submission?.acts) ?? nothing)}
          </>
        );
      }}
    </Answered>
  );
}

type TaskHeaded = Omit<NonNullable<ReviewedGroupQuery["task"]>, "groups" | "printedUnits">;

/** The task that it is about: its words, its plan, when it is due. */
function TaskHead({ task }: { readonly task: TaskHeaded }) {
  const texts = useTexts(reviewTexts);
  const language = useLanguage();
  const called = useTaskNo();
  const { plan, row, current, dueOn, lamp } = task;
  return (
    <>
      <p className="path small">
        <PlainText>{plan?.title ?? ""}</PlainText>
      </p>
      <h2>
        {called(row)} <PlainText>{current.text}</PlainText>
      </h2>
      <p className="small">
        {dueOn && texts.due(dayText(dueOn, language))} <LampMark lamp={lamp.lamp} dueOn={dueOn ?? null} on={lamp.on} />{" "}
        {row.deadlineText && <PlainText>{texts.dueText(row.deadlineText)}</PlainText>}{" "}
        <PageLink page={taskAddress} state={{ taskId: String(task.id) }}>
          {texts.openTask}
        </PageLink>
      </p>
    </>
  );
}

/** So many other reports are listed, the newest first; one more is asked for, which may be the judged one. The page of the task has all. */
const mostEarlier = 10;

/** What the unit has said about its part: first what is to be judged, then what came before. */
function PartShown({
  part,
  items,
  waiting,
}: {
  readonly part: PartReviewedFragment;
  readonly items: NonNullable<ReviewedPartQuery["task"]>["items"];
  readonly waiting: Waiting;
}) {
  const texts = useTexts(reviewTexts);
  const language = useLanguage();
  const reviewWord = useWords("ReportReview");
  const { claim, endorsement, completionReturn, dispute, ownerlessSince, report: judged } = part;
  const reports = part.reports.edges.map(({ node }) => node);
  const earlier = reports.filter(({ no }) => no !== judged?.no).slice(0, mostEarlier);
  const others = part.reports.totalCount - earlier.length - (judged ? 1 : 0);
  return (
    <>
      {judged && (
        <>
          <h3>
            {texts.toJudge(judged.no)} <span className="small">{dayText(judged.reportedOn, language)}</span>
          </h3>
          <p className="words judged">
            <PlainText>{judged.progress}</PlainText>
          </p>
          <EvidenceList evidence={judged.evidence} />
        </>
      )}
      {claim && (
        <>
          <h3>{texts.claim(dayText(claim.completedOn, language))}</h3>
          <p className="words judged">
            <PlainText>{claim.done}</PlainText>
          </p>
          <WaivedItems waived={claim.waived} items={items} />
          <EvidenceList evidence={claim.evidence} />
        </>
      )}
      {endorsement && (
        <p>
          <PlainText>{texts.endorsed(instantText(endorsement.at, language), endorsement.text ?? "")}</PlainText>
        </p>
      )}
      {completionReturn?.text && (
        <p className="returned">
          <PlainText>{texts.returned(completionReturn.text)}</PlainText>
        </p>
      )}
      {ownerlessSince && <p className="judged">{texts.ownerless(dayText(ownerlessSince, language))}</p>}
      {dispute && (
        <p className="judged">
          <PlainText>{texts.dispute(dispute.reason)}</PlainText>
          {waiting.suggestedUnit && (
            <>
              <br />
              <PlainText>{texts.suggested(waiting.suggestedUnit.name)}</PlainText>
            </>
          )}
        </p>
      )}
      {earlier.length > 0 && (
        <>
          <h3>{texts.earlier}</h3>
          <ul className="earlier">
            {earlier.map(({ no, review, progress, returnReason }) => (
              <li key={no}>
                {texts.report(no, reviewWord(review))} <PlainText>{progress}</PlainText>
                {returnReason && (
                  <span className="returned">
                    {" "}
                    <PlainText>{texts.returned(returnReason)}</PlainText>
                  </span>
                )}
              </li>
            ))}
          </ul>
          {others > 0 && <p className="small">{texts.othersEarlier(others)}</p>}
        </>
      )}
    </>
  );
}

function ExtensionAsked({ extension }: { readonly extension: ExtensionReviewedFragment }) {
  const texts = useTexts(reviewTexts);
  const language = useLanguage();
  const { extensionNo, before, askedDueOn, reason, evidence } = extension;
  const day = (text: string | null | undefined) => (text ? dayText(text, language) : texts.noDay);
  return (
    <>
      <h3>{texts.extension(extensionNo ?? 0, day(before), day(askedDueOn))}</h3>
      <p className="words judged">
        <PlainText>{reason}</PlainText>
      </p>
      <EvidenceList evidence={evidence} />
    </>
  );
}
