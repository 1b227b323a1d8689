// The band over a page that shows the past 追溯: as of when, and the way back.
import { useMomentText } from "../parts/moment-text.ts";
import { useTexts } from "../texts/catalogue.ts";
import { shellTexts } from "./texts.ts";

/** `moment` is a day, an instant or a position, as in addresses. */
export function AsOfBand({ moment, back }: { readonly moment: string; readonly back: () => void }) {
  const texts = useTexts(shellTexts);
  const momentText = useMomentText();
  return (
    <div className="band band-past" role="status">
      <span>{texts.pastBand(momentText(moment))}</span>
      <button type="button" onClick={back}>
        {texts.backToNow}
      </button>
    </div>
  );
}
