// How often something happened in the last hour 最近一小时: counted by the minute, so that it costs nothing to keep.

/** How often each kind of thing has happened in the last hour. */
export interface LastHour {
  count(kind: string): void;
  /** The kinds that happened, each with how often. */
  counted(): ReadonlyMap<string, number>;
}

const minuteMs = 60_000;
const minutes = 60;

/** Makes the count. `now` is in milliseconds, by a clock that only goes forward. */
export function lastHour(now: () => number): LastHour {
  const byMinute = new Map<number, Map<string, number>>();
  function forget(minute: number): void {
    for (const each of byMinute.keys()) if (each <= minute - minutes) byMinute.delete(each);
  }
  return {
    count(kind) {
      const minute = Math.floor(now() / minuteMs);
      forget(minute);
      const kinds = byMinute.get(minute) ?? new Map<string, number>();
      byMinute.set(minute, kinds);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    },
    counted() {
      forget(Math.floor(now() / minuteMs));
      const all = new Map<string, number>();
      for (const kinds of byMinute.values())
        for (const [kind, count] of kinds) all.set(kind, (all.get(kind) ?? 0) + count);
      return all;
    },
  };
}
