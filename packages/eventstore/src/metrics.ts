// What the event store measures of itself, for Prometheus.
import { statSync } from "node:fs";
import { join } from "node:path";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { Damaged, type Storage, StorageFull } from "./core/storage.ts";
import { freeBytes } from "./storage/free-bytes.ts";
import { logFile } from "./storage/tables.ts";

/** Measures a storage; the registry holds the results. `directory` is where the log is, if it is on disk. */
export function measured(storage: Storage, directory?: string): { storage: Storage; registry: Registry } {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const writes = new Counter({
    name: "eventstore_writes_total",
    help: "Appends and deletions by what became of them: done, full (no room on the disk), damaged (met a damaged record), failed.",
    labelNames: ["outcome"],
    registers,
  });
  const seconds = new Histogram({
    name: "eventstore_write_seconds",
    help: "From the decision to write until what was written is on disk.",
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  const events = new Counter({ name: "eventstore_events_written_total", help: "Events put into the log.", registers });
  new Gauge({
    name: "eventstore_last_position",
    help: "The highest position given out.",
    registers,
    collect() {
      this.set(Number(storage.lastPosition()));
    },
  });
  if (directory !== undefined) measureDisk(directory, registers);

  return {
    registry,
    storage: {
      ...storage,
      async write(work) {
        const stop = seconds.startTimer();
        let count = 0;
        try {
          const result = await storage.write((log) => {
            const put: typeof log.put = (event) => {
              count++;
              return log.put(event);
            };
            return work({ ...log, put });
          });
          writes.inc({ outcome: "done" });
          events.inc(count);
          return result;
        } catch (error) {
          writes.inc({ outcome: outcomeOf(error) });
          throw error;
        } finally {
          stop();
        }
      },
    },
  };
}

function measureDisk(directory: string, registers: Registry[]): void {
  new Gauge({
    name: "eventstore_log_bytes",
    help: "Size of the log's file, with the room that is written in advance.",
    registers,
    collect() {
      this.set(statSync(join(directory, logFile)).size);
    },
  });
  new Gauge({
    name: "eventstore_disk_free_bytes",
    help: "What is free on the disk of the log; appends are refused below a setting, --min-free-bytes.",
    registers,
    collect() {
      this.set(freeBytes(directory));
    },
  });
}

function outcomeOf(error: unknown): string {
  if (error instanceof StorageFull) return "full";
  return error instanceof Damaged ? "damaged" : "failed";
}
