// Between which moments something is compared 两个时点: both in words, and as of when the second one is, with its position.
import { useMe } from "../../me.ts";
import { instantText } from "../../parts/day.ts";
import { useMomentText } from "../../parts/moment-text.ts";
import { Freshness } from "../../shell/freshness.tsx";
import { useLanguage, useTexts } from "../../texts/catalogue.ts";
import { useJoining } from "../../texts/joining.ts";
import { auditTexts } from "../texts.ts";

export function Between({
  from,
  to,
  shownFrom,
  shownTo,
  position,
  stale,
}: {
  /** Both as the address has them. */
  readonly from: string;
  readonly to: string;
  /** The instants that they are of. */
  readonly shownFrom: string | null | undefined;
  readonly shownTo: string | null | undefined;
  /** The position that the second one reflects; null where the server does not say. */
  readonly position: string | null | undefined;
  readonly stale: boolean;
}) {
  const texts = useTexts(auditTexts);
  const joining = useJoining();
  const language = useLanguage();
  const momentText = useMomentText();
  const { today } = useMe();
  // Of a position of the log only the server knows when it was.
  const words = (moment: string, at: string | null | undefined): string =>
    /^\d+$/.test(moment) && at
      ? `${instantText(at, language)}${joining.aside(momentText(moment))}`
      : momentText(moment);
  return (
    <>
      <p className="small">{texts.between(words(from, shownFrom), words(to, shownTo))}</p>
      <Freshness on={today} at={shownTo} {...{ position, stale }} isPast={to !== today} />
    </>
  );
}
