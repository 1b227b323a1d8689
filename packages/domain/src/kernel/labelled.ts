// The fields of a shown state, with their labels 字段名: one catalogue for each kind of state. A field of the state that is not in
// its catalogue does not compile.
import type { Sentence } from "./event.ts";

/**
 * Who sees a field: `all` who read plans, or only who sees the `whole` of what it belongs to, and of these perhaps only who
 * may know `persons`.
 */
export type SeenBy = "all" | "whole" | "persons";

/** What every field that is shown says: its label, and who sees it; all do if that is left out. */
interface Labelled extends Sentence {
  readonly to?: SeenBy;
  /** Its name in paths, where that is not the one it has in the state. */
  readonly at?: string;
  /** The events that replace it hold its old and new value in their own data, so that their envelope need not. */
  readonly inData?: true;
}

/** A value that is compared as it is; `as` leaves out of it what is not shown, or puts it in plainer form. */
interface Leaf<Value> extends Labelled {
  as?(value: NonNullable<Value>): unknown;
}

/** An object whose fields are compared one by one, under its label. */
interface Within<Value> extends Labelled {
  readonly within: FieldsOf<Value>;
}

/** An object whose fields are compared one by one, as if they were those of what it belongs to. */
interface Inline<Value> {
  readonly inline: FieldsOf<Value>;
}

/** A list that only grows at its end: its entries are compared one by one, by their places from 1. */
interface Each<Entry> extends Labelled {
  readonly each: FieldsOf<Entry>;
}

/** A field that is no part of what is shown, and why. */
interface Unshown {
  readonly unshown: string;
}

type FieldOf<Value> =
  | Leaf<Value>
  | Unshown
  | (NonNullable<Value> extends readonly (infer Entry)[]
      ? Each<Entry>
      : NonNullable<Value> extends object
        ? Within<NonNullable<Value>> | Inline<NonNullable<Value>>
        : never);

/** What is said of every field of a state. */
export type FieldsOf<State> = { readonly [Name in keyof State]-?: FieldOf<State[Name]> };

/** The fields of a state, whatever it is. */
export type AnyFields = Readonly<Record<string, AnyField>>;
export type AnyField = Partial<Labelled> & {
  readonly unshown?: string;
  as?(value: unknown): unknown;
  readonly within?: AnyFields;
  readonly inline?: AnyFields;
  readonly each?: AnyFields;
};

/** What a field belongs to: a plan or unit as a whole, a task, a part of a unit in it, an item of it, or a unit's part of an item. */
export interface Subject {
  readonly planId: string | null;
  readonly taskId: string | null;
  readonly unitId: string | null;
  /** The number of the part among those of the unit in the task; null for what is no part. */
  readonly partNo: number | null;
  readonly itemId: string | null;
}

/** A field with its value. What has no value, or an empty list, is left out. */
export interface ShownField {
  readonly of: Subject;
  /** Its path, such as `dueOn` or `claim.completedOn`. */
  readonly field: string;
  readonly label: Sentence;
  /** Plain JSON. */
  readonly value: unknown;
}

/** How much of a state somebody sees. */
export interface Sees {
  readonly whole: boolean;
  readonly persons: boolean;
}

/** Everything, persons included. */
export const seesAll: Sees = { whole: true, persons: true };

/** The label of a field that stands under another one. */
export const under = (outer: Sentence | null, { zh, en }: Sentence): Sentence =>
  outer === null ? { zh, en } : { zh: `${outer.zh}·${zh}`, en: `${outer.en}: ${en}` };

/** A state as the fields that somebody sees of it. `path` and `label` are those of what the state stands under. */
export function shownFields<State extends object>(
  state: State,
  fields: FieldsOf<State>,
  of: Subject,
  sees: Sees,
  { path = "", label = null }: { readonly path?: string; readonly label?: Sentence | null } = {},
): ShownField[] {
  const shown: ShownField[] = [];
  collect(state, fields, path, label, sees, (field, value, its) => shown.push({ of, field, label: its, value }));
  return shown;
}

type Found = (field: string, value: unknown, label: Sentence, its: AnyField) => void;

/** Finds the fields of a state that somebody sees, each with its path, its value as it is shown, and its label. */
export function collect(
  state: object,
  fields: AnyFields,
  path: string,
  outer: Sentence | null,
  sees: Sees,
  found: Found,
): void {
  const values = new Map<string, unknown>(Object.entries(state));
  for (const [name, field] of Object.entries(fields)) {
    const value = values.get(name);
    if (field.unshown !== undefined || isNothing(value) || !isSeen(field, sees)) continue;
    if (field.inline && isObject(value)) collect(value, field.inline, path, outer, sees, found);
    const own = field.at ?? name;
    const at = path === "" ? own : `${path}.${own}`;
    if (field.inline || field.zh === undefined || field.en === undefined) continue;
    const label = under(outer, { zh: field.zh, en: field.en });
    if (field.within && isObject(value)) collect(value, field.within, at, label, sees, found);
    else if (field.each && Array.isArray(value)) {
      for (const [place, entry] of value.entries()) {
        const no = place + 1;
        const its = { zh: `${label.zh}${no}`, en: `${label.en} ${no}` };
        if (isObject(entry)) collect(entry, field.each, `${at}.${no}`, its, sees, found);
      }
    } else {
      const plain = said(field.as ? field.as(value) : value);
      if (!isNothing(plain)) found(at, plain, label, field);
    }
  }
}

const isSeen = ({ to = "all" }: AnyField, { whole, persons }: Sees): boolean =>
  to === "all" || (whole && (to === "whole" || persons));

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

/** A value as it is shown: text that people typed without its envelope. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (!isObject(value)) return value;
  const entries = Object.entries(value);
  const [[name, text] = [], ...more] = entries;
  if (name === "text" && typeof text === "string" && more.length === 0) return text;
  return Object.fromEntries(entries.map(([each, inner]) => [each, said(inner)]));
}
