// The event store's program: serves, unless its first argument is a command.
import { commands } from "./commands.ts";
import { exitOnFailure, run } from "./run.ts";

const [name = "", ...rest] = process.argv.slice(2);
await exitOnFailure(commands.get(name)?.(rest) ?? run(process.argv.slice(2)));
