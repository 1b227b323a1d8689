// What waits to be sent 待送出: how much, and for what is old, or failed at the server, whether it should still go.
import { useEffect } from "react";
import { isOld } from "../act/outbox.ts";
import { useConsole } from "../console.ts";
import { RequestNumber } from "../parts/copyable.tsx";
import { agoText } from "../parts/day.ts";
import { usePageFocusAfter } from "../parts/kept-focus.ts";
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
  const failing = useStore(acting.failing);
  const failed = waiting.flatMap((each) => {
    const at = failing.get(each.commandId);
    return at ? [{ ...each, requestId: at.requestId }] : [];
  });
  const old = waiting.filter((each) => isOld(each, Date.now()) && !failing.has(each.commandId));
  if (waiting.length === 0) return null;
  return (
    <>
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
      {failed.length > 0 && (
        <ul className="band band-waiting">
          {failed.map(({ commandId, ...each }) => (
            <Failed
              key={commandId}
              {...each}
              again={() => void acting.again(commandId)}
              giveUp={() => acting.giveUp(commandId)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

/** A command at which the server failed: the number for whoever is told of it, and the choice that is otherwise given for an old one. */
function Failed({
  title,
  requestId,
  again,
  giveUp,
}: {
  readonly title: string;
  readonly requestId: string | null;
  readonly again: () => void;
  readonly giveUp: () => void;
}) {
  const texts = useTexts(shellTexts);
  // The button that was pressed goes with it.
  usePageFocusAfter();
  return (
    <li>
      {/* The number stands outside: an alert is read as a whole whenever something in it changes. */}
      <span role="alert">{texts.failed(title)}</span> {requestId !== null && <RequestNumber requestId={requestId} />}{" "}
      <button type="button" onClick={again}>
        {texts.again}
      </button>{" "}
      <button type="button" onClick={giveUp}>
        {texts.giveUp}
      </button>
    </li>
  );
}
