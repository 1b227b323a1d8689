// The due days of something 时限沿革: what was asked for and granted, and the way to take a request back.
import { ActForms } from "../act/act-forms.tsx";
import { commandsOn, type KnownAct } from "../act/known-act.ts";
import { isOpen } from "../act/open-acts.ts";
import {
  type ExtensionOwedFragment,
  WithdrawExtensionRequestDocument,
  WithdrawReportingExtensionDocument,
} from "../generated/operations.ts";
import { dayText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { draftOfTarget, keyOfTarget, type Target } from "./target.ts";
import { owedTexts } from "./texts.ts";

export function ExtensionsOwed({
  extensions,
  target,
  itemId,
  mayAct,
}: {
  readonly extensions: readonly ExtensionOwedFragment[];
  readonly target: Target;
  /** The item whose day it is; left out, the part's or report's own. */
  readonly itemId?: string;
  readonly mayAct: boolean;
}) {
  const texts = useTexts(owedTexts);
  const language = useLanguage();
  const stateWord = useWords("ExtensionState");
  if (extensions.length === 0) return null;
  return (
    <>
      <p className="opened-head">{texts.extensions}</p>
      <ol className="reports" aria-label={texts.extensions}>
        {extensions.map(({ extensionNo, askedDueOn, grantedDueOn, at, reason, state, answer, acts }) => (
          <li key={`${extensionNo ?? ""} ${at}`}>
            <p>
              <strong>
                {extensionNo != null && askedDueOn != null
                  ? texts.asked(extensionNo, dayText(askedDueOn, language))
                  : texts.extended(dayText(grantedDueOn ?? "", language))}
              </strong>{" "}
              <span className={state === "REFUSED" ? "returned" : "small"}>{stateWord(state)}</span>{" "}
              {grantedDueOn != null && extensionNo != null && (
                <span className="small">{texts.granted(dayText(grantedDueOn, language))}</span>
              )}
            </p>
            <p className="words">
              <PlainText>{reason}</PlainText>
            </p>
            {answer?.text && (
              <p className="words small">
                <PlainText>{answer.text}</PlainText>
              </p>
            )}
            {mayAct && extensionNo != null && (
              <Withdrawing {...{ extensionNo, acts, target }} {...(itemId === undefined ? {} : { itemId })} />
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function Withdrawing({
  extensionNo,
  acts,
  target,
  itemId,
}: Pick<ExtensionOwedFragment, "acts"> & {
  readonly extensionNo: number;
  readonly target: Target;
  readonly itemId?: string;
}) {
  const command = commandsOn(keyOfTarget(target));
  const withdrawing: KnownAct = {
    ...{ name: "taskId" in target ? "withdrawExtensionRequest" : "withdrawReportingExtension", specs: [] },
    command: (_fields, commandId) =>
      "taskId" in target
        ? command(WithdrawExtensionRequestDocument, {
            ...{ commandId, extensionNo, ...target },
            ...(itemId === undefined ? {} : { itemId }),
          })
        : command(WithdrawReportingExtensionDocument, { commandId, extensionNo, ...target }),
  };
  // What is over is not offered again: only a request that waits can be taken back.
  const open = acts.filter(isOpen);
  return <ActForms acts={open} known={[withdrawing]} of={draftOfTarget(target, itemId ?? "part", extensionNo)} />;
}
