// A command as the executor handles it: parsed, with its target, its action and its actor.
import { type AnyAction, type AnyAggregate, streamOf } from "@taizhang/domain";
import { type Circumstances, Malformed } from "./executor.ts";

type AnyCircumstances = Circumstances<unknown, AnyAggregate["initial"]>;

/** A command with everything that belongs to it. */
export interface Order extends AnyCircumstances {
  readonly of: AnyAggregate;
  readonly id: string;
  readonly stream: string;
  readonly name: string;
  readonly action: AnyAction;
  /** The input as parsed by the shape of the action's command. */
  readonly command: unknown;
}

/** Parses the input as a command of an action. Throws `Malformed` if it does not fit the shape. */
export function orderOf(of: AnyAggregate, name: string, id: string, input: unknown, how: AnyCircumstances): Order {
  const action: AnyAction = of.actions[name];
  const read = action.command.safeParse(input);
  if (!read.success) throw new Malformed(action.command, input, read.error);
  return { ...how, of, id, stream: streamOf(of, id), name, action, command: read.data };
}
