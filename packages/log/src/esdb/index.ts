// The second front door of the log: the log on EventStoreDB. Importing it loads the client, which `@taizhang/log` does not.
export { type EsdbLog, type EsdbLogOptions, esdbLog } from "./esdb-log.ts";
