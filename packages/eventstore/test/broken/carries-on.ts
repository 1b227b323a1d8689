// A broken event store that goes on after an input/output error, as if the next sync could make up for it.
import { exitOnFailure, run, soundParts } from "../../src/run.ts";

process.on("unhandledRejection", () => {});
await exitOnFailure(run(process.argv.slice(2), { ...soundParts, guard: (storage) => storage }));
