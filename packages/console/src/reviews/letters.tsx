// What the letters do 快捷键说明, and whether they act.
import { ListKeys } from "../parts/long-list.tsx";
import { PageDialog } from "../shell/dialog.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { reviewTexts } from "./texts.ts";

export function Letters({ isExplained, close }: { readonly isExplained: boolean; readonly close: () => void }) {
  const texts = useTexts(reviewTexts);
  return (
    <>
      <ListKeys>
        {texts.keysTitle}：{texts.keys}
      </ListKeys>
      <PageDialog title={texts.keysTitle} isOpen={isExplained} close={close}>
        <p>{texts.keys}</p>
        <button type="button" onClick={close}>
          {texts.close}
        </button>
      </PageDialog>
    </>
  );
}
