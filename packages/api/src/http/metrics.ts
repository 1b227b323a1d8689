// What the process counts, for `/metrics`: requests, commands, sockets, and how far the read models are behind.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** The meters of one process. */
export interface Meters {
  readonly registry: Registry;
  readonly requests: Histogram<"route" | "method" | "status">;
  readonly commands: Counter<"action" | "outcome">;
  readonly sockets: Gauge;
  readonly streams: Gauge;
  readonly operations: Gauge;
}

/** Makes the meters. They are not global: two servers in one process count separately. */
export function makeMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
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
    sockets: new Gauge({ name: "taizhang_sockets", help: "WebSockets that are open.", registers }),
    streams: new Gauge({ name: "taizhang_event_streams", help: "Streams of events that are open.", registers }),
    operations: new Gauge({ name: "taizhang_socket_operations", help: "Subscriptions that run.", registers }),
  };
}
