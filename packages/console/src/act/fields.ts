// The fields of a form, as texts by name: so that a draft of any form can be kept.
import type { EvidenceInput } from "../generated/operations.ts";

export type Fields = Readonly<Record<string, string>>;

/** One field of a form. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly kind: "day" | "line" | "text" | "evidence" | "units" | "unit" | "choice";
  readonly first?: string;
  readonly isRequired?: boolean;
  /** What can be chosen, with its words. */
  readonly options?: readonly (readonly [value: string, word: string])[];
  /** What was written here before, to be taken again. */
  readonly used?: readonly string[];
}

/** A field that is being filled in, which may hold its text under several names that begin with its own. */
export interface Filling {
  readonly name: string;
  readonly fields: Fields;
  readonly change: (name: string, text: string) => void;
  readonly isMissing: boolean;
}

/** How many pieces of evidence there are: one more than is filled in, so that another can follow. */
export const evidenceCount = (fields: Fields, name: string): number =>
  1 + Math.max(0, ...Object.keys(fields).map((key) => Number(new RegExp(`^${name}\\.(\\d+)\\.`).exec(key)?.[1] ?? 0)));

/** One piece of evidence, from the fields that begin with a name. */
export function pieceIn(fields: Fields, name: string): EvidenceInput {
  const said = (part: string) => (fields[`${name}.${part}`] ?? "").trim();
  const path = said("path")
    .split(/[>›＞]/)
    .map((step) => step.trim())
    .filter(Boolean);
  return { title: said("title"), url: said("url") || null, path: path.length > 0 ? path : null };
}

/** The evidence that is filled in; pieces without a title are left out. */
export const evidenceIn = (fields: Fields, name: string): EvidenceInput[] =>
  Array.from({ length: evidenceCount(fields, name) }, (_, at) => pieceIn(fields, `${name}.${at}`)).filter(
    ({ title }) => title !== "",
  );

/** The labels of the fields that must be filled in and are not. */
export const missingIn = (specs: readonly FieldSpec[], fields: Fields): readonly string[] =>
  specs
    .filter(({ name, kind, isRequired }) =>
      isRequired ? (kind === "evidence" ? evidenceIn(fields, name).length === 0 : !fields[name]?.trim()) : false,
    )
    .map(({ label }) => label);

/** A unit that was chosen, with the name it was chosen by. */
export interface ChosenUnit {
  readonly id: string;
  readonly name: string;
}

/** The units that a field holds: a line for each, its id before its name. */
export const unitsIn = (text: string | undefined): readonly ChosenUnit[] =>
  (text ?? "")
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [id = "", ...name] = line.split(" ");
      return { id, name: name.join(" ") };
    });

/** How a field holds them. */
export const unitsText = (units: readonly ChosenUnit[]): string =>
  units.map(({ id, name }) => `${id} ${name}`).join("\n");
