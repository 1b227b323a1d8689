// What this person has chosen for the page 设置: the language and the large print, remembered in this browser.
import type { Kept } from "../act/outbox.ts";
import { parsed, textIn } from "../json.ts";
import { putIn } from "../put-in.ts";
import { type Store, store } from "../store.ts";
import type { Language } from "../texts/sentence.ts";

export interface Settings {
  readonly language: Language;
  /** 大字版: larger print, larger targets, more contrast. */
  readonly isLarge: boolean;
  /** Whether single letters act in lists. */
  readonly hasLetters: boolean;
}

const key = "taizhang.1.settings";

/** The settings as kept, and kept again whenever they change. */
export function settingsIn(kept: Pick<Kept, "getItem" | "setItem">): Store<Settings> {
  const before = parsed(kept.getItem(key));
  const settings = store<Settings>({
    language: textIn(before, "language") === "en" ? "en" : "zh",
    isLarge: textIn(before, "print") === "large",
    hasLetters: textIn(before, "letters") !== "off",
  });
  settings.subscribe(() => {
    const { language, isLarge, hasLetters } = settings.get();
    const print = isLarge ? "large" : "usual";
    putIn(kept, key, JSON.stringify({ language, print, letters: hasLetters ? "on" : "off" }));
  });
  return settings;
}
