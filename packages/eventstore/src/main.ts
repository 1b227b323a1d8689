// The event store's program: serves, unless its first argument names something else to do.
import { commands } from "./commands.ts";
import { orTellWhyNot, run } from "./run.ts";

const [name = "", ...rest] = process.argv.slice(2);
await orTellWhyNot(commands.get(name)?.(rest) ?? run(process.argv.slice(2)));
