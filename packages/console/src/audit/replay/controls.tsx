// The controls of a replay 重放控制: first, back, forth, last, how far a step goes, and the slider over all events.
import { useId } from "react";
import { Copyable } from "../../parts/copyable.tsx";
import { instantText } from "../../parts/day.ts";
import { useLanguage, useTexts } from "../../texts/catalogue.ts";
import { auditTexts } from "../texts.ts";
import { type ReplayState, type Step, steps } from "./address.ts";
import { placeFrom } from "./place.ts";

interface Event {
  readonly position: string;
  readonly happenedAt: string;
}

export function Controls<Each extends Event>({
  events,
  place,
  isWhole,
  state,
  to,
  pace,
}: {
  readonly events: readonly Each[];
  readonly place: number;
  /** Whether all events are there. */
  readonly isWhole: boolean;
  readonly state: ReplayState;
  readonly to: (event: Each) => void;
  readonly pace: (step: Step) => void;
}) {
  const texts = useTexts(auditTexts);
  const language = useLanguage();
  const id = useId();
  const { step = 1 } = state;
  const last = events.length - 1;
  const goTo = (at: number) => {
    const event = events[at];
    if (event) to(event);
  };
  const event = events[place];
  const at = isWhole ? texts.ofAll(place + 1, events.length) : texts.ofSome(place + 1, events.length);
  const when = event ? instantText(event.happenedAt, language) : "";
  const button = (mark: string, name: string, target: number) => (
    <button
      type="button"
      aria-label={name}
      title={name}
      aria-disabled={target === place}
      onClick={() => target !== place && goTo(target)}
    >
      {mark}
    </button>
  );
  return (
    <section className="replay-controls" aria-label={texts.replay}>
      <span className="buttons">
        {button("|◀", texts.firstEvent, 0)}
        {button("◀", texts.back, placeFrom(place, -step, events.length))}
        {button("▶", texts.forth, placeFrom(place, step, events.length))}
        {button("▶|", texts.lastEvent, last)}
      </span>
      <fieldset className="buttons">
        <legend className="unseen-text">{texts.stepSize}</legend>
        {steps.map((each) => (
          <button
            key={each}
            type="button"
            className="quiet"
            aria-pressed={each === step}
            aria-label={texts.stepOf(each)}
            onClick={() => pace(each)}
          >
            ×{each}
          </button>
        ))}
      </fieldset>
      <label htmlFor={id} className="unseen-text">
        {texts.slider}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={last}
        step={1}
        value={place}
        aria-valuetext={`${at} ${when}`}
        onChange={({ target }) => goTo(Number(target.value))}
      />
      <span className="replay-at">
        {when} · {at} {event && <Copyable label={texts.position} text={event.position} />}
      </span>
      {!isWhole && (
        <span className="small" role="status">
          {texts.reading(events.length)}
        </span>
      )}
    </section>
  );
}
