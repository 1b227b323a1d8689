// What an event type is: a name, a shape, who may read it, what it does to the state, and its sentence for people.
import type { z } from "zod";
import type { Affair } from "./affair.ts";
import type { FieldChange } from "./field-change.ts";

/** A sentence in both languages. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

/** A fact 事实 that a decision states: the type and the data of an event, before it is stored. */
export interface Fact<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}

/** Gives the name of a unit or group by its id; an id without a name is returned unchanged. */
export type NameOf = (id: string) => string;

// `evolve` is declared as a method. If a part is left out, the compiler then says which. With a property that holds a function
// it would complain about the type of the state, which it has not inferred at that point.
interface EventSpec<Type extends string, Data, State> {
  /** Noun and past participle, unique in the whole system. */
  readonly type: Type;
  /** What happened, in a few words of Chinese, for lists; in English its type says that, see `titleOf`. */
  readonly title: string;
  /** The stored shape of the current version. */
  readonly shape: z.ZodType<Data>;
  /** The number of the current shape; 1 if left out. */
  readonly version?: number;
  /** For every earlier version, turns its data into data of the next version. */
  readonly upcast?: Readonly<Record<number, (old: unknown) => unknown>>;
  /** The affair of the fact: which units it concerns, who may read all of it, and what others see of it. */
  readonly sight: (data: Data) => Affair<keyof NoInfer<Data> & string>;
  /** A valid value: the golden sample, the generated page and the property tests are made from it. */
  readonly sample: NoInfer<Data>;
  /**
   * The state after the fact; `revision` is the fact's place in its stream, from 0. Never refuses: a fact that cannot
   * apply leaves the state unchanged.
   */
  evolve(state: State, data: Data, revision: number): State;
  /** The values that the fact replaces, old and new; left out by facts that only add something. */
  readonly fields?: (data: Data) => readonly FieldChange[];
  /** The fact in words. It begins with the verb, because the name of who acted is shown before it. */
  readonly tell: (data: Data, nameOf: NameOf) => Sentence;
}

/** An event type: a function that makes a fact from data, with everything known about such facts. */
export interface EventType<Type extends string = string, Data = unknown, State = unknown>
  extends Required<EventSpec<Type, Data, State>> {
  (data: Data): Fact<Type, Data>;
  /** Reads stored data of any version up to the current one. Throws on a newer version or a shape that does not fit. */
  decode(version: number, stored: unknown): Data;
}

/** Declares an event type. Its stored shape is for ever: see CONTRIBUTING, "a stored shape". */
export function event<const Type extends string, Data, State>(
  spec: EventSpec<Type, Data, State>,
): EventType<Type, Data, State> {
  const version = spec.version ?? 1;
  const upcast = spec.upcast ?? {};
  const decode = (from: number, stored: unknown): Data => {
    if (from > version) {
      throw new Error(`${spec.type} is stored in version ${from}; this build knows ${version} at most: upgrade it`);
    }
    let data = stored;
    for (let step = from; step < version; step++) {
      const raise = upcast[step];
      if (!raise) throw new Error(`${spec.type} has no upcast from version ${step}`);
      data = raise(data);
    }
    return spec.shape.parse(data);
  };
  const state = (data: Data): Fact<Type, Data> => ({ type: spec.type, data });
  return Object.assign(state, { ...spec, version, upcast, decode, fields: spec.fields ?? (() => []) });
}

/** Any event type, for code that treats all of them alike. */
// biome-ignore lint/suspicious/noExplicitAny: the state is contravariant; no other bound accepts every event type.
export type AnyEvent = EventType<any, any, any>;

/** The fact that an event type states. */
export type FactOf<E> = E extends {
  readonly type: infer Type extends string;
  decode(version: number, stored: unknown): infer Data;
}
  ? Fact<Type, Data>
  : never;
