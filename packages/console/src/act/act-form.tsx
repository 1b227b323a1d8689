// A form of one act: its draft is kept, it is sent under one id until it is answered, and a refusal stands on it.
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { lastDay } from "../parts/day.ts";
import { NamedOption } from "../parts/named-option.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import type { Command } from "./acting.ts";
import type { Closing } from "./closing.ts";
import { DraftKept } from "./draft-kept.tsx";
import { longestText } from "./drafts.ts";
import { faultWords, labelOf } from "./fault-words.ts";
import { type FieldSpec, type Fields, missingIn } from "./fields.ts";
import { findingIn, stretchOf } from "./finding.ts";
import { FormOutcome } from "./form-outcome.tsx";
import { Missing } from "./missing.tsx";
import type { Expected } from "./overlay.ts";
import { RowFields, useEvidenceColumns } from "./row-fields.tsx";
import { actTexts } from "./texts.ts";
import { UnitPicker } from "./unit-picker.tsx";
import { useDraft } from "./use-draft.ts";
import { useSending } from "./use-sending.ts";
import "../styles/act.css";

export function ActForm<Input extends { commandId: string }>({
  form,
  title,
  specs,
  command,
  done,
  cancel,
  also,
  later,
}: {
  /** What the draft is kept under, such as `report/{task}/{unit}`. */
  readonly form: string;
  /** What is done, in words: the button says so. */
  readonly title: string;
  readonly specs: readonly FieldSpec[];
  readonly command: (fields: Fields, commandId: string) => Omit<Command<Input>, "title">;
  /** Called when it has taken effect, where the form is still there. */
  readonly done: Closing;
  /** Closes the form; left out where it stays open. */
  readonly cancel?: Closing;
  /** A second button, which sends it too and goes on with what was filled in, in place of `done`; its words. */
  readonly also?: { readonly words: string; readonly next: (fields: Fields) => void } | undefined;
  /** Takes the command over, to send it later; the draft is kept until then. */
  readonly later?: (command: Command<Input>) => void;
}) {
  const texts = useTexts(actTexts);
  const first = Object.fromEntries(specs.map(({ name, first: text = "" }) => [name, text]));
  const { draft, saving, change, saveSent, remove, removeSent, follow } = useDraft(form, first);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const isOneLine = specs.length === 1 && specs[0]?.kind === "line";
  const place = useRef<HTMLFormElement>(null);
  const {
    expected,
    isLocked,
    send: sendOff,
  } = useSending({ commandId: draft.commandId, place, removeSent, follow, done });
  const locked = useId();

  const answer = expected?.outcome;
  const finding = answer?.kind === "refused" ? findingIn(answer.detail) : null;
  const [foundIn, foundAt] = [finding?.field ?? "", finding?.at ?? 0];
  // The digits that the ledger does not keep are marked where they stand.
  useEffect(() => {
    if (foundIn === "") return;
    const fields = place.current?.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-field]") ?? [];
    const field = [...fields].find(({ dataset }) => [foundIn, foundIn.split(".")[0]].includes(dataset["field"]));
    field?.focus();
    field?.setSelectionRange(...stretchOf({ at: foundAt }, field.value));
  }, [foundIn, foundAt]);

  async function send(event?: FormEvent, then?: Closing): Promise<void> {
    event?.preventDefault();
    if (isLocked) return;
    const lacking = missingIn(specs, draft.fields);
    setMissing(lacking);
    if (lacking.length > 0) return;
    saveSent();
    const sent = { ...command(draft.fields, draft.commandId), title };
    if (later) {
      later(sent);
      done(place.current);
      return;
    }
    await sendOff<Input>(sent, (kind) => ({ zh: actTexts.zh[kind](title), en: actTexts.en[kind](title) }), then);
  }

  const evidence = useEvidenceColumns();
  /** A refusal for what was filled in, with the fields called as they are here. */
  function worded(refused: Expected): Expected {
    const { outcome } = refused;
    const sentence = outcome.kind === "refused" ? faultWords(outcome.faults ?? [], specs, evidence) : null;
    return outcome.kind === "refused" && sentence ? { ...refused, outcome: { ...outcome, sentence } } : refused;
  }

  function pressed(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
    // Enter ends a field, and by habit a search; what is filed cannot be taken back, so that it sends where there is one line alone.
    else if (event.key === "Enter" && event.target instanceof HTMLInputElement && !isOneLine) event.preventDefault();
    if (event.key === "Escape") cancel?.(place.current);
  }

  return (
    <form
      ref={place}
      className="act-form"
      aria-label={title}
      tabIndex={-1}
      onSubmit={(event) => void send(event)}
      onKeyDown={pressed}
    >
      <fieldset disabled={isLocked}>
        {specs.map((spec) => (
          <Field
            key={spec.name}
            spec={spec}
            fields={draft.fields}
            change={change}
            isMissing={missing.includes(spec.label)}
          />
        ))}
      </fieldset>
      <div className="buttons">
        <button type="submit" className="main-button" disabled={isLocked} aria-keyshortcuts="Control+Enter">
          {title}
        </button>
        {also && (
          <button type="button" disabled={isLocked} onClick={() => void send(undefined, () => also.next(draft.fields))}>
            {also.words}
          </button>
        )}
        {cancel && (
          <button type="button" className="quiet" onClick={() => cancel(place.current)}>
            {texts.cancel}
          </button>
        )}
        {specs.length > 0 && <DraftKept {...{ saving, remove }} lockedBy={isLocked ? locked : undefined} />}
      </div>
      <FormOutcome
        isLocked={isLocked}
        lockedId={locked}
        expected={expected && worded(expected)}
        labelOf={(field) => labelOf(field, specs)}
      />
      {specs.length > 0 && <p className="small">{texts.personal}</p>}
    </form>
  );
}

