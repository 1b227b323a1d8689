// That a plan is parked 搁置: what the system could not do by itself, on what, why, and what is to be done.
import type { ParkedShownFragment } from "../generated/operations.ts";
import { instantText } from "../parts/day.ts";
import { nameOf } from "../parts/names.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { boardTexts } from "./texts.ts";

export function ParkedBand({
  parked: { policy, title, target, reason, parkedAt },
}: {
  readonly parked: ParkedShownFragment;
}) {
  const texts = useTexts(boardTexts);
  const language = useLanguage();
  const say = useSay();
  return (
    <div className="band band-alarm" role="status">
      <span>
        <span aria-hidden="true">■</span> {texts.parked(instantText(parkedAt, language), title ? say(title) : policy)}{" "}
        {target && (
          <>
            <PlainText>{nameOf(target)}</PlainText>{" "}
          </>
        )}
        <PlainText>{say(reason)}</PlainText> {texts.parkedHow}
      </span>
    </div>
  );
}
