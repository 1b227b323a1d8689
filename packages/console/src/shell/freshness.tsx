// As of when a page is 新鲜度: the instant it is of or the day it is judged by, whether it has what one has done, and the position it
// reflects. What is past is neither the latest nor late: it is as it was then.
import { useEffect } from "react";
import { askAgain, type Lateness, useLateness } from "../ask/lateness.ts";
import { beginAt } from "../ask/live.ts";
import { unreadyMs } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import { Copyable } from "../parts/copyable.tsx";
import { asOfText, dayText } from "../parts/day.ts";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { healthKey } from "./health.ts";
import { shellTexts } from "./texts.ts";

/** How soon to ask again for what others did: a read model has it within a moment. */
const soonMs = 1000;

const looks: Readonly<Record<Lateness, readonly [kind: string, mark: string]>> = {
  unreached: ["stale", "■"],
  rebuilding: ["stale", "■"],
  behind: ["behind", "▲"],
  behindOthers: ["behind", "▲"],
};

export function Freshness({
  on,
  at,
  position,
  stale,
  isPast = false,
  isFed = false,
}: {
  /** The day it is judged by. */
  readonly on: string;
  /** The instant it is of, by the clock of the server; null where the server does not say. */
  readonly at: string | null | undefined;
  /** Undefined while there is no answer: of nothing, nothing is said. */
  readonly position: string | null | undefined;
  readonly stale: boolean;
  /** Whether it is about the past, which does not change. */
  readonly isPast?: boolean;
  /** Whether what has happened since comes from the log by itself, so that it is never behind. */
  readonly isFed?: boolean;
}) {
  const texts = useTexts(shellTexts);
  const language = useLanguage();
  const { live, questions, reach } = useConsole();
  const isAway = useStore(reach.lostAt) !== null;
  const lateness = useLateness(position);
  const why = isPast || isFed ? null : isAway ? "unreached" : lateness;
  // Live changes begin behind the first answer that is shown.
  useEffect(() => {
    if (!isPast) beginAt(live, position);
  }, [live, position, isPast]);
  // Why it is stale, the band says on every page.
  useEffect(() => {
    if (stale) void questions.invalidateQueries({ queryKey: healthKey });
  }, [questions, stale]);
  // What is old becomes new without a press, and nothing moves under a hand.
  const isOfNow = !isPast && !isFed;
  const everyMs = isOfNow && stale ? unreadyMs : why === "behindOthers" ? soonMs : null;
  useEffect(() => {
    if (everyMs === null) return;
    const timer = window.setInterval(() => !document.hidden && !live.isHeld.get() && askAgain(questions), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs, live, questions]);
  if (position === undefined) return null;
  const [kind, mark, word] = stale
    ? ["stale", "■", texts.stale]
    : isPast
      ? ["past", "◇", texts.asItWas]
      : why === null
        ? ["fresh", "●", texts.upToDate]
        : [...looks[why], texts[why]];
  return (
    <p className={`freshness freshness-${kind}`}>
      <span role="status">
        {/* What a model that has stopped shows is not of the instant it was asked at. */}
        {texts.asOfNow(asOfText(isPast ? null : on, stale ? null : at, language) ?? dayText(on, language))}
        {" · "}
        <span className="freshness-mark" aria-hidden="true">
          {mark}
        </span>{" "}
        {word}
      </span>{" "}
      {position !== null && <Copyable label={texts.position} text={position} />}
    </p>
  );
}
