// The fields of a form, as texts by name: so that a draft of any form can be kept.
import type { EvidenceInput } from "../generated/operations.ts";

export type Fields = Readonly<Record<string, string>>;

/** One field of a form. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  /** How it is filled in; `kept` is not shown, and holds what the form was filled from. */
  readonly kind: "day" | "line" | "text" | "evidence" | "rows" | "units" | "unit" | "groups" | "choice" | "kept";
  readonly first?: string;
  readonly isRequired?: boolean;
  /** What can be chosen, with its words. */
  readonly options?: readonly (readonly [value: string, word: string])[];
  /** What a row of it has, and the words of the button for another one; of `rows` alone. */
  readonly columns?: readonly Column[];
  readonly more?: string;
  /** What was written here before, to be taken again. */
  readonly used?: readonly string[];
  /** Units that may be meant, to be chosen together; of `units` alone. */
  readonly suggested?: readonly SuggestedUnits[];
}

/** Units that may be meant. */
export interface SuggestedUnits {
  /** Why, in words. */
  readonly why: string;
  readonly units: readonly ChosenUnit[];
}

/** One field of a row. */
export interface Column {
  readonly name: string;
  readonly label: string;
  /** Left out, a line of text. */
  readonly kind?: "day";
}

/** A field that is being filled in, which may hold its text under several names that begin with its own. */
export interface Filling {
  readonly name: string;
  readonly fields: Fields;
  readonly change: (name: string, text: string) => void;
  readonly isMissing: boolean;
}

/** How many rows a field has: one more than is filled in, so that another can follow. */
export const rowCount = (fields: Fields, name: string): number =>
  1 + Math.max(0, ...Object.keys(fields).map((key) => 1 + rowNoIn(key, name)));

/** The place, from 0, of the row that a key is of; -1 where it is of none. */
function rowNoIn(key: string, name: string): number {
  const no = key.startsWith(`${name}.`) ? /^(\d+)\./.exec(key.slice(name.length + 1))?.[1] : undefined;
  return no === undefined ? -1 : Number(no);
}

/** The rows in which something is filled in, each as texts by the names of its columns. */
export const rowsIn = (fields: Fields, { name, columns = [] }: Pick<FieldSpec, "name" | "columns">): Fields[] =>
  Array.from({ length: rowCount(fields, name) }, (_, at) =>
    Object.fromEntries(columns.map((column) => [column.name, (fields[`${name}.${at}.${column.name}`] ?? "").trim()])),
  ).filter((row) => Object.values(row).some((text) => text !== ""));

/** The names of the rows of a field, one more than are filled in. */
const rowNames = (fields: Fields, name: string): readonly string[] =>
  Array.from({ length: rowCount(fields, name) }, (_, at) => `${name}.${at}`);

/** The steps of a path on a site, as somebody writes them. */
export const pathIn = (text: string): string[] =>
  text
    .split(/[>›＞]/)
    .map((step) => step.trim())
    .filter(Boolean);

/** One piece of evidence, from the fields that begin with a name. */
export function pieceIn(fields: Fields, name: string): EvidenceInput {
  const said = (part: string) => (fields[`${name}.${part}`] ?? "").trim();
  const path = pathIn(said("path"));
  return { title: said("title"), url: said("url") || null, path: path.length > 0 ? path : null };
}

/** The evidence that is filled in; pieces without a title are left out. */
export const evidenceIn = (fields: Fields, name: string): EvidenceInput[] =>
  rowNames(fields, name)
    .map((piece) => pieceIn(fields, piece))
    .filter(({ title }) => title !== "");

/** Whether a piece of evidence has no title, although something else of it is filled in: it would be left out unsaid. */
export function lacksTitle(fields: Fields, piece: string): boolean {
  const { title, url, path } = pieceIn(fields, piece);
  return title === "" && (url != null || path != null);
}

/** The labels of the fields that must be filled in and are not. */
export const missingIn = (specs: readonly FieldSpec[], fields: Fields): readonly string[] =>
  specs
    .filter(({ name, kind, isRequired, columns = [] }) => {
      if (kind === "evidence" && rowNames(fields, name).some((piece) => lacksTitle(fields, piece))) return true;
      if (!isRequired) return false;
      if (kind === "evidence") return evidenceIn(fields, name).length === 0;
      if (kind === "rows") return rowsIn(fields, { name, columns }).length === 0;
      return !fields[name]?.trim();
    })
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
