// The band over a page that shows the past 追溯: as of when, and the way back.
import { instantText } from "../parts/day.ts";
import { useMomentText } from "../parts/moment-text.ts";
import { TermsLine } from "../parts/term.tsx";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { shellTexts } from "./texts.ts";

export function AsOfBand({
  moment,
  shown: { at, isOld },
  back,
}: {
  /** A day, an instant or a position, as in addresses. */
  readonly moment: string;
  /** The answer that is shown, with its instant; it may be of another moment while that of this one is awaited. */
  readonly shown: { readonly at: string | null | undefined; readonly isOld: boolean };
  readonly back: () => void;
}) {
  const texts = useTexts(shellTexts);
  const language = useLanguage();
  const momentText = useMomentText();
  const isPosition = /^\d+$/.test(moment);
  const words =
    isPosition && at && !isOld
      ? texts.pastBandAt(instantText(at, language), moment)
      : texts.pastBand(momentText(moment));
  return (
    <div className="band band-past" role="status">
      <span>{words}</span>
      <button type="button" onClick={back}>
        {texts.backToNow}
      </button>
      <TermsLine
        of={[
          ["asOf", texts.asOf],
          ["position", texts.position],
        ]}
      />
    </div>
  );
}
