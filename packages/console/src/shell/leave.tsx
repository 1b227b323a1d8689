// Signing out 退出: asks first where drafts or unsent commands would stay behind, and can delete them.
import { useState } from "react";
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { PageDialog } from "./dialog.tsx";
import { shellTexts } from "./texts.ts";

export function SignOut() {
  const texts = useTexts(shellTexts);
  const { acting, drafts, session, questions } = useConsole();
  // Shown anew whenever there is more or less of it.
  useStore(acting.waiting);
  const [isAsking, setAsking] = useState(false);
  const owner = acting.owner();
  const left = drafts.list(owner);
  // What was sent from its draft is counted once.
  const isSent = (form: string) => acting.isKept(drafts.read(owner, form)?.commandId ?? "");
  const counts = () => [drafts.list(owner).filter((form) => !isSent(form)).length, acting.unsent()] as const;
  function leave(): void {
    session.signOut();
    questions.clear();
  }
  function clear(): void {
    for (const form of left) drafts.remove(owner, form);
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
        <p>{texts.leaveText(...counts())}</p>
        <div className="buttons">
          <button type="button" onClick={leave}>
            {texts.leaveKeep}
          </button>
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
