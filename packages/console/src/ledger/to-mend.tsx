// What of the evidence is to be mended 待改正: what was found under each piece, and the way to replace it.
import type { PartOpenedFragment } from "../generated/operations.ts";
import { dayText } from "../parts/day.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useWords } from "../parts/word.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { ledgerTexts } from "./texts.ts";

export function ToMend({
  pieces,
  mend,
}: {
  readonly pieces: NonNullable<PartOpenedFragment["toMend"]>;
  /** Opens the form; null where the reader may not mend. */
  readonly mend: (() => void) | null;
}) {
  const texts = useTexts(ledgerTexts);
  const joining = useJoining();
  const language = useLanguage();
  const verdictWord = useWords("PublicationVerdict");
  if (pieces.length === 0) return null;
  const told = (what: string, note: string | null | undefined) => (note ? joining.labelled(what, note) : what);
  return (
    <div className="to-mend">
      {pieces.map(({ place, verdict, note, checkedOn }) => (
        <p key={place} className="returned">
          <PlainText>{told(texts.mendOf(place, verdictWord(verdict), dayText(checkedOn, language)), note)}</PlainText>
        </p>
      ))}
      {mend && (
        <button type="button" onClick={mend}>
          {texts.mend}
        </button>
      )}
    </div>
  );
}
