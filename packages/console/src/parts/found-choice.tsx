// A filter by one of many 查找选择: however many there are, each is found by words of its name.
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { asFailure } from "../ask/failure.ts";
import { useSay, useTexts } from "../texts/catalogue.ts";
import { choiceClass } from "./filter-fields.tsx";
import { FoundCount } from "./found-count.tsx";
import { nameOf, useNamed } from "./names.ts";
import { PlainText } from "./plain-text.tsx";
import { partTexts } from "./texts.ts";
import { spelled } from "./unseen.ts";

/** What is found by words. */
export interface Found {
  readonly options: readonly (readonly [id: string, name: string])[];
  /** How many there are in all; more than the options where the words leave too many. */
  readonly total: number;
}

/** Asks by words, empty for all. What was found by others stands until the answer is there. */
export type Finding = (words: string) => { readonly found: Found | undefined; readonly error: Error | null };

/** A button that says what is chosen; pressed, it opens a field for words with what they find. */
export function FoundChoice({
  label,
  chosen,
  choose,
  useFound,
  none,
  name: given,
}: {
  readonly label: string;
  /** The id of what is chosen; undefined for none of them. */
  readonly chosen: string | undefined;
  /** Its name, where the page knows it already; else it is asked for. */
  readonly name?: string;
  readonly choose: (id: string | undefined) => void;
  /** Always the same one. */
  readonly useFound: Finding;
  /** The word where none is chosen; left out, all. */
  readonly none?: string;
}) {
  const texts = useTexts(partTexts);
  const named = useNamed(given === undefined ? chosen : undefined);
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const name = chosen === undefined ? (none ?? texts.all) : (given ?? nameFound());
  function nameFound(): string {
    if (named === undefined) return "…";
    return named === null ? (chosen ?? "") : nameOf(named);
  }
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notes that the focus has left, or that it is to be closed.
    <div
      ref={place}
      className={`${choiceClass(chosen ?? "")} found-choice`}
      onBlur={({ relatedTarget }) => !place.current?.contains(asNode(relatedTarget)) && setOpen(false)}
      onKeyDown={(event) => {
        if (!isOpen || event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        close();
      }}
    >
      <span aria-hidden="true">{label}</span>
      <button
        ref={button}
        type="button"
        className="found-choice-button"
        aria-expanded={isOpen}
        aria-label={texts.chosenOf(label, spelled(name))}
        title={spelled(name)}
        onClick={() => setOpen(!isOpen)}
      >
        <span className="found-choice-name">
          <PlainText>{name}</PlainText>
        </span>{" "}
        <span aria-hidden="true">▾</span>
      </button>
      {isOpen && (
        <FoundOptions
          {...{ label, chosen, useFound }}
          none={none ?? texts.all}
          choose={(id) => {
            close();
            if (id !== chosen) choose(id);
          }}
        />
      )}
    </div>
  );
}

const asNode = (target: EventTarget | null): Node | null => (target instanceof Node ? target : null);

/** The field for words, and a button for each that they find. */
function FoundOptions({
  label,
  chosen,
  choose,
  useFound,
  none,
}: {
  readonly label: string;
  readonly chosen: string | undefined;
  readonly choose: (id: string | undefined) => void;
  readonly useFound: Finding;
  readonly none: string;
}) {
  const texts = useTexts(partTexts);
  const say = useSay();
  const id = useId();
  const place = useRef<HTMLFieldSetElement>(null);
  const [words, setWords] = useState("");
  const { found, error } = useFound(words.trim());
  /** The arrows lead from the field to what is found, and on. */
  function arrows(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || event.nativeEvent.isComposing) return;
    const stops = [...(place.current?.querySelectorAll<HTMLElement>("input, button") ?? [])];
    const at = stops.findIndex((each) => each.contains(document.activeElement));
    stops[Math.max(0, Math.min(at + step, stops.length - 1))]?.focus();
    event.preventDefault();
  }
  const option = (value: string | undefined, content: ReactNode) => (
    <li key={value ?? ""}>
      <button
        type="button"
        aria-pressed={value === chosen}
        // Some browsers would take the focus away from everything, and it would be closed before it is chosen.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => choose(value)}
      >
        {content}
      </button>
    </li>
  );
  return (
    <fieldset className="found-options" aria-label={label} ref={place} onKeyDown={arrows}>
      <label htmlFor={id} className="small">
        {texts.findBy(label)}
      </label>
      <input
        id={id}
        type="search"
        // biome-ignore lint/a11y/noAutofocus: it was opened to type here.
        autoFocus
        maxLength={100}
        autoComplete="off"
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <ul>
        {option(undefined, none)}
        {found?.options.map(([value, name]) => option(value, <PlainText>{name}</PlainText>))}
      </ul>
      {found === undefined ? (
        <p className="small" role="status">
          {error === null ? texts.loading : say(asFailure(error).sentence)}
        </p>
      ) : (
        <FoundCount shown={found.options.length} total={found.total} />
      )}
    </fieldset>
  );
}
