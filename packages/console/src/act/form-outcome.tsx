// At the foot of a form 表单办理结果: that it is locked while nobody knows what came of it, and then what came of it.
import { Outcome } from "../parts/outcome.tsx";
import { useTexts } from "../texts/catalogue.ts";
import type { Expected } from "./overlay.ts";
import { actTexts } from "./texts.ts";

export function FormOutcome({
  isLocked,
  lockedId,
  expected,
  labelOf,
}: {
  readonly isLocked: boolean;
  /** What the sentence is found by that says why the form is locked. */
  readonly lockedId: string;
  readonly expected: Expected | undefined;
  /** What a field of the command is called in the form. */
  readonly labelOf?: (field: string) => string;
}) {
  const texts = useTexts(actTexts);
  if (isLocked)
    return (
      <p id={lockedId} role="status">
        {texts.locked}
      </p>
    );
  return expected && <Outcome expected={expected} {...(labelOf ? { labelOf } : {})} />;
}
