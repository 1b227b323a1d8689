// Several things of one kind decided at once 成批办理, with a list of what they are.

import { useState } from "react";
import { commandId } from "../act/command-id.ts";
import type { AnyCommand } from "../act/known-act.ts";
import { PlainText } from "../parts/plain-text.tsx";
import { PageDialog } from "../shell/dialog.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { movesOn, type Waiting } from "./moves.ts";
import { useCalled } from "./queue.tsx";
import { reviewTexts } from "./texts.ts";

export function Batch({
  items,
  decide,
  clear,
}: {
  readonly items: readonly Waiting[];
  readonly decide: (decided: readonly { readonly waiting: Waiting; readonly command: AnyCommand }[]) => void;
  readonly clear: () => void;
}) {
  const texts = useTexts(reviewTexts);
  const called = useCalled();
  const [isListed, setListed] = useState(false);
  if (items.length === 0) return null;
  const kinds = new Set(items.map(({ kind }) => kind));
  const [kind] = kinds;
  const title =
    kinds.size > 1
      ? null
      : kind === "REPORT"
        ? texts.accept
        : kind === "ENDORSEMENT"
          ? texts.endorse
          : kind === "SIGN_OFF"
            ? texts.signOff
            : null;

  function all(): void {
    if (title === null) return;
    const decided = items.flatMap((waiting) => {
      const usual = movesOn(waiting, texts, []).find(({ key }) => key === "y");
      if (!usual) return [];
      const fields = Object.fromEntries(usual.specs.map(({ name, first = "" }) => [name, first]));
      const command = { ...usual.command(fields, commandId()), title };
      return [{ waiting, command }];
    });
    setListed(false);
    decide(decided);
  }

  return (
    <div className="batch-bar">
      <strong>{texts.chosen(items.length)}</strong>
      {title === null ? (
        <span>{texts.oneKind}</span>
      ) : (
        <button type="button" className="main-button" onClick={() => setListed(true)}>
          {texts.yesAll(title, items.length)}
        </button>
      )}
      <button type="button" className="quiet" onClick={clear}>
        {texts.clearChosen}
      </button>
      <PageDialog title={texts.yesAll(title ?? "", items.length)} isOpen={isListed} close={() => setListed(false)}>
        <ul>
          {items.map((waiting) => (
            <li key={waiting.id}>
              <PlainText>{`${called(waiting)} ${waiting.text ?? ""}`}</PlainText>
            </li>
          ))}
        </ul>
        <div className="buttons">
          <button type="button" className="main-button" onClick={all}>
            {title}
          </button>
          <button type="button" className="quiet" onClick={() => setListed(false)}>
            {texts.close}
          </button>
        </div>
      </PageDialog>
    </div>
  );
}
