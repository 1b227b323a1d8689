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

/**
 * Parses the input as a command of an action: of a person as people may say it, of a policy as facts may hold it. Throws
 * `Malformed` if it does not fit.
 */
export function orderOf(of: AnyAggregate, name: string, id: string, input: unknown, how: AnyCircumstances): Order {
  const action: AnyAction = of.actions[name];
  const shape = how.actor.roles.includes("policy") ? action.command : action.said;
  const read = shape.safeParse(input);
  if (!read.success) throw new Malformed(input, read.error);
  return { ...how, of, id, stream: streamOf(of, id), name, action, command: read.data };
}
