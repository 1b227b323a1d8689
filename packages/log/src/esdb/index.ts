// The second front door of the log: the port on EventStoreDB. Only who imports this loads its client.
export { type EsdbLog, type EsdbLogOptions, esdbLog } from "./esdb-log.ts";
