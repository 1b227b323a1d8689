// Chooses units in a form 选单位, or groups: found by a part of their name or its pinyin, one or several.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useConsole } from "../console.ts";
import { UnitsToChooseDocument, type UnitsToChooseQuery } from "../generated/operations.ts";
import { FoundCount } from "../parts/found-count.tsx";
import { PlainText } from "../parts/plain-text.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { useJoining } from "../texts/joining.ts";
import { type ChosenUnit, type Filling, type SuggestedUnits, unitsIn, unitsText } from "./fields.ts";
import { Missing } from "./missing.tsx";
import { actTexts } from "./texts.ts";
import { UnitEnd, useUnitEnds } from "./unit-ends.tsx";

export function UnitPicker({
  name,
  label,
  fields,
  change,
  isMissing,
  kind,
  suggested,
}: Filling & {
  readonly label: string;
  /** One unit, several, or several groups. */
  readonly kind: "unit" | "units" | "groups";
  readonly suggested: readonly SuggestedUnits[];
}) {
  const texts = useTexts(actTexts);
  const { ask } = useConsole();
  const id = useId();
  const [search, setSearch] = useState("");
  const words = search.trim();
  const found = useQuery({
    queryKey: ["units to choose", kind, words],
    queryFn: ({ signal }) => ask(UnitsToChooseDocument, { search: words, groups: kind === "groups" }, signal),
    placeholderData: keepPreviousData,
    enabled: words !== "",
  });
  const chosen = unitsIn(fields[name]);
  const isChosen = (unit: ChosenUnit) => chosen.some((each) => each.id === unit.id);
  const connections = words === "" ? [] : foundIn(found.data);
  const others = connections.flatMap(({ edges }) => edges.map(({ node }) => unitOf(node)));
  const total = connections.reduce((sum, { totalCount }) => sum + totalCount, 0);
  const shown = [...chosen, ...others.filter((unit) => !isChosen(unit))];
  const endOf = useUnitEnds(shown.map((unit) => unit.id));
  const toggle = (unit: ChosenUnit) => {
    const left = chosen.filter((each) => each.id !== unit.id);
    change(name, unitsText(isChosen(unit) ? left : kind === "unit" ? [unit] : [...left, unit]));
  };
  return (
    <fieldset className="unit-picker">
      <legend>
        {label}
        {isMissing && <Missing />}
      </legend>
      {suggested.length > 0 && (
        <Suggested
          suggested={suggested}
          isChosen={isChosen}
          take={(units) => change(name, unitsText([...chosen, ...units]))}
        />
      )}
      <label htmlFor={id} className="small">
        {kind === "groups" ? texts.findGroup : texts.findUnit}
      </label>{" "}
      <input id={id} type="search" value={search} onChange={({ target }) => setSearch(target.value)} />
      <ul>
        {shown.map((unit) => {
          const end = endOf(unit.id);
          const words = `${id}${unit.id}`;
          return (
            <li key={unit.id}>
              <label>
                <input
                  type="checkbox"
                  checked={isChosen(unit)}
                  onChange={() => toggle(unit)}
                  aria-describedby={end === null ? undefined : words}
                />{" "}
                <PlainText>{unit.name}</PlainText>
              </label>{" "}
              {end !== null && <UnitEnd id={words} words={end} />}
            </li>
          );
        })}
      </ul>
      {connections.length > 0 && <FoundCount shown={others.length} total={total} />}
    </fieldset>
  );
}

// So many names are written out; the rest is a number, and all are in reach.
const mostNames = 8;

/** Units that may be meant: each set is chosen as a whole, and can be corrected one by one. */
function Suggested({
  suggested,
  isChosen,
  take,
}: {
  readonly suggested: readonly SuggestedUnits[];
  readonly isChosen: (unit: ChosenUnit) => boolean;
  readonly take: (units: readonly ChosenUnit[]) => void;
}) {
  const texts = useTexts(actTexts);
  const joining = useJoining();
  return (
    <ul className="units-suggested">
      {suggested.map(({ why, units }) => {
        const left = units.filter((unit) => !isChosen(unit));
        const names = units.map((unit) => unit.name);
        return (
          <li key={`${why} ${names.join()}`}>
            <button
              type="button"
              className="quiet"
              aria-disabled={left.length === 0}
              aria-label={texts[left.length === 0 ? "takenUnits" : "takeUnits"](why, units.length)}
              onClick={() => left.length > 0 && take(left)}
            >
              {left.length === 0 ? texts.taken : texts.take}
            </button>{" "}
            <PlainText>{`${why}${joining.colon}`}</PlainText>
            <span className="small" title={joining.list(names)}>
              <PlainText>{joining.list(names.slice(0, mostNames))}</PlainText>
              {names.length > mostNames && texts.moreUnits(names.length)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What was found: units, or the groups of both kinds. */
const foundIn = (data: UnitsToChooseQuery | undefined) =>
  [data?.units, data?.lists, data?.predicates].flatMap((found) => found ?? []);

const unitOf = ({ id, name }: { readonly id: string | number; readonly name: string }): ChosenUnit => ({
  id: String(id),
  name,
});
