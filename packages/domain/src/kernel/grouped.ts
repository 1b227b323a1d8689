// Things that belong together under one key, in the order in which they come.

/** What has one key: at least one. */
export type Group<Value> = [Value, ...Value[]];

/** Groups things by a key, the keys in the order of their first things. Of a thing `keptOf` is kept, or all of it. */
export function grouped<Each, Key>(all: Iterable<Each>, keyOf: (each: Each) => Key): Map<Key, Group<Each>>;
export function grouped<Each, Key, Value>(
  all: Iterable<Each>,
  keyOf: (each: Each) => Key,
  keptOf: (each: Each) => Value,
): Map<Key, Group<Value>>;
export function grouped<Each, Key>(
  all: Iterable<Each>,
  keyOf: (each: Each) => Key,
  keptOf: (each: Each) => unknown = (each) => each,
): Map<Key, Group<unknown>> {
  const groups = new Map<Key, Group<unknown>>();
  for (const each of all) {
    const key = keyOf(each);
    const group = groups.get(key);
    if (group) group.push(keptOf(each));
    else groups.set(key, [keptOf(each)]);
  }
  return groups;
}
