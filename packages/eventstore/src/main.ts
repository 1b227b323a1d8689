// The event store's program: serves, unless its first argument is a command.
import { keepToOurselves } from "@taizhang/process";
import { commands } from "./commands.ts";
import { exitOnFailure, run } from "./run.ts";

keepToOurselves();
const [name = "", ...rest] = process.argv.slice(2);
await exitOnFailure(commands.get(name)?.(rest) ?? run(process.argv.slice(2)));
