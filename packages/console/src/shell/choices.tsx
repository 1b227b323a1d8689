// The choices of the reader 设置: the language and the size of the print.
import { useConsole } from "../console.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { shellTexts } from "./texts.ts";

export function Choices() {
  const texts = useTexts(shellTexts);
  const { settings } = useConsole();
  const chosen = useStore(settings);
  const { language, isLarge } = chosen;
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-pressed={isLarge}
        onClick={() => settings.set({ ...chosen, isLarge: !isLarge })}
      >
        {isLarge ? texts.usual : texts.larger}
      </button>
      <button
        type="button"
        className="quiet"
        lang={language === "zh" ? "en" : "zh-CN"}
        onClick={() => settings.set({ ...chosen, language: language === "zh" ? "en" : "zh" })}
      >
        {texts.otherLanguage}
      </button>
    </>
  );
}
