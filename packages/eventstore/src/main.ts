// The event store's process.
import { orTellWhyNot, run } from "./run.ts";

await orTellWhyNot(run(process.argv.slice(2)));
