// What the guard is told of a field, beside its type and its arguments, to measure what it takes.
import { Extensions } from "type-graphql";

/** Says of a list without pages how many entries it mostly has: the cost below it counts as often. */
export const listOf = (size: number): MethodDecorator & PropertyDecorator => Extensions({ size });

/** Says of a field that it only wraps what a page holds, as `edges` and `node` do: it is no level of its own. */
export const wrapping: MethodDecorator & PropertyDecorator = Extensions({ isWrapping: true });

/** Says of a field that it takes these points, however little of it is shown. */
export const taking = (points: number): MethodDecorator & PropertyDecorator => Extensions({ points });
