// A unit or group found by a part of its name, among those near to a name or in the whole roster.
import { useId } from "react";
import { UnitEnd, useUnitEnds } from "../act/unit-ends.tsx";
import { useQuestion } from "../ask/use-question.ts";
import { UnitsNamedDocument } from "../generated/operations.ts";
import { FoundCount } from "../parts/found-count.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { workbenchTexts } from "./texts.ts";

/** Who may be chosen: a unit, or a group. */
export interface Chosen {
  readonly id: string;
  readonly name: string;
}

export function UnitSearch({
  label,
  text,
  change,
  choose,
  mayChoose = true,
  near = [],
}: {
  readonly label: string;
  readonly text: string;
  readonly change: (text: string) => void;
  readonly choose: (unit: Chosen) => void;
  /** False while the choice of before is under way. */
  readonly mayChoose?: boolean;
  /** Those that stand there before anything is typed. */
  readonly near?: readonly Chosen[];
}) {
  const texts = useTexts(workbenchTexts);
  const id = useId();
  const search = text.trim().slice(0, 100);
  const question = useQuestion(UnitsNamedDocument, { search }, { enabled: search !== "" });
  const found = search === "" ? near : (question.data?.units.edges.map(({ node }) => node) ?? []);
  const endOf = useUnitEnds(found.map((unit) => String(unit.id)));
  return (
    <div className="field unit-search">
      <label htmlFor={id}>{label}</label>
      <input id={id} value={text} maxLength={200} autoComplete="off" onChange={({ target }) => change(target.value)} />
      {search !== "" && question.data && found.length === 0 && (
        <span className="small" role="status">
          {texts.nothingFound}
        </span>
      )}
      {found.some(({ name }) => name !== search) && (
        <ul className="buttons" aria-label={texts.near}>
          {found.map((unit) => {
            const end = endOf(String(unit.id));
            const words = `${id}${unit.id}`;
            return (
              <li key={unit.id}>
                <button
                  type="button"
                  aria-disabled={!mayChoose || undefined}
                  aria-describedby={end === null ? undefined : words}
                  onClick={mayChoose ? () => choose(unit) : undefined}
                >
                  <PlainText>{unit.name}</PlainText>
                </button>{" "}
                {end !== null && <UnitEnd id={words} words={end} />}
              </li>
            );
          })}
        </ul>
      )}
      {search !== "" && question.data && found.length < question.data.units.totalCount && (
        <FoundCount shown={found.length} total={question.data.units.totalCount} />
      )}
    </div>
  );
}
