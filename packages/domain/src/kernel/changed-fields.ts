// What a fact changes of the state, field by field 变更字段: found by comparing the state before it with the state after it, so that no
// event can forget to say it. The executor keeps it in the event's envelope (ADR 36).
import type { Envelope } from "./envelope.ts";
import type { Sentence } from "./event.ts";
import type { FieldChange } from "./field-change.ts";
import { type AnyField, type AnyFields, collect, type FieldsOf, type SeenBy, seesAll, under } from "./labelled.ts";

/** A field in which two states differ, and whether the data of the event that replaced it hold both values themselves. */
export interface StateChange extends FieldChange {
  readonly inData: boolean;
}

/** Changes as an envelope keeps them: units with the same changes together, because a task is closed for all of them at once. */
type Kept = NonNullable<Envelope["changed"]>;

/** What an envelope keeps of changes: those that the data do not hold. */
export function keptOf(changes: readonly StateChange[]): Kept {
  const byUnit = new Map<string | null, Kept[number]["fields"]>();
  for (const { field, unitId, before, after, inData } of changes) {
    if (!inData) byUnit.set(unitId, { ...byUnit.get(unitId), [field]: [before, after] });
  }
  const kept = new Map<string, Kept[number]>();
  for (const [unitId, fields] of byUnit) {
    const key = JSON.stringify([unitId === null, fields]);
    const same = kept.get(key);
    kept.set(key, { unitIds: [...(same?.unitIds ?? []), ...(unitId === null ? [] : [unitId])], fields });
  }
  return [...kept.values()];
}

/** The changes that an envelope keeps; none where a build stored it that kept none. */
export const changesIn = ({ changed = [] }: Pick<Envelope, "changed">): FieldChange[] =>
  changed.flatMap(({ unitIds, fields }) =>
    (unitIds.length === 0 ? [null] : unitIds).flatMap((unitId) =>
      Object.entries(fields).map(([field, [before, after]]) => ({ field, unitId, before, after })),
    ),
  );

/** What fields belong to: a unit's part or the thing as a whole, and the path they stand under, such as `items.p1`. */
export interface Belonging {
  readonly unitId: string | null;
  readonly path?: string;
}

/** The fields of one kind of state in which two states differ; null for a state that is not there. */
export function changedFields<State extends object>(
  before: State | null | undefined,
  after: State | null | undefined,
  fields: FieldsOf<State>,
  { unitId, path = "" }: Belonging,
): StateChange[] {
  if (before === after) return [];
  const inData = new Set<string>();
  const valuesOf = (state: State | null | undefined): Map<string, unknown> => {
    const values = new Map<string, unknown>();
    if (state) {
      collect(state, fields, path, null, seesAll, (field, value, _label, its) => {
        values.set(field, value);
        if (its.inData) inData.add(field);
      });
    }
    return values;
  };
  const [old, now] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field) ?? null, now.get(field) ?? null];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [{ field, unitId, before: was, after: is, inData: inData.has(field) }];
  });
}

/** What is not the same under the keys of two records: for each key whose value is another one, what `change` finds. */
export function changedEntries<Value>(
  before: Readonly<Record<string, Value>>,
  after: Readonly<Record<string, Value>>,
  change: (key: string, was: Value | undefined, is: Value | undefined) => StateChange[],
): StateChange[] {
  if (before === after) return [];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => (before[key] === after[key] ? [] : change(key, before[key], after[key])));
}

/** Fields with the path that they stand under, in which `*` is a number or an id, and the label of what stands there. */
export interface FieldSet {
  readonly under: readonly string[];
  readonly label: Sentence | null;
  readonly fields: AnyFields;
}

/** The fields of one kind of state, and where they stand. */
export const fieldSet = <State extends object>(
  fields: FieldsOf<State>,
  under: readonly string[] = [],
  label: Sentence | null = null,
): FieldSet => ({ under, label, fields });

/** What an aggregate says of its fields. */
export interface FieldsOfAggregate<State> {
  /** Every field that its events change, with its label, and who sees it. */
  readonly sets: readonly FieldSet[];
  /** The fields in which two of its states differ. */
  changes(before: State, after: State): StateChange[];
}

