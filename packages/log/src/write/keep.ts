// What a process remembers to be quick has a bound: the oldest goes.

/** Puts an entry into a map as its newest, and lets the oldest go beyond `most`. */
export function keep<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}
