// The five steps of an import 导入步骤, and which of them is being done.
import { useTexts } from "../texts/catalogue.ts";
import { importTexts } from "./texts.ts";

/** Which step is being done; past the last one, all are done. */
export type Step = 1 | 2 | 3 | 4 | 5 | 6;

export function Steps({ at }: { readonly at: Step }) {
  const texts = useTexts(importTexts);
  const all = [texts.chooseStep, texts.checkStep, texts.namesStep, texts.confirmStep, texts.issueStep];
  return (
    <ol className="import-steps" aria-label={texts.steps}>
      {all.map((word, place) => (
        <li
          key={word}
          className={place + 1 < at ? "import-step-done" : undefined}
          aria-current={place + 1 === at ? "step" : undefined}
        >
          <span aria-hidden="true">{place + 1 < at ? "✓" : place + 1}</span> {word}
        </li>
      ))}
    </ol>
  );
}
