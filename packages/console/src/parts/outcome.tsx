// What came of an act 办理结果, on the line it is about: being sent, unknown, unchanged, refused with the sentence.
import type { Expected } from "../act/overlay.ts";
import { useConsole } from "../console.ts";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { partTexts } from "./texts.ts";

export function Outcome({ expected: { commandId, outcome } }: { readonly expected: Expected }) {
  const texts = useTexts(partTexts);
  const say = useSay();
  const { acting } = useConsole();
  if (outcome.kind === "done") return null;
  if (outcome.kind === "sent" || outcome.kind === "unknown") {
    return <span className="outcome">{outcome.kind === "sent" ? texts.sending : texts.unknown}</span>;
  }
  return (
    <span className={`outcome outcome-${outcome.kind}`} role="alert">
      {outcome.kind === "unchanged" ? texts.unchanged : say(outcome.sentence)}
      {outcome.kind === "refused" && outcome.detail !== null && `（${outcome.detail}）`}{" "}
      <button type="button" className="quiet" onClick={() => acting.close(commandId)}>
        {texts.close}
      </button>
    </span>
  );
}
