// What the guard is told of a field, beside its type and its arguments, to measure what it takes.
import { Extensions } from "type-graphql";

/**
 * Says of a list without pages how many entries it mostly has: the cost below it counts as often. Every list of objects says so, also
 * one that mostly has one entry or none. `narrowedBy` is the argument that leaves one entry of it.
 */
export const listOf = (size: number, narrowedBy?: string): MethodDecorator & PropertyDecorator =>
  Extensions({ size, narrowedBy });

/** Says of a field that it only wraps what a page holds, as `edges` and `node` do: it is no level of its own. */
export const wrapping: MethodDecorator & PropertyDecorator = Extensions({ isWrapping: true });

/** Says of a field that it takes these points, however little of it is shown. */
export const taking = (points: number): MethodDecorator & PropertyDecorator => Extensions({ points });
