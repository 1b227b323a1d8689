// A value that changes and is looked at: the smallest thing that React can subscribe to.
import { useSyncExternalStore } from "react";

/** A value with those who look at it. */
export interface Store<Value> {
  get(): Value;
  set(value: Value): void;
  /** Calls whenever the value has changed; answers how to stop that. */
  subscribe(changed: () => void): () => void;
}

/** Makes a store. */
export function store<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const changed of [...listeners]) changed();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

/** The present value of a store; the component is shown anew when it changes. */
export const useStore = <Value>({ subscribe, get }: Store<Value>): Value => useSyncExternalStore(subscribe, get);
