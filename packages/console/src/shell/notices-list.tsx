// The notices on the page and in their list 通知.
import { useRef, useState } from "react";
import { useConsole } from "../console.ts";
import { RequestNumber } from "../parts/copyable.tsx";
import { clockText } from "../parts/day.ts";
import { useStore } from "../store.ts";
import { useLanguage, useSay, useTexts } from "../texts/catalogue.ts";
import { PageDialog } from "./dialog.tsx";
import { mostNotices } from "./notices.ts";
import { shellTexts } from "./texts.ts";
import { usePlace } from "./use-place.ts";

/** Those that stand on the page, where they cover nothing that is being filled in. */
export function ShownNotices() {
  const { notices } = useConsole();
  const say = useSay();
  const texts = useTexts(shellTexts);
  const shown = useStore(notices.all).filter(({ isShown }) => isShown);
  const place = useRef<HTMLElement>(null);
  const corner = usePlace(place, shown.length);
  const failed = shown.some(({ kind }) => kind === "failed") ? " notices-failed" : "";
  return (
    <aside
      ref={place}
      className={`notices notices-${corner ?? "nowhere"}${failed}`}
      aria-label={texts.notices}
      aria-live="polite"
    >
      {shown.map(({ no, kind, sentence, requestId }) => (
        <div key={no} className={`notice notice-${kind}`}>
          <p role={kind === "failed" ? "alert" : undefined}>
            {say(sentence)}{" "}
            <button type="button" className="quiet" onClick={() => notices.close(no)}>
              {texts.close}
            </button>
          </p>
          {/* Outside: an alert is read as a whole whenever something in it changes. */}
          {requestId !== null && (
            <p>
              <RequestNumber requestId={requestId} />
            </p>
          )}
        </div>
      ))}
    </aside>
  );
}

/** The button that opens the list of all. */
export function NoticesButton() {
  const texts = useTexts(shellTexts);
  const say = useSay();
  const language = useLanguage();
  const all = useStore(useConsole().notices.all);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="quiet" onClick={() => setOpen(true)}>
        {texts.notices} {all.length > 0 && all.length}
      </button>
      <PageDialog title={texts.notices} isOpen={isOpen} close={() => setOpen(false)}>
        {all.length === 0 && <p>{texts.noNotices}</p>}
        <ol className="notice-list">
          {all.map(({ no, sentence, at, requestId }) => (
            <li key={no}>
              <span className="small">{clockText(at, language)}</span> {say(sentence)}{" "}
              {requestId !== null && <RequestNumber requestId={requestId} />}
            </li>
          ))}
        </ol>
        {all.length >= mostNotices && <p className="small">{texts.noticesKept(mostNotices)}</p>}
        <button type="button" onClick={() => setOpen(false)}>
          {texts.close}
        </button>
      </PageDialog>
    </>
  );
}
