// What the letters do 快捷键说明, and whether they act.
import { useConsole } from "../console.ts";
import { PageDialog } from "../shell/dialog.tsx";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { reviewTexts } from "./texts.ts";

export function Letters({ isExplained, close }: { readonly isExplained: boolean; readonly close: () => void }) {
  const texts = useTexts(reviewTexts);
  const { settings } = useConsole();
  const chosen = useStore(settings);
  const { hasLetters } = chosen;
  return (
    <>
      <p className="small keys">
        {texts.keysTitle}：{texts.keys}{" "}
        <label>
          <input
            type="checkbox"
            checked={hasLetters}
            onChange={() => settings.set({ ...chosen, hasLetters: !hasLetters })}
          />{" "}
          {texts.letters}
        </label>
      </p>
      <PageDialog title={texts.keysTitle} isOpen={isExplained} close={close}>
        <p>{texts.keys}</p>
        <button type="button" onClick={close}>
          {texts.close}
        </button>
      </PageDialog>
    </>
  );
}
