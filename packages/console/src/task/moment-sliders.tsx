// Goes back to a moment of the task 追溯, and chooses a second one to compare it with 对照: by steps over its own events.
import { useId } from "react";
import type { TaskChangeFragment } from "../generated/operations.ts";
import { instantText } from "../parts/day.ts";
import { useLanguage, useTexts } from "../texts/catalogue.ts";
import { now, type TaskState } from "./address.ts";
import { placeOf } from "./moments.ts";
import { taskTexts } from "./texts.ts";

export function MomentSliders({
  changes,
  state,
  go,
}: {
  /** All of them, oldest first. */
  readonly changes: readonly TaskChangeFragment[];
  readonly state: TaskState;
  readonly go: (state: TaskState, how?: "push" | "replace") => void;
}) {
  const texts = useTexts(taskTexts);
  const { asOf, against, ...rest } = state;
  const [first] = changes;
  if (!first) return null;
  const both = (shown: string | undefined, other: string | undefined): TaskState => ({
    ...rest,
    ...(shown === undefined ? {} : { asOf: shown }),
    ...(other === undefined ? {} : { against: other }),
  });
  return (
    <div className="sliders">
      <Slider
        label={texts.moments}
        changes={changes}
        moment={asOf}
        choose={(moment) => go(both(moment, against), "replace")}
      />
      {against !== undefined && (
        <Slider
          label={texts.against}
          changes={changes}
          moment={against}
          choose={(moment) => go(both(asOf, moment ?? now), "replace")}
        />
      )}
      <button
        type="button"
        className="quiet"
        aria-pressed={against !== undefined}
        onClick={() =>
          go(both(asOf, against === undefined ? (asOf === undefined ? first.position : now) : undefined), "replace")
        }
      >
        {texts.compare}
      </button>
    </div>
  );
}

/** Steps over the task's own moments, one by one, and not over empty time. The last is now. */
function Slider({
  label,
  changes,
  moment,
  choose,
}: {
  readonly label: string;
  readonly changes: readonly TaskChangeFragment[];
  readonly moment: string | undefined;
  /** Undefined for now. */
  readonly choose: (moment: string | undefined) => void;
}) {
  const texts = useTexts(taskTexts);
  const language = useLanguage();
  const id = useId();
  const place = placeOf(changes, moment);
  const at = changes[place];
  const when = at
    ? texts.momentAt(instantText(at.happenedAt, language), at.position)
    : place < 0
      ? texts.beforeAll
      : texts.now;
  return (
    <p className="moments">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={changes.length}
        step={1}
        value={Math.max(0, place)}
        aria-valuetext={when}
        onChange={({ target }) => choose(changes[Number(target.value)]?.position)}
      />
      <span>{when}</span>
    </p>
  );
}
