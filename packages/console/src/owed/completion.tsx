// What a unit owes a plan as its completion report 办结情况报告: where it stands, what was said, and what may be done about it.
import { ActForms } from "../act/act-forms.tsx";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { type Asking, useQuestion } from "../ask/use-question.ts";
import {
  CompletionOwedDocument,
  type CompletionOwedQuery,
  RequestReportingExtensionDocument,
  SubmitCompletionReportDocument,
  UrgeReportingDocument,
} from "../generated/operations.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { LampMark } from "../parts/lamp.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { askedIn, useAskingSpecs } from "./asking.ts";
import { ExtensionsOwed } from "./extensions.tsx";
import { draftOfTarget, keyOfTarget } from "./target.ts";
import { owedTexts } from "./texts.ts";
import { UrgingsOwed } from "./urgings.tsx";

interface Owing {
  readonly target: { readonly planId: string; readonly unitId: string };
  readonly mayAct: boolean;
  /** The urging that is looked at; null for all of it. */
  readonly urgingNo: number | null;
}

/** Asks for what a unit owes a plan as its completion report. */
export const useCompletionOwed = ({ planId, unitId }: Owing["target"], asking: Omit<Asking, "about"> = {}) =>
  useQuestion(CompletionOwedDocument, { planId, unitId }, { ...asking, about: { planId } });

export function CompletionOwed(owing: Owing) {
  const question = useCompletionOwed(owing.target);
  return (
    <Answered question={question}>
      {({ completionReport }) =>
        completionReport ? <Completion report={completionReport} {...owing} /> : <NotFound />
      }
    </Answered>
  );
}

function Completion({
  report,
  target,
  mayAct,
  urgingNo,
}: Owing & { readonly report: NonNullable<CompletionOwedQuery["completionReport"]> }) {
  const texts = useTexts(owedTexts);
  const language = useLanguage();
  const stateWord = useWords("CompletionReportState");
  const known = useCompletionActs(target);
  const { state, dueOn, lamp, acts, submission, extensions } = report;
  const urgings = (report.urgings ?? []).filter((each) => urgingNo === null || each.urgingNo === urgingNo);
  const urged = <UrgingsOwed {...{ urgings, target, mayAct }} />;
  return (
    <>
      <p>
        <span className={`state state-${state.toLowerCase()}`}>{stateWord(state)}</span>{" "}
        <span className="small">
          {dueOn ? (
            <>
              {texts.reportingDay(dayText(dueOn, language))} <LampMark lamp={lamp.lamp} dueOn={dueOn} on={lamp.on} />
            </>
          ) : (
            texts.noReportingDay
          )}
        </span>
      </p>
      {urgingNo !== null && urged}
      {submission && (
        <>
          <p className="small">
            {texts.submitted(submission.reportNo, dayText(submission.submittedOn, language))} ·{" "}
            {texts.counts(submission.counts.things, submission.counts.done, submission.counts.overdue)}
          </p>
          <p className="words">
            <PlainText>{submission.summary}</PlainText>
          </p>
          {submission.decision?.text && (
            <p className={state === "RETURNED" ? "returned" : "small"}>
              <PlainText>{texts.decision(submission.decision.text)}</PlainText>
            </p>
          )}
        </>
      )}
      {urgingNo === null && urged}
      <ExtensionsOwed extensions={extensions ?? []} {...{ target, mayAct }} />
      {mayAct && <ActForms acts={acts} known={known} of={draftOfTarget(target)} />}
    </>
  );
}

function useCompletionActs(target: Owing["target"]): readonly KnownAct[] {
  const texts = useTexts(owedTexts);
  const asking = useAskingSpecs();
  const command = commandsOn(keyOfTarget(target));
  return [
    {
      name: "submitCompletionReport",
      specs: [{ name: "summary", label: texts.summary, kind: "text", isRequired: true }],
      command: ({ summary = "" }, commandId) =>
        command(SubmitCompletionReportDocument, { commandId, ...target, summary }),
    },
    {
      ...{ name: "requestReportingExtension", specs: asking },
      command: (fields, commandId) =>
        command(RequestReportingExtensionDocument, { commandId, ...target, ...askedIn(fields) }),
    },
    {
      name: "urgeReporting",
      specs: [
        { name: "text", label: texts.urgingText, kind: "text", isRequired: true },
        { name: "answerBy", label: texts.answerByDay, kind: "day" },
        { name: "whyAgain", label: texts.whyAgain, kind: "line" },
      ],
      command: ({ text = "", answerBy = "", whyAgain = "" }, commandId) =>
        command(UrgeReportingDocument, {
          ...{ commandId, ...target, text },
          ...{ answerBy: answerBy || null, whyAgain: whyAgain.trim() || null },
        }),
    },
  ];
}
