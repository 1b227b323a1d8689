// What a command is aimed at 对象: which of its fields name something that is there already, beside the stream it is sent to.
import { z } from "zod";

/** The fields of commands that name a thing of a stream: a unit's part, an item, a group, a numbered report. */
const namingFields = [
  ...(["unitId", "itemId", "groupId", "of"] as const),
  ...(["reportNo", "extensionNo", "urgingNo", "warningNo"] as const),
] as const;
type NamingField = (typeof namingFields)[number];

/** What of a command names its target. */
export type TargetOf<Command> = 0 extends 1 & Command
  ? // biome-ignore lint/suspicious/noExplicitAny: the target of any command.
    any
  : Pick<Command, keyof Command & NamingField>;

/** What names one thing of a stream: a part its unit, a report its unit and number; nothing the thing that the stream is about. */
export type Names = Readonly<Partial<Record<NamingField, unknown>>>;

/**
 * How the commands of a shape name their targets: by field, whether it may be left out, or null, so that the command is about
 * something wider, as a request for an extension about a part or about one item of it. Null if they name none: what says its
 * region makes something new, whose ids name nothing yet.
 */
export type Naming = ReadonlyMap<NamingField, "always" | "orLeftOut" | "orNull">;

export function namingIn(command: z.ZodType): Naming | null {
  if (!(command instanceof z.ZodObject)) return new Map();
  const shape: Readonly<Record<string, z.ZodType>> = command.shape;
  if ("regionId" in shape) return null;
  const kinds = namingFields.flatMap((field): [NamingField, "always" | "orLeftOut" | "orNull"][] => {
    const type = shape[field];
    if (!type) return [];
    if (type.safeParse(undefined).success) return [[field, "orLeftOut"]];
    return [[field, type.safeParse(null).success ? "orNull" : "always"]];
  });
  return new Map(kinds);
}

/** The target of a command that names just this thing; null if no command of that naming does. */
export function targetNamed(naming: Naming | null, thing: Names): Names | null {
  const named = new Set<string>(Object.keys(thing));
  if (naming === null || [...named].some((field) => !namingFields.some((each) => each === field && naming.has(each))))
    return null;
  const target: Partial<Record<NamingField, unknown>> = {};
  for (const [field, kind] of naming) {
    if (named.has(field)) target[field] = thing[field];
    else if (kind === "always") return null;
    else if (kind === "orNull") target[field] = null;
  }
  return target;
}
