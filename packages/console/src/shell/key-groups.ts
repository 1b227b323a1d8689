// The keys that are listed 快捷键一览: in groups, by the place in which they act.

/** A key in a list: what is pressed, as `isPressed` has it, and what it does, in words. */
export interface KeyListed {
  readonly press: string;
  readonly does: string;
}

/** Keys that act in one place of the page, or anywhere on it. */
export interface KeyGroup {
  /** What the place is called. */
  readonly title: string;
  readonly isAnywhere: boolean;
  readonly keys: readonly KeyListed[];
}

/** The groups to list: those of a place first; where several places have one name, as the lists of a page do, their keys stand together. */
export function groupsToList(groups: readonly KeyGroup[]): readonly KeyGroup[] {
  const found = new Map<string, KeyGroup>();
  for (const { title, isAnywhere, keys } of groups) {
    const before = found.get(title)?.keys ?? [];
    const others = keys.filter(({ press, does }) => !before.some((each) => each.press === press && each.does === does));
    found.set(title, { title, isAnywhere, keys: [...before, ...others] });
  }
  return [...found.values()].sort((a, b) => Number(a.isAnywhere) - Number(b.isAnywhere));
}
