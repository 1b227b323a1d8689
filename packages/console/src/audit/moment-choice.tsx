// Chooses a moment 选时点: the end of a day, an instant in Beijing, or a position of the log.
import { useEffect, useId, useState } from "react";
import { dayIn, momentIn } from "../moment.ts";
import { DayField } from "../parts/filter-fields.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { auditTexts } from "./texts.ts";

type Kind = "day" | "instant" | "position";

const kindOf = (moment: string | undefined): Kind =>
  moment === undefined || dayIn(moment) ? "day" : moment.includes("T") ? "instant" : "position";

const beijing = 8 * 60 * 60 * 1000;

/** An instant as a field of the browser shows it: the clock in Beijing, to the second. */
const clockOf = (instant: string): string => {
  const at = Date.parse(instant);
  return Number.isNaN(at) ? "" : new Date(at + beijing).toISOString().slice(0, 19);
};

/** The instant that the clock in Beijing shows; undefined while it is not whole. */
const instantOf = (clock: string): string | undefined => {
  const at = Date.parse(`${clock}Z`);
  return Number.isNaN(at) ? undefined : new Date(at - beijing).toISOString();
};

/** A year that is typed goes through the years 2, 20 and 202. */
const isWhole = (text: string): boolean => text >= "1000" && !Number.isNaN(Date.parse(text));

export function MomentChoice({
  label,
  moment,
  choose,
}: {
  readonly label: string;
  readonly moment: string | undefined;
  readonly choose: (moment: string | undefined) => void;
}) {
  const texts = useTexts(auditTexts);
  const id = useId();
  const [kind, setKind] = useState(kindOf(moment));
  useEffect(() => {
    if (moment !== undefined) setKind(kindOf(moment));
  }, [moment]);
  const shown = moment !== undefined && kindOf(moment) === kind ? moment : "";
  return (
    <span className="choice moment-choice">
      <label htmlFor={id}>{label}</label>
      <select
        aria-label={texts.momentBy(label)}
        value={kind}
        onChange={({ target }) =>
          setKind(target.value === "instant" ? "instant" : target.value === "day" ? "day" : "position")
        }
      >
        <option value="day">{texts.byDay}</option>
        <option value="instant">{texts.byInstant}</option>
        <option value="position">{texts.byPosition}</option>
      </select>
      {kind === "position" ? (
        <PositionField key={shown} id={id} position={shown} choose={choose} />
      ) : (
        <DayField
          key={kind}
          id={id}
          type={kind === "day" ? "date" : "datetime-local"}
          step={kind === "day" ? undefined : 1}
          value={kind === "day" ? shown : clockOf(shown)}
          isWhole={isWhole}
          choose={(text) => choose(kind === "day" ? dayIn(text) : instantOf(text))}
        />
      )}
    </span>
  );
}

/** A position is chosen once it is typed whole. */
function PositionField({
  id,
  position,
  choose,
}: {
  readonly id: string;
  readonly position: string;
  readonly choose: (position: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(position);
  const done = () => {
    const found = momentIn(typed.trim());
    if (found !== position) choose(found);
  };
  return (
    <input
      id={id}
      type="text"
      inputMode="numeric"
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={done}
      onKeyDown={({ key }) => key === "Enter" && done()}
    />
  );
}
