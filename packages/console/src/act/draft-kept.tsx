// What is known of the draft of a form, beside its buttons 草稿状态: when it was saved or of when it is, and how to discard it.
import { agoText, clockText } from "../parts/day.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { actTexts } from "./texts.ts";
import type { Saving } from "./use-draft.ts";

export function DraftKept({
  saving,
  remove,
  lockedBy,
}: {
  readonly saving: Saving;
  readonly remove: () => void;
  /** The id of what says why nothing can be changed now. */
  readonly lockedBy: string | undefined;
}) {
  const texts = useTexts(actTexts);
  return (
    <>
      {(saving.kind === "saved" || saving.kind === "restored") && (
        <button
          type="button"
          className="quiet"
          // What is sent by now cannot be called back with its words; who comes to the button is told why.
          aria-disabled={lockedBy !== undefined || undefined}
          aria-describedby={lockedBy}
          onClick={lockedBy === undefined ? remove : undefined}
        >
          {texts.discard}
        </button>
      )}
      <SavingShown saving={saving} />
    </>
  );
}

function SavingShown({ saving }: { readonly saving: Saving }) {
  const texts = useTexts(actTexts);
  const language = useLanguage();
  if (saving.kind === "none") return null;
  if (saving.kind === "failed") return <strong role="alert">{texts.cannotSave}</strong>;
  return (
    <span className="small" role="status">
      {saving.kind === "saved"
        ? texts.saved(clockText(saving.at, language))
        : texts.restored(agoText(saving.at, Date.now(), language))}
    </span>
  );
}
