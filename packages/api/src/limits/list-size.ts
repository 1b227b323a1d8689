// How many entries a list without pages mostly has 列表长度: what the guard multiplies the cost below it by.
import { Extensions } from "type-graphql";

/** Says of a field that is a list without pages how many entries it mostly has. */
export const listOf = (size: number): MethodDecorator & PropertyDecorator => Extensions({ size });
