// What came of an act 办理结果, on the line it is about: being sent, unknown, unchanged, refused with the sentence.
import { findingIn } from "../act/finding.ts";
import { about, type Expected } from "../act/overlay.ts";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { PlainText } from "./plain-text.tsx";
import { partTexts } from "./texts.ts";

/** What came of all acts on one thing; where the form of an act is open, that says it itself. */
export function Outcomes({ of }: { readonly of: string }) {
  const { acting, forms } = useConsole();
  const [overlay, open] = [useStore(acting.overlay), useStore(forms)];
  return about(overlay, of)
    .filter(({ commandId }) => !open.has(commandId))
    .map((expected) => <Outcome key={expected.commandId} expected={expected} />);
}

export function Outcome({
  expected: { commandId, outcome },
  labelOf = (field) => field,
}: {
  readonly expected: Expected;
  /** What a field of the command is called on the page. */
  readonly labelOf?: (field: string) => string;
}) {
  const texts = useTexts(partTexts);
  const joining = useJoining();
  const language = useLanguage();
  const say = useSay();
  const { acting } = useConsole();
  // A place in the command is told by the name that its field has here.
  const told = (detail: string) => {
    const finding = findingIn(detail);
    return finding === null ? detail : texts.foundAt(labelOf(finding.field), finding.at, finding[language]);
  };
  if (outcome.kind === "done") return null;
  if (outcome.kind === "sent" || outcome.kind === "unknown") {
    return <span className="outcome">{outcome.kind === "sent" ? texts.sending : texts.unknown}</span>;
  }
  return (
    <span className={`outcome outcome-${outcome.kind}`} role="alert">
      {outcome.kind === "unchanged" ? texts.unchanged : say(outcome.sentence)}
      {outcome.kind === "refused" && outcome.detail !== null && (
        <PlainText>{joining.aside(told(outcome.detail))}</PlainText>
      )}{" "}
      <button type="button" className="quiet" onClick={() => acting.close(commandId)}>
        {texts.close}
      </button>
    </span>
  );
}
