// Where each command was used, so that one commandId cannot be used again for another target.
import type { CommandUse } from "@taizhang/log";
import { type ReadModel, readModel } from "../read-model.ts";
import type { Views } from "../views.ts";

/** The first use of every commandId, whatever came of it: it hears all events alike. */
export const commandUse: ReadModel<CommandUse> = readModel<CommandUse>({
  name: "command-use",
  version: 1,
  key: ({ meta }) => meta.commandId,
  on: {},
  every: (use, { stream, meta }) => use ?? { stream, hash: meta.commandHash },
  indexes: () => [],
});

/** Looks a command up for the executor. Rejects while the model is not live: then nothing can be said of a command. */
export function usedCommandIn(views: Views): (commandId: string) => Promise<CommandUse | null> {
  return async (commandId) => (await views.get(commandUse, commandId)).value;
}
