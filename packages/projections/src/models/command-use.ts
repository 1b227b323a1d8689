// Where each command was used, so that one commandId cannot be used again for another target.
import { type CommandUse, Outage } from "@taizhang/log";
import { type Documents, kindOf, type ReadModel } from "../read-model.ts";
import type { Views } from "../views.ts";

const uses = kindOf<CommandUse>();

const model: ReadModel<CommandUse> = {
  name: "command-use",
  version: 3,
  key: ({ meta }) => meta.commandId,
  // Takes events of all aggregates.
  fold: (use, { stream, meta }) => use ?? { stream, hash: meta.commandHash },
  shows: (use, commandId) => [uses.shown(commandId, use, [])],
};

/** The first use of every commandId. */
export const commandUse: Documents<CommandUse> = { ...uses, model };

/**
 * The executor's look-up of a used command id. While the views do not answer it finds nothing, because writing must not
 * depend on read models: a second use of an old id for another target is then not seen (ADR 3).
 */
export function usedCommandIn(views: Pick<Views, "get">): (commandId: string) => Promise<CommandUse | null> {
  return async (commandId) => {
    try {
      return (await views.get(commandUse, commandId)).value;
    } catch (error) {
      if (error instanceof Outage) return null;
      throw error;
    }
  };
}
