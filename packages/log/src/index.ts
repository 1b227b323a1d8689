// The front door of the log: the only place that knows the EventStoreDB client.
export { type EsdbLog, type EsdbLogOptions, esdbLog } from "./esdb-log.ts";
export { identity } from "./event-id.ts";
