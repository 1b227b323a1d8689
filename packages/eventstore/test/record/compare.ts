// What is wanted of our server, and where an answer differs from it.
import type { Difference, Json, RecordedStep, Scenario } from "./program.ts";

export interface Wanted {
  readonly answer: Json;
  /** Paths that may differ, as patterns: `*` is any name, `**` any number of them. */
  readonly free: readonly string[];
}

/** The recorded answer, changed where our server differs on purpose. */
export function wantedOf(
  topic: string,
  scenario: Scenario,
  { step, answer, unstable = [] }: RecordedStep,
  index: number,
  differences: readonly Difference[],
): Wanted {
  const ours = differences.filter(
    (each) =>
      each.topic === topic &&
      namePattern(each.scenario).test(scenario.name) &&
      (each.step === undefined || each.step === index),
  );
  const fixed = ours.filter((each) => each.ours !== "any");
  return {
    answer: fixed.reduce((changed: Json, { path, ours }) => withValue(changed, path?.split(".") ?? [], ours), answer),
    free: [
      ...(scenario.loose ?? []),
      ...(step.loose ?? []),
      ...unstable,
      ...ours.filter((each) => each.ours === "any").map(({ path = "**" }) => path),
    ],
  };
}

/** A line for each place where the answer is not the wanted one. */
export function compare({ answer: wanted, free }: Wanted, got: Json): readonly string[] {
  const patterns = free.map(pathPattern);
  const found: string[] = [];
  const walk = (a: Json | undefined, b: Json | undefined, path: readonly string[]): void => {
    if (patterns.some((each) => each.test(path.map((name) => `.${name}`).join("")))) return;
    if (isTree(a) && isTree(b) && Array.isArray(a) === Array.isArray(b)) {
      const names = new Set([...Object.keys(a), ...Object.keys(b)]);
      for (const name of names) walk(childOf(a, name), childOf(b, name), [...path, name]);
    } else if (a !== b) found.push(`${path.join(".")}: wanted ${JSON.stringify(a)}, got ${JSON.stringify(b)}`);
  };
  walk(wanted, got, []);
  return found;
}

type Tree = readonly Json[] | { readonly [key: string]: Json };

const isTree = (value: Json | undefined): value is Tree => typeof value === "object" && value !== null;
const childOf = (tree: Tree, name: string): Json | undefined =>
  Array.isArray(tree) ? tree[Number(name)] : new Map(Object.entries(tree)).get(name);

const escaped = (text: string): string => text.replaceAll(/[.*+?^$()[\]{}|\\]/g, "\\$&");

const namePattern = (text: string): RegExp => new RegExp(`^${text.split("*").map(escaped).join(".*")}$`, "s");

/** The pattern of a path; each name has a dot before it, so that `**` can stand for none. */
function pathPattern(path: string): RegExp {
  const parts = path.split(".").map((name) => {
    if (name === "**") return "(\\..*)?";
    return name === "*" ? "\\.[^.]*" : `\\.${escaped(name)}`;
  });
  return new RegExp(`^${parts.join("")}$`, "s");
}

function withValue(tree: Json, [name, ...rest]: readonly string[], value: Json): Json {
  if (name === undefined) return value;
  const child = isTree(tree) ? (childOf(tree, name) ?? null) : null;
  if (Array.isArray(tree)) return tree.with(Number(name), withValue(child, rest, value));
  return { ...(isTree(tree) ? tree : {}), [name]: withValue(child, rest, value) };
}
