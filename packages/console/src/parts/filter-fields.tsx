// The fields of filters 筛选: a choice, a day, words to find, and counts that are doors to what they count.
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import type { Lamp } from "../generated/operations.ts";
import { dayIn } from "../moment.ts";
import type { Page } from "../page.ts";
import { useTexts } from "../texts/catalogue.ts";
import { PageLink } from "./page-link.tsx";
import { partTexts } from "./texts.ts";

/** How long after the last key the words are looked for. */
const waitMs = 400;

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
    <span className="choice">
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
      <input id={id} type="date" value={day} onChange={({ target }) => choose(dayIn(target.value))} />
    </span>
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
  const latest = useRef(find);
  latest.current = find;
  useEffect(() => {
    if (typed === text) return;
    const timer = window.setTimeout(() => !isComposing.current && latest.current(typed.trim()), waitMs);
    return () => window.clearTimeout(timer);
  }, [typed, text]);
  return (
    <span className="choice">
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
          setTyped((now) => now);
        }}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && latest.current(typed.trim())}
      />
    </span>
  );
}
