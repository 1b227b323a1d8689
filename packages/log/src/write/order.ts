// A command as the executor handles it: what is wanted of what, by whom, in the shape of its action.
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
  /** What was said, in the shape of the action's command. */
  readonly command: unknown;
}

/** Reads what was said as the command of an action. Throws `Malformed` if it does not fit the shape. */
export function orderOf(of: AnyAggregate, name: string, id: string, said: unknown, how: AnyCircumstances): Order {
  const action: AnyAction = of.actions[name];
  const read = action.command.safeParse(said);
  if (!read.success) throw new Malformed(action.command, said, read.error);
  return { ...how, of, id, stream: streamOf(of, id), name, action, command: read.data };
}
