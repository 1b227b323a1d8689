// What waits to be sent 待送出: how much, and for what is old whether it should still go.
import { useEffect } from "react";
import { isOld } from "../act/outbox.ts";
import { useConsole } from "../console.ts";
import { agoText } from "../parts/day.ts";
import { useStore } from "../store.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { shellTexts } from "./texts.ts";

/** How often what waits is sent again. */
const resendMs = 5000;

export function OutboxBand() {
  const texts = useTexts(shellTexts);
  const language = useLanguage();
  const { acting } = useConsole();
  const waiting = useStore(acting.waiting);
  useEffect(() => {
    const again = () => void acting.resend(false);
    again();
    const timer = window.setInterval(again, resendMs);
    window.addEventListener("online", again);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener("online", again);
    };
  }, [acting]);
  const old = waiting.filter((each) => isOld(each, Date.now()));
  if (waiting.length === 0) return null;
  return (
    <div className="band band-waiting" role="status">
      <span>{texts.waiting(waiting.length)}</span>
      {old.length > 0 && (
        <ul>
          {old.map(({ commandId, title, at }) => (
            <li key={commandId}>
              {title} <span className="small">{texts.waitingSince(agoText(at, Date.now(), language))}</span>{" "}
              <button type="button" onClick={() => acting.giveUp(commandId)}>
                {texts.giveUp}
              </button>
            </li>
          ))}
        </ul>
      )}
      {old.length > 0 && (
        <button type="button" onClick={() => void acting.resend(true)}>
          {texts.sendNow}
        </button>
      )}
    </div>
  );
}
