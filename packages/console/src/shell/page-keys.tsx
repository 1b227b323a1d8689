// What the keys of the page do 快捷键一览: in a dialog, by `?` or its button, and in a line below a list, with the way to switch letters off.
import { useState } from "react";
import { useConsole } from "../console.ts";
import { grouped } from "../parts/grouped.ts";
import { useStore } from "../store.ts";
import { useTexts } from "../texts/catalogue.ts";
import { PageDialog } from "./dialog.tsx";
import { groupsToList, type KeyListed } from "./key-groups.ts";
import { useKeys } from "./keys.ts";
import { pressText } from "./shortcuts.ts";
import { shellTexts } from "./texts.ts";

/** The button that lists the keys of the page; `?` does so, too, anywhere outside of fields. */
export function KeysButton() {
  const texts = useTexts(shellTexts);
  const groups = groupsToList(useStore(useConsole().keys));
  const [isOpen, setOpen] = useState(false);
  useKeys(null, texts.keysAnywhere, [
    { press: "?", does: texts.keys, act: () => setOpen(true) },
    { press: "Control+Enter", does: texts.keySends },
  ]);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className="quiet" aria-keyshortcuts="?" onClick={() => setOpen(true)}>
        {texts.keys}
      </button>
      <PageDialog title={texts.keys} isOpen={isOpen} close={close}>
        {groups.map(({ title, keys }) => (
          <section key={title} className="key-group">
            <h3>{title}</h3>
            <dl>
              {byWhatTheyDo(keys).map(([does, presses]) => (
                <div key={does}>
                  <dt>
                    {presses.map((press) => (
                      <kbd key={press}>{pressText(press, texts.enter)}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <LettersSwitch />
        <p>
          <button type="button" onClick={close}>
            {texts.close}
          </button>
        </p>
      </PageDialog>
    </>
  );
}

/** The keys of the lists and parts of the page in a line, with the way to switch the letters off: for below what they act in. */
export function KeysLine() {
  const texts = useTexts(shellTexts);
  const groups = groupsToList(useStore(useConsole().keys)).filter(({ isAnywhere }) => !isAnywhere);
  const keys = groups.flatMap((group) => byWhatTheyDo(group.keys));
  const words = keys.map(([does, presses]) =>
    texts.keyDoes(presses.map((press) => pressText(press, texts.enter)).join(" "), does),
  );
  return (
    <p className="small keys">
      {texts.keysAre(words)} <LettersSwitch />
    </p>
  );
}

function LettersSwitch() {
  const texts = useTexts(shellTexts);
  const { settings } = useConsole();
  const { hasLetters } = useStore(settings);
  return (
    <label>
      <input
        type="checkbox"
        checked={hasLetters}
        onChange={() => settings.set({ ...settings.get(), hasLetters: !hasLetters })}
      />{" "}
      {texts.letters}
    </label>
  );
}

/** What keys do, each with all that is pressed for it. */
function byWhatTheyDo(keys: readonly KeyListed[]): readonly (readonly [does: string, presses: readonly string[]])[] {
  return [...grouped(keys, ({ does }) => does)].map(([does, own]) => [does, own.map(({ press }) => press)]);
}