/** What is known of a field by its path: what it is called, and who sees it. */
export interface KnownField {
  readonly label: Sentence;
  readonly to: SeenBy;
}

/** What is known of a field by its path; null of one that is in no set. */
export function fieldAt(sets: readonly FieldSet[], path: string): KnownField | null {
  const steps = path.split(".");
  for (const set of sets) {
    if (!set.under.every((step, at) => (step === "*" ? at < steps.length : step === steps[at]))) continue;
    const label = numbered(set, steps);
    const rest = steps.slice(set.under.length);
    // What is there or not as a whole: an item.
    const found = rest.length === 0 ? label && { label, to: "whole" as const } : walk(set.fields, rest, label, "all");
    if (found) return found;
  }
  return null;
}

/** What is known of a field by its path; null of one that is in no set. */
export type KnownFields = (path: string) => KnownField | null;

const pathsRemembered = 1000;

/** Finds what is known of fields, and remembers it for some paths: to look one up costs more than all else that is told of an event. */
export function rememberedFields(sets: readonly FieldSet[]): KnownFields {
  const known = new Map<string, KnownField | null>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = fieldAt(sets, path);
    if (known.size === pathsRemembered) known.clear();
    known.set(path, found);
    return found;
  };
}

/** The label of what stands under a path, with its number if it has one: 催办2. Other ids are not shown. */
function numbered({ label, under: path }: FieldSet, steps: readonly string[]): Sentence | null {
  const names = path
    .flatMap((step, at) => (step === "*" ? [steps[at] ?? ""] : []))
    .filter((name) => /^\D?\d/.test(name) && name.length < 12);
  if (label === null || names.length === 0) return label;
  return { zh: `${label.zh}${names.join(".")}`, en: `${label.en} ${names.join(".")}` };
}

function walk(fields: AnyFields, steps: readonly string[], outer: Sentence | null, to: SeenBy): KnownField | null {
  for (const [name, field] of Object.entries(fields)) {
    if (field.unshown !== undefined) continue;
    const seen = narrower(to, field);
    const own = (field.at ?? name).split(".");
    const isOwn = own.every((step, at) => step === steps[at]);
    const found = field.inline
      ? walk(field.inline, steps, outer, seen)
      : isOwn && entered(field, steps.slice(own.length), outer, seen);
    if (found) return found;
  }
  return null;
}

function entered(field: AnyField, rest: readonly string[], outer: Sentence | null, to: SeenBy): KnownField | null {
  const { zh = "", en = "" } = field;
  const label = under(outer, { zh, en });
  if (rest.length === 0) return { label, to };
  return field.within ? walk(field.within, rest, label, to) : null;
}

/** A field with its path, and whether the data of events hold it. */
export interface ListedField extends KnownField {
  readonly path: string;
  readonly inData: boolean;
}

/** All fields of an aggregate, by path, for those who read about them. */
export function fieldsIn(sets: readonly FieldSet[]): readonly ListedField[] {
  const found = sets.flatMap(({ under: path, label, fields }) => leaves(fields, path, label, "all"));
  return found.filter(({ path }, at) => found.findIndex((each) => each.path === path) === at);
}

function leaves(fields: AnyFields, path: readonly string[], outer: Sentence | null, to: SeenBy): ListedField[] {
  return Object.entries(fields).flatMap(([name, field]): ListedField[] => {
    const seen = narrower(to, field);
    if (field.unshown !== undefined) return [];
    if (field.inline) return leaves(field.inline, path, outer, seen);
    const at = [...path, field.at ?? name];
    const label = under(outer, { zh: field.zh ?? "", en: field.en ?? "" });
    if (field.within) return leaves(field.within, at, label, seen);
    return [{ path: at.join("."), label, to: seen, inData: field.inData ?? false }];
  });
}

/** Who sees a field that stands in another one. */
const narrower = (outer: SeenBy, { to = "all" }: AnyField): SeenBy =>
  outer === "persons" || to === "persons" ? "persons" : outer === "whole" ? "whole" : to;
