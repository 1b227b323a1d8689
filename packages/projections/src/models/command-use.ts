// Where each command was used, so that one commandId cannot be used again for another target.
import type { CommandUse } from "@taizhang/log";
import { type Documents, kindOf, type ReadModel } from "../read-model.ts";
import type { Views } from "../views.ts";

const uses = kindOf<CommandUse>();

const model: ReadModel<CommandUse> = {
  name: "command-use",
  version: 2,
  key: ({ meta }) => meta.commandId,
  // Takes events of all aggregates.
  fold: (use, { stream, meta }) => use ?? { stream, hash: meta.commandHash },
  shows: (use, commandId) => [uses.shown(commandId, use, [])],
};

/** The first use of every commandId. */
export const commandUse: Documents<CommandUse> = { ...uses, model };

/** The executor's look-up of a used command id. Rejects with `ReadModelRebuilding` while the model is not live. */
export function usedCommandIn(views: Views): (commandId: string) => Promise<CommandUse | null> {
  return async (commandId) => (await views.get(commandUse, commandId)).value;
}
