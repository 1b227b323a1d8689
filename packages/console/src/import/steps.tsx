// The five steps of an import 导入步骤, which of them is being done, and the way to where each is done.
import type { MouseEvent } from "react";
import { useTexts } from "../texts/catalogue.ts";
import { importTexts } from "./texts.ts";

/** Which step is being done; past the last one, all are done. */
export type Step = 1 | 2 | 3 | 4 | 5 | 6;

/** `at` names the headings, by their ids, of the steps that are done on this page: from the row of steps they have the focus by one press. */
export function Steps({
  now,
  at = {},
}: {
  readonly now: Step;
  readonly at?: { readonly [Each in Step]?: string | undefined };
}) {
  const texts = useTexts(importTexts);
  const all = [
    [1, texts.chooseStep],
    [2, texts.checkStep],
    [3, texts.namesStep],
    [4, texts.confirmStep],
    [5, texts.issueStep],
  ] as const;
  return (
    <ol className="import-steps" aria-label={texts.steps}>
      {all.map(([step, word]) => {
        const heading = at[step];
        return (
          <li
            key={step}
            className={step < now ? "import-step-done" : undefined}
            aria-current={step === now ? "step" : undefined}
          >
            <span aria-hidden="true">{step < now ? "✓" : step}</span>{" "}
            {heading === undefined ? word : <HeadingLink id={heading}>{word}</HeadingLink>}
          </li>
        );
      })}
    </ol>
  );
}

/** Leads to a heading of the page, and takes the focus there. What is looked at stays as the address has it. */
function HeadingLink({ id, children }: { readonly id: string; readonly children: string }) {
  const go = (event: MouseEvent) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <a href={`#${id}`} onClick={go}>
      {children}
    </a>
  );
}
