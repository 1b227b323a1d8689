// The acts that cannot be done now 现在不能办理: how many there are, and, opened, each with its sentence.
import type { ActShownFragment } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { ActButtons } from "./act-buttons.tsx";
import { actTexts } from "./texts.ts";

export function RefusedActs({
  acts,
  names,
}: {
  /** All acts; those that are open are left out. */
  readonly acts: readonly ActShownFragment[];
  readonly names: readonly string[];
}) {
  const texts = useTexts(actTexts);
  const refused = acts.filter(({ name, refusal }) => refusal != null && names.includes(name));
  if (refused.length === 0) return null;
  return (
    <details className="small refused-acts">
      <summary>{texts.notNow(refused.length)}</summary>
      <ActButtons acts={refused} names={names} press={nothing} />
    </details>
  );
}

const nothing = () => undefined;
