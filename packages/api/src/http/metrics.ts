// What the process counts, for `/metrics`: requests, commands, sockets, and how far the read models are behind.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type LastHour, lastHour } from "./last-hour.ts";

/** The meters of one process. */
export interface Meters {
  readonly registry: Registry;
  readonly requests: Histogram<"route" | "method" | "status">;
  readonly commands: Counter<"action" | "outcome">;
  /** Answers that were given again, because nothing had happened that they rest on. */
  readonly remembered: Counter;
  readonly sockets: Gauge;
  readonly streams: Gauge;
  readonly operations: Gauge;
  /** The refusals of commands in the last hour, by their codes. */
  readonly refusals: LastHour;
  /** The requests of the last hour that were answered with a failure of the server, by status. */
  readonly failures: LastHour;
}

/** Makes the meters. They are not global: two servers in one process count separately. */
export function makeMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const refusals = lastHour(() => performance.now());
  const failures = lastHour(() => performance.now());
  const ofLastHour = (name: string, help: string, label: string, hour: LastHour) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [kind, count] of hour.counted()) this.set({ [label]: kind }, count);
      },
    });
  ofLastHour(
    "taizhang_refusals_last_hour",
    "Commands refused in the last hour, by the code of the refusal.",
    "code",
    refusals,
  );
  ofLastHour(
    "taizhang_failures_last_hour",
    "Requests of the last hour answered with a failure (5xx), by status.",
    "status",
    failures,
  );
  return {
    registry,
    refusals,
    failures,
    requests: new Histogram({
      name: "taizhang_http_request_seconds",
      help: "Requests answered, by route, method and status, with how long they took.",
      labelNames: ["route", "method", "status"],
      registers,
    }),
    commands: new Counter({
      name: "taizhang_commands_total",
      help: "Commands given, by action and outcome: done, unchanged, or the code of the refusal.",
      labelNames: ["action", "outcome"],
      registers,
    }),
    remembered: new Counter({
      name: "taizhang_remembered_answers_total",
      help: "Queries answered with what was remembered, because nothing had happened that the answer rests on.",
      registers,
    }),
    sockets: new Gauge({ name: "taizhang_sockets", help: "WebSockets that are open.", registers }),
    streams: new Gauge({ name: "taizhang_event_streams", help: "Streams of events that are open.", registers }),
    operations: new Gauge({ name: "taizhang_socket_operations", help: "Subscriptions that run.", registers }),
  };
}
