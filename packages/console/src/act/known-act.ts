// An act that a page can do 可办的动作: its fields, and the command that they make. Whether it is open the server says.
import { TypedDocumentString } from "../generated/operations.ts";
import type { Command } from "./acting.ts";
import type { FieldSpec, Fields } from "./fields.ts";

/** A command of any act. */
export type AnyCommand = Command<{ commandId: string }>;

/** An act with its form. */
export interface KnownAct {
  /** The name of the mutation. */
  readonly name: string;
  readonly specs: readonly FieldSpec[];
  readonly command: (fields: Fields, commandId: string) => Omit<AnyCommand, "title">;
}

/** How to make commands about one thing, each of its own act. */
export const commandsOn =
  (of: string) =>
  <Input extends { commandId: string }>(
    document: TypedDocumentString<unknown, { input: Input }>,
    input: Input,
    fields: AnyCommand["fields"] = {},
  ): Omit<AnyCommand, "title"> => ({ document: new TypedDocumentString(document.toString()), input, of, fields });