function Field({
  spec: { name, label, kind, isRequired = false, used = [], options = [], columns = [], more, suggested = [] },
  fields,
  change,
  isMissing,
}: {
  readonly spec: FieldSpec;
  readonly fields: Fields;
  readonly change: (name: string, text: string) => void;
  readonly isMissing: boolean;
}) {
  const texts = useTexts(actTexts);
  const evidence = useEvidenceColumns();
  const id = useId();
  const value = fields[name] ?? "";
  const filling = { name, label, fields, change, isMissing };
  if (kind === "kept") return null;
  if (kind === "units" || kind === "unit" || kind === "groups")
    return <UnitPicker {...filling} kind={kind} suggested={suggested} />;
  if (kind === "evidence") return <RowFields {...filling} columns={evidence} />;
  if (kind === "rows") return <RowFields {...filling} columns={columns} {...(more ? { more } : {})} />;
  return (
    <div className={`field field-${kind}`}>
      <label htmlFor={id}>
        {label}
        {isMissing && <Missing />}
      </label>
      {kind === "choice" ? (
        <select id={id} value={value} onChange={({ target }) => change(name, target.value)}>
          {options.map(([option, word]) => (
            <NamedOption key={option} value={option} name={word} />
          ))}
        </select>
      ) : kind === "day" || kind === "line" ? (
        <input
          id={id}
          data-field={kind === "day" ? undefined : name}
          type={kind === "day" ? "date" : "text"}
          max={kind === "day" ? lastDay : undefined}
          maxLength={longestText}
          value={value}
          required={isRequired}
          onChange={({ target }) => change(name, target.value)}
        />
      ) : (
        <>
          <textarea
            id={id}
            data-field={name}
            rows={3}
            maxLength={longestText}
            value={value}
            aria-invalid={isMissing}
            onChange={({ target }) => change(name, target.value)}
          />
          <span className="small count">{texts.length(value.length, longestText)}</span>
          {used.length > 0 && (
            <div className="buttons used-before">
              <span className="small">{texts.usedBefore}</span>
              {used.map((text) => (
                <button key={text} type="button" className="quiet" onClick={() => change(name, text)}>
                  <PlainText>{text}</PlainText>
                </button>
              ))}
            </div>
          )}
        </>
      )}
    </div>
  );
}
