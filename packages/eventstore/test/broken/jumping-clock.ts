// A sound event store with a broken clock, which jumps by seconds, hours and ten years, back and forth.
import { systemClock, ticksPerSecond } from "../../src/core/event.ts";
import { exitOnFailure, run, soundParts } from "../../src/run.ts";

const jumps = [0n, 1n, -1n, 3_600n, -3_600n, 315_360_000n, -315_360_000n];
let asked = 0;

/** Jumps at every reading. */
const clock = () => systemClock() + (jumps[asked++ % jumps.length] ?? 0n) * ticksPerSecond;
await exitOnFailure(run(process.argv.slice(2), { ...soundParts, clock }));
