// How commands look in GraphQL: one mutation per action, free text as plain strings, an id chosen by the client.
import { type AnyAction, type Evidence, type FreeText, most } from "@taizhang/domain";
import { Field, InputType, Mutation } from "type-graphql";
import { anyBearer, OpenTo } from "../auth/access.ts";
import { atMost, described } from "./sentence.ts";

/** A command as its input class holds it: free text is a plain string, and left-out parts of evidence may be null. */
export type Spoken<Command> = {
  readonly [Key in keyof Command]: Said<NonNullable<Command[Key]>> | Extract<Command[Key], null | undefined>;
} & { readonly commandId: string };

type Said<Value> = Value extends FreeText ? string : Value extends Evidence[] ? EvidenceInput[] : Value;

/** Wraps typed text in the envelope in which it is stored. */
export const typed = (text: string): FreeText => ({ text });

/**
 * Makes a method the mutation of an action, with the action's title. Any bearer may call it: whether the action is open
 * to the bearer is decided where it is carried out, because a denied attempt is recorded there.
 */
export function MutationOf(action: AnyAction, answer: () => object): MethodDecorator {
  const decorators = [OpenTo(anyBearer), Mutation(answer, { description: described(action.title) })];
  return (target, key, descriptor) => {
    for (const decorate of decorators) decorate(target, key, descriptor);
  };
}

/** What every command is sent with; the inputs of mutations extend it. */
@InputType()
export abstract class CommandInput {
  @Field(() => String, {
    description:
      `Chosen by the client, best a new UUID per command 命令编号; else ${atMost(most.commandId, "letters, digits, - and _")}, with no number ` +
      "of a person. Sent again, a command that was DONE has no second effect and gets the same receipt, for ever; one that " +
      "was refused or UNCHANGED left no trace and is judged anew.",
  })
  commandId!: string;
}

@InputType({ description: "Evidence 佐证材料: a published page, by its address, by its path on the site, or both." })
export class EvidenceInput {
  @Field(() => String, { description: `What it is called 标题, ${atMost(most.name, "characters")}.` })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description: `Its http or https address 网址, ${atMost(most.url, "characters")}.`,
  })
  url?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: `Its path on the site 公开路径, from the top, ${atMost(most.steps, "steps")}.`,
  })
  path?: string[] | null;
}

/** Evidence as commands hold it: what is null in GraphQL is left out. */
export const evidenceOf = (said: readonly EvidenceInput[]): Evidence[] =>
  said.map(({ title, url, path }) => ({ title, ...(url ? { url } : {}), ...(path ? { path } : {}) }));
