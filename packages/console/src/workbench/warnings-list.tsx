// The list of the warnings around the one that is looked at: however many there are, a few stand in the document.
import type { WarningShownFragment } from "../generated/operations.ts";
import { Folded } from "../parts/folded.tsx";
import { PageLink } from "../parts/page-link.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { type WorkbenchState, workbenchAddress } from "./address.ts";
import { workbenchTexts } from "./texts.ts";
import { weightOf } from "./warnings.ts";

const around = 20;

export function WarningsList({
  ordered,
  at,
  state,
}: {
  readonly ordered: readonly WarningShownFragment[];
  readonly at: number;
  readonly state: WorkbenchState;
}) {
  const texts = useTexts(workbenchTexts);
  const say = useSay();
  const [from, to] = [Math.max(0, at - around), at + around + 1];
  const behind = ordered.length - to;
  return (
    <Folded className="warnings-list" summary={texts.allWarnings}>
      {from > 0 && <p className="small">{texts.before(from)}</p>}
      <ol>
        {ordered.slice(from, to).map((warning) => (
          <li key={warning.warningNo}>
            <PageLink
              page={workbenchAddress}
              state={{ ...state, warning: warning.warningNo }}
              aria-current={warning === ordered[at] ? "true" : undefined}
              className={`flag-${weightOf(warning)}`}
            >
              ⚑{warning.warningNo} <PlainText>{say(warning.sentence)}</PlainText>
            </PageLink>
          </li>
        ))}
      </ol>
      {behind > 0 && <p className="small">{texts.after(behind)}</p>}
    </Folded>
  );
}
