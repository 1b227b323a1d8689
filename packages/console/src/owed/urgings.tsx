// Urgings of a unit 催办: what it was asked, whether it has answered, and the way to answer.
import { ActForms } from "../act/act-forms.tsx";
import { evidenceIn } from "../act/fields.ts";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import {
  AnswerReportingUrgingDocument,
  AnswerUrgingDocument,
  type UrgingOwedFragment,
} from "../generated/operations.ts";
import { dayText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { draftOfTarget, keyOfTarget, type Target } from "./target.ts";
import { owedTexts } from "./texts.ts";

export function UrgingsOwed({
  urgings,
  target,
  mayAct,
}: {
  readonly urgings: readonly UrgingOwedFragment[];
  readonly target: Target;
  /** False where nothing can be done, because it is of the past or somebody else's. */
  readonly mayAct: boolean;
}) {
  const texts = useTexts(owedTexts);
  const language = useLanguage();
  const stateWord = useWords("UrgingState");
  if (urgings.length === 0) return null;
  return (
    <>
      <p className="opened-head">{texts.urgings}</p>
      <ol className="reports" aria-label={texts.urgings}>
        {urgings.map((urging) => {
          const { urgingNo, text, answerBy, state, whyAgain, answer, acts } = urging;
          return (
            <li key={urgingNo}>
              <p>
                <strong>{texts.urgingNo(urgingNo)}</strong>{" "}
                <span className={state === "OPEN" ? "returned" : "small"}>{stateWord(state)}</span>{" "}
                {answerBy && <span className="small">{texts.answerBy(dayText(answerBy, language))}</span>}
              </p>
              <p className="words">
                <PlainText>{text}</PlainText>
              </p>
              {whyAgain && (
                <p className="small">
                  <PlainText>{texts.againBecause(whyAgain)}</PlainText>
                </p>
              )}
              {answer && (
                <p className="words">
                  <PlainText>{texts.answered(dayText(answer.answeredOn, language), answer.text)}</PlainText>
                </p>
              )}
              {mayAct && <UrgingActs {...{ urgingNo, acts, target }} />}
            </li>
          );
        })}
      </ol>
    </>
  );
}

function UrgingActs({
  urgingNo,
  acts,
  target,
}: Pick<UrgingOwedFragment, "urgingNo" | "acts"> & { readonly target: Target }) {
  const texts = useTexts(owedTexts);
  const command = commandsOn(keyOfTarget(target));
  const answering: KnownAct = {
    name: "taskId" in target ? "answerUrging" : "answerReportingUrging",
    specs: [
      { name: "text", label: texts.answer, kind: "text", isRequired: true },
      { name: "evidence", label: texts.evidence, kind: "evidence" },
    ],
    command: ({ text = "", ...fields }, commandId) => {
      const said = { commandId, urgingNo, text, evidence: evidenceIn(fields, "evidence") };
      return "taskId" in target
        ? command(AnswerUrgingDocument, { ...said, ...target })
        : command(AnswerReportingUrgingDocument, { ...said, ...target });
    },
  };
  return <ActForms acts={acts} known={[answering]} of={draftOfTarget(target, urgingNo)} />;
}
