// The warnings one after another 提示: the one that is looked at with its decisions, and all of them in a list.
import { useEffect, useRef, useState } from "react";
import type { WarningShownFragment } from "../generated/operations.ts";
import { instantText } from "../parts/day.ts";
import { isFocusIn } from "../parts/kept-focus.ts";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useKeys } from "../shell/keys.ts";
import { KeysLine } from "../shell/page-keys.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type WorkbenchState, workbenchAddress } from "./address.ts";
import type { PlanOnPage } from "./plan-on-page.ts";
import { SettleForm } from "./settle-form.tsx";
import { workbenchTexts } from "./texts.ts";
import { afterSettling, inOrder, weightOf } from "./warnings.ts";
import { WarningsList } from "./warnings-list.tsx";

export function WarningsShown({
  plan,
  warning,
  state,
  go,
}: {
  readonly plan: PlanOnPage;
  readonly warning: WarningShownFragment | undefined;
  readonly state: WorkbenchState;
  readonly go: (state: WorkbenchState, how?: "push" | "replace") => void;
}) {
  const texts = useTexts(workbenchTexts);
  const place = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // The warning that is to have the focus once it is shown; another object each time, so that the same one may have it again.
  const [focused, focus] = useState<{ readonly warningNo: number } | null>(null);
  const warningNo = warning?.warningNo;
  useEffect(() => {
    if (focused !== null && focused.warningNo === warningNo) heading.current?.focus();
  }, [focused, warningNo]);

  const ordered = inOrder(plan.warnings);
  const at = warning ? ordered.indexOf(warning) : -1;
  const { row: _row, ...others } = state;

  /** Goes to a warning, and takes the focus there. */
  function look(to: WarningShownFragment | undefined): void {
    if (!to) return;
    focus({ warningNo: to.warningNo });
    go({ ...others, warning: to.warningNo });
  }

  useKeys(place, texts.warnings, [
    { press: "j", does: texts.next, act: () => look(ordered[at + 1]) },
    { press: "k", does: texts.previous, act: () => look(ordered[at - 1]) },
  ]);

  if (!warning) return <p className="nothing">{texts.noWarnings}</p>;
  return (
    <section className="warnings" aria-labelledby="warning" ref={place}>
      <div className="buttons">
        <h2 id="warning" ref={heading} tabIndex={-1}>
          {texts.about(warning.warningNo, warning.lines ? texts.atLines(warning.lines.from, warning.lines.to) : "")}
        </h2>
        <span className="small">{texts.place(at + 1, ordered.length)}</span>
        <button type="button" aria-keyshortcuts="k" disabled={at === 0} onClick={() => look(ordered[at - 1])}>
          {texts.previous}
        </button>
        <button
          type="button"
          aria-keyshortcuts="j"
          disabled={at === ordered.length - 1}
          onClick={() => look(ordered[at + 1])}
        >
          {texts.next}
        </button>
      </div>
      <Told warning={warning} />
      <SettleForm
        key={warning.warningNo}
        plan={plan}
        warning={warning}
        // What is expected to be settled is not the first one any more: from now on it is the one that the address names.
        sends={() => go({ ...state, warning: warning.warningNo }, "replace")}
        settled={(form) => {
          // Who has gone on meanwhile, to a row or a name, stays there.
          if (isFocusIn(form)) look(afterSettling(plan.warnings, warning.warningNo) ?? warning);
        }}
      />
      <WarningsList ordered={ordered} at={at} state={others} />
      <KeysLine />
    </section>
  );
}

/** What a warning says, and what was decided on it. */
function Told({ warning }: { readonly warning: WarningShownFragment }) {
  const texts = useTexts(workbenchTexts);
  const joining = useJoining();
  const language = useLanguage();
  const say = useSay();
  const [severityWord, stateWord, kindWord] = [
    useWords("WarningSeverity"),
    useWords("WarningState"),
    useWords("WarningDecisionKind"),
  ];
  const { decision, note, settledAt, settledBy, readAs, code, subject } = warning;
  return (
    <>
      <p>
        <span className={`flag flag-${weightOf(warning)}`}>
          ⚑ {warning.state === "OPEN" ? severityWord(warning.severity) : stateWord(warning.state)}
        </span>{" "}
        <PlainText>{say(warning.sentence)}</PlainText> <code className="small">{code}</code>{" "}
        {code === "POSSIBLE_DUPLICATE" && subject !== null && (
          <PageLink page={workbenchAddress} state={{ planId: subject }}>
            {texts.other}
          </PageLink>
        )}
      </p>
      {decision !== null && (
        <p className="settled small">
          {settledAt !== null &&
            texts.settledBy(
              settledBy?.displayName ?? settledBy?.unitName ?? texts.somebody,
              instantText(settledAt, language),
              kindWord(decision),
            )}{" "}
          <PlainText>{joining.clauses([readAs, note].flatMap((said) => said || []))}</PlainText>
        </p>
      )}
    </>
  );
}
