// Signing out 退出: asks first where drafts or unsent commands would stay behind, and can delete them.
import { useState } from "react";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { PageDialog } from "./dialog.tsx";
import { shellTexts } from "./texts.ts";

export function SignOut() {
  const texts = useTexts(shellTexts);
  const { acting, drafts, session, reach, questions, lasts } = useConsole();
  // Shown anew whenever there is more or less of it.
  useStore(acting.waiting);
  const [isAsking, setAsking] = useState(false);
  // What is there when she leaves, which may be more than when this was shown last.
  const left = () => drafts.list(acting.owner());
  // What was sent from its draft is counted once, and what nobody wrote into not at all.
  const written = () =>
    left().filter((form) => {
      const draft = drafts.read(acting.owner(), form);
      return draft?.isTyped && !acting.isKept(draft.commandId);
    });
  const counts = () => [written().length, acting.unsent()] as const;
  const unstored = () => written().filter((form) => !drafts.isStored(acting.owner(), form)).length + acting.unstored();
  /** Nothing of her stays for whoever is next: neither what was answered, nor the socket that is hers, nor in whose name is acted. */
  function leave(): void {
    session.signOut();
    const beginAnew = () => window.location.reload();
    if (reach.lostAt.get() === null) {
      beginAnew();
      return;
    }
    // The browser would show its own error in place of the page: it begins anew with the next answer, and nobody acts until then.
    questions.clear();
    acting.actAs("");
    const stop = reach.lostAt.subscribe(() => {
      if (reach.lostAt.get() !== null) return;
      stop();
      beginAnew();
    });
  }
  function clear(): void {
    for (const form of left()) drafts.remove(acting.owner(), form);
    acting.giveUpAll();
    leave();
  }
  return (
    <>
      <button
        type="button"
        className="quiet"
        onClick={() => (counts().some((count) => count > 0) ? setAsking(true) : leave())}
      >
        {texts.signOut}
      </button>
      <PageDialog title={texts.leaveTitle} isOpen={isAsking} close={() => setAsking(false)}>
        <p>
          {(lasts ? texts.leaveText : texts.leaveLost)(...counts())}
          {lasts && unstored() > 0 && ` ${texts.leaveUnstored(unstored())}`}
        </p>
        <div className="buttons">
          {lasts && (
            <button type="button" onClick={leave}>
              {texts.leaveKeep}
            </button>
          )}
          <button type="button" onClick={clear}>
            {texts.leaveClear}
          </button>
          <button type="button" onClick={() => setAsking(false)}>
            {texts.cancel}
          </button>
        </div>
      </PageDialog>
    </>
  );
}
