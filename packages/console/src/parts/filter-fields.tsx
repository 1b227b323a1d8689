// The fields of filters 筛选: a choice, a day, words to find, and counts that are doors to what they count.
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Lamp } from "../generated/operations.ts";
import { dayIn } from "../moment.ts";
import type { Page } from "../page.ts";
import { useTexts } from "../texts/catalogue.ts";
import { lastDay } from "./day.ts";
import { PageLink } from "./page-link.tsx";
import { partTexts } from "./texts.ts";

/** How long after the last key the words are looked for. */
const waitMs = 400;
/** How long after the last key a day is taken for whole: its month or its year may still be on its way. */
const wholeMs = 1000;

/** The class of a filter: one that is set is also on paper, for what it leaves out is missing there, too. */
export const choiceClass = (value: string): string => (value === "" ? "choice" : "choice choice-set");

/** A count that leads to what it counts; where that is shown already, it leads back. */
export function Door<State>({
  page,
  count,
  isOn,
  to,
  back,
  lamp,
  children,
}: {
  readonly page: Pick<Page<State>, "path" | "write">;
  readonly count: number;
  readonly isOn: boolean;
  readonly to: State;
  readonly back: State;
  readonly lamp?: Lamp;
  readonly children: string;
}) {
  const text = (
    <>
      <span className={lamp ? `lamp-${lamp.toLowerCase()}` : undefined}>{children}</span> <strong>{count}</strong>
    </>
  );
  if (count === 0 && !isOn) return <li className="door door-shut">{text}</li>;
  return (
    <li className="door">
      <PageLink page={page} state={isOn ? back : to} aria-current={isOn ? "true" : undefined}>
        {text}
      </PageLink>
    </li>
  );
}

/** One of several; its options are its children. */
export function Choice({
  label,
  value,
  choose,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <span className={choiceClass(value)}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => choose(target.value)}>
        {children}
      </select>
    </span>
  );
}

/** A day, or none. */
export function DayChoice({
  label,
  day,
  choose,
}: {
  readonly label: string;
  readonly day: string;
  readonly choose: (day: string | undefined) => void;
}) {
  const id = useId();
  return (
    <span className="choice">
      <label htmlFor={id}>{label}</label>
      <DayField id={id} type="date" value={day} isWhole={isWholeDay} choose={(text) => choose(dayIn(text))} />
    </span>
  );
}

/** A year that is typed goes through the years 2, 20 and 202. */
const isWholeDay = (text: string): boolean => dayIn(text) !== undefined && text >= "1000";

/**
 * A field of the browser for a day, or a day and a time. What is picked is chosen at once; what is typed once it is left, at
 * Enter, or after a while, so that no half of a day is ever looked at.
 */
export function DayField({
  id,
  type,
  step,
  value,
  isWhole,
  choose,
}: {
  readonly id: string;
  readonly type: "date" | "datetime-local";
  readonly step?: number | undefined;
  readonly value: string;
  /** Whether what stands there may be chosen while somebody may still be typing. */
  readonly isWhole: (text: string) => boolean;
  readonly choose: (text: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isTyping = useRef(false);
  const latest = useRef(choose);
  latest.current = choose;
  const done = () => {
    isTyping.current = false;
    setTyped(null);
    if (typed !== null && typed !== value) latest.current(typed);
  };
  useEffect(() => {
    if (typed === null || typed === value || !isWhole(typed)) return;
    const timer = window.setTimeout(() => latest.current(typed), wholeMs);
    return () => window.clearTimeout(timer);
  }, [typed, value, isWhole]);
  return (
    <input
      id={id}
      type={type}
      max={type === "date" ? lastDay : `${lastDay}T23:59:59`}
      step={step}
      value={typed ?? value}
      onKeyDown={({ key }) => {
        isTyping.current = true;
        if (key === "Enter") done();
      }}
      onPointerDown={() => {
        isTyping.current = false;
      }}
      onChange={({ target }) => {
        if (isTyping.current) setTyped(target.value);
        else {
          setTyped(null);
          latest.current(target.value);
        }
      }}
      onBlur={done}
    />
  );
}

/** Words to find: asked for shortly after the last key, and not while an input method composes. */
export function Find({
  text,
  hint,
  find,
}: {
  readonly text: string;
  /** In what they are looked for. */
  readonly hint: string;
  readonly find: (text: string) => void;
}) {
  const texts = useTexts(partTexts);
  const id = useId();
  const [typed, setTyped] = useState(text);
  const isComposing = useRef(false);
  // What was looked for last. Other words in the address came from elsewhere, such as the back button, and stand here, too.
  const found = useRef(text);
  useEffect(() => {
    if (text === found.current) return;
    found.current = text;
    setTyped(text);
  }, [text]);
  const look = useRef(find);
  look.current = (words) => {
    const said = words.trim();
    if (said === found.current) return;
    found.current = said;
    find(said);
  };
  useEffect(() => {
    const timer = window.setTimeout(() => !isComposing.current && look.current(typed), waitMs);
    return () => window.clearTimeout(timer);
  }, [typed]);
  return (
    <span className={choiceClass(text)}>
      <label htmlFor={id}>{texts.find}</label>
      <input
        id={id}
        type="search"
        value={typed}
        placeholder={hint}
        onChange={({ target }) => setTyped(target.value)}
        onCompositionStart={() => {
          isComposing.current = true;
        }}
        onCompositionEnd={() => {
          isComposing.current = false;
        }}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && look.current(typed)}
      />
    </span>
  );
}
