// Things that belong together under one key, in the order in which they come. The console uses no other package, so it has its own.

/** Groups things by a key, the keys in the order of their first things. */
export function grouped<Each, Key>(
  all: readonly Each[],
  keyOf: (each: Each) => Key,
): ReadonlyMap<Key, readonly Each[]> {
  const groups = new Map<Key, Each[]>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}
