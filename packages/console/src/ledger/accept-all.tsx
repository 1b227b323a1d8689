// All parts of a new plan accepted at once 全部签收: listed before anything is sent, and those that are refused named after it.
import { useLayoutEffect, useRef, useState } from "react";
import { useListed } from "../ask/use-listed.ts";
import { useWhole } from "../ask/use-whole.ts";
import { type LedgerLineFragment, LedgerPageDocument } from "../generated/operations.ts";
import { Answered, NotFound } from "../parts/answer.tsx";
import { dayText } from "../parts/day.ts";
import { focusFrom, usePageFocusAfter } from "../parts/kept-focus.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { PageDialog } from "../shell/dialog.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { RefusedLines, useAcceptedWords } from "./accepted.tsx";
import { whereOf } from "./address.ts";
import type { NewPlan } from "./new-plans.ts";
import { ledgerTexts } from "./texts.ts";
import { type Accepted, useAccepting } from "./use-accepting.ts";
import { pageIn, pageSize } from "./use-ledger.ts";

/** How many are listed and accepted at once, so that the list can be read and stays small; of more, the rest is for the next time. */
const mostAtOnce = 4 * pageSize;

/** The dialog; null where no plan is to be accepted. */
export function AcceptAll({
  plan,
  unitId,
  close,
}: {
  readonly plan: NewPlan | null;
  readonly unitId: string;
  readonly close: () => void;
}) {
  const texts = useTexts(ledgerTexts);
  return (
    <PageDialog title={texts.acceptAllOf(plan?.title ?? "")} isOpen={plan !== null} close={close}>
      {plan && <Listed plan={plan} unitId={unitId} close={close} />}
      <FocusBack />
    </PageDialog>
  );
}

/** When the dialog is gone, the focus is where it was; or lost, for the button goes once nothing is left to be accepted. */
function FocusBack() {
  // The dialog gives it back in the next frame.
  usePageFocusAfter();
  return null;
}

function Listed({
  plan,
  unitId,
  close,
}: {
  readonly plan: NewPlan;
  readonly unitId: string;
  readonly close: () => void;
}) {
  const texts = useTexts(ledgerTexts);
  const language = useLanguage();
  const acceptAll = useAccepting(unitId);
  const acceptedWords = useAcceptedWords();
  const where = whereOf({ unitId, plan: plan.id, state: "ASSIGNED" });
  const variables = { unitId, first: pageSize, where, on: null, asOf: null };
  // What is listed when it is pressed is what is sent, and nothing of it is asked for again meanwhile.
  const [sent, setSent] = useState<readonly LedgerLineFragment[] | null>(null);
  const { question, nodes, last, more } = useListed(LedgerPageDocument, variables, pageIn, {
    about: { unitId },
    enabled: sent === null,
  });
  const [result, setResult] = useState<Accepted | null>(null);
  useWhole({ more: sent === null && nodes.length < mostAtOnce ? more : null });

  const total = last?.totalCount ?? 0;
  const isWhole = nodes.length >= Math.min(total, mostAtOnce);
  const listed = sent ?? nodes.slice(0, mostAtOnce);

  const mayAccept = sent === null && isWhole && listed.length > 0;
  const standing = useRef<HTMLParagraphElement>(null);
  // The button that was pressed is gone by now.
  useLayoutEffect(() => {
    if (result !== null) focusFrom(null, standing.current);
  }, [result]);

  async function accept(): Promise<void> {
    if (!mayAccept) return;
    setSent(listed);
    setResult(await acceptAll(listed));
  }

  /** How it stands, in words; `all` is how many there are of the plan. */
  function standingWords(all: number): string {
    if (result !== null) return acceptedWords(result);
    if (sent !== null) return texts.accepting(sent.length);
    return all > mostAtOnce ? texts.toAcceptFirst(all, listed.length) : texts.toAccept(listed.length);
  }

  return (
    <Answered question={question}>
      {() => {
        if (last === undefined) return <NotFound />;
        return (
          <>
            <p role="status" ref={standing} tabIndex={-1}>
              {standingWords(total)}
            </p>
            {result === null ? (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
              <ul className="to-accept" tabIndex={0} aria-label={texts.toAccept(listed.length)}>
                {listed.map(({ id, no, text, dueOn }) => (
                  <li key={id}>
                    <PlainText>{[no, text].filter(Boolean).join(" ")}</PlainText>{" "}
                    <span className="small">{dueOn == null ? texts.noDue : dayText(dueOn, language)}</span>
                  </li>
                ))}
              </ul>
            ) : (
              <RefusedLines refused={result.refused} />
            )}
            <div className="buttons">
              {result === null && (
                <button type="button" className="main-button" aria-disabled={!mayAccept} onClick={() => void accept()}>
                  {texts.acceptChosen(listed.length)}
                </button>
              )}
              <button type="button" className="quiet" onClick={close}>
                {result === null ? texts.cancel : texts.close}
              </button>
            </div>
          </>
        );
      }}
    </Answered>
  );
}
