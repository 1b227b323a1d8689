// Units and what they are to a task 单位与分工关系 in a form: a field for each relation, for units and for groups.
import { type FieldSpec, type Fields, unitsIn } from "../act/fields.ts";
import type { Relation } from "../generated/operations.ts";
import { useWords } from "../parts/word.tsx";
import { useTexts } from "../texts/catalogue.ts";
import { owedTexts } from "./texts.ts";

const relations: readonly Relation[] = ["LEAD", "RESPONSIBLE", "SUPERVISING", "GUIDING"];

/** The fields: units of each relation, and groups of those that groups are printed with. */
export function useUnitSpecs(): readonly FieldSpec[] {
  const texts = useTexts(owedTexts);
  const word = useWords("Relation");
  return [
    ...relations.map(
      (relation): FieldSpec => ({ name: `units.${relation}`, label: texts.unitsOf(word(relation)), kind: "units" }),
    ),
    ...relations.map(
      (relation): FieldSpec => ({ name: `groups.${relation}`, label: texts.groupsOf(word(relation)), kind: "groups" }),
    ),
  ];
}

/** The units that were chosen, each once with all its relations; and the groups. */
export function unitsChosen(fields: Fields) {
  const chosen = relations.flatMap((relation) =>
    unitsIn(fields[`units.${relation}`]).map(({ id }) => ({ unitId: id, relation })),
  );
  const unitIds = [...new Set(chosen.map(({ unitId }) => unitId))];
  return {
    units: unitIds.map((unitId) => ({
      unitId,
      relations: chosen.filter((each) => each.unitId === unitId).map(({ relation }) => relation),
    })),
    groups: relations.flatMap((relation) =>
      unitsIn(fields[`groups.${relation}`]).map(({ id }) => ({ groupId: id, relation })),
    ),
  };
}

/** The fields for bodies outside of the region. */
export function useBodySpecs(): readonly FieldSpec[] {
  const texts = useTexts(owedTexts);
  const word = useWords("Relation");
  return relations.map(
    (relation): FieldSpec => ({ name: `outside.${relation}`, label: texts.outside(word(relation)), kind: "line" }),
  );
}

/** The bodies that were named. */
export const bodiesIn = (fields: Fields) =>
  relations.flatMap((relation) =>
    (fields[`outside.${relation}`] ?? "")
      .split(/[\u3001\uFF0C,]/)
      .map((name) => name.trim())
      .filter(Boolean)
      .map((name) => ({ name, relation })),
  );
