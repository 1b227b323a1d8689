// A filter by unit 单位筛选: any unit, found by a part of its name or its pinyin.
import { useQuestion } from "../ask/use-question.ts";
import { type UnitKind, UnitsToFilterByDocument } from "../generated/operations.ts";
import { useTexts } from "../texts/catalogue.ts";
import { type Finding, FoundChoice } from "./found-choice.tsx";
import { partTexts } from "./texts.ts";

interface Choosing {
  readonly unit: string | undefined;
  /** Its name, where the page knows it already. */
  readonly name?: string;
  readonly choose: (unit: string | undefined) => void;
}

/** One of all units. */
export const UnitChoice = (choosing: Choosing) => <OfUnits {...choosing} useFound={useUnitsFound} />;

/** One of all units and groups. */
export const UnitOrGroupChoice = (choosing: Choosing) => <OfUnits {...choosing} useFound={useAnyFound} />;

function OfUnits({ unit, ...choosing }: Choosing & { readonly useFound: Finding }) {
  const { unit: label } = useTexts(partTexts);
  return <FoundChoice label={label} chosen={unit} {...choosing} />;
}

const useUnitsFound = (words: string) => useFoundOf(words, "UNIT");
const useAnyFound = (words: string) => useFoundOf(words, null);

function useFoundOf(words: string, kind: UnitKind | null): ReturnType<Finding> {
  const { data, error } = useQuestion(UnitsToFilterByDocument, { search: words || null, kind });
  const found = data && {
    options: data.units.edges.map(({ node }) => [String(node.id), node.name] as const),
    total: data.units.totalCount,
  };
  return { found, error };
}
