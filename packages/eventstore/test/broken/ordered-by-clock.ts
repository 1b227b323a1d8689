// A broken event store whose positions are times, with a clock that goes back.
import { systemClock, ticksPerSecond } from "../../src/core/event.ts";
import { runBroken, withWriter } from "./run-broken.ts";

let asked = 0n;
const clock = () => systemClock() - asked++ * ticksPerSecond;

await runBroken(
  (storage) =>
    withWriter(storage, (log) => ({
      put(event) {
        log.put(event);
        return event.created;
      },
    })),
  { clock },
);
