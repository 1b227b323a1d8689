// As of when a page is 新鲜度: the day it is judged by, whether it has what one has done, and the position it reflects.
import { useEffect } from "react";
import { beginAt } from "../ask/live.ts";
import { useIsBehind } from "../ask/use-question.ts";
import { useConsole } from "../console.ts";
import { dayText } from "../parts/day.ts";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { healthKey } from "./health.ts";
import { shellTexts } from "./texts.ts";

export function Freshness({
  on,
  position,
  stale,
  isPast = false,
}: {
  readonly on: string;
  readonly position: string | null | undefined;
  readonly stale: boolean;
  /** Whether it is about the past, which does not change. */
  readonly isPast?: boolean;
}) {
  const texts = useTexts(shellTexts);
  const language = useLanguage();
  const { live, questions, reach } = useConsole();
  const isAway = useStore(reach.lostAt) !== null;
  const isBehind = useIsBehind(position);
  // Live changes begin behind the first answer that is shown.
  useEffect(() => {
    if (!isPast) beginAt(live, position);
  }, [live, position, isPast]);
  // Why it is stale, the band says on every page.
  useEffect(() => {
    if (stale) void questions.invalidateQueries({ queryKey: healthKey });
  }, [questions, stale]);
  const [kind, mark, word] = stale
    ? ["stale", "■", texts.stale]
    : isAway
      ? ["behind", "▲", texts.awayShort]
      : isBehind
        ? ["behind", "▲", texts.behind]
        : ["fresh", "●", texts.upToDate];
  return (
    <p className={`freshness freshness-${kind}`} role="status">
      {texts.asOfNow(dayText(on, language))}
      {(!isPast || stale) && (
        <>
          {" · "}
          <span aria-hidden="true">{mark}</span> {word}
        </>
      )}
      {position != null && <span className="small selectable"> {texts.position(position)}</span>}
    </p>
  );
}
