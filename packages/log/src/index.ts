// The front door of the log: the port, the log in memory, the write path and the policies.
export { identity } from "./event-id.ts";
export * from "./event-log.ts";
export { memoryLog } from "./memory/memory-log.ts";
export { carryOutPolicies } from "./policies/carry-out.ts";
export * from "./write/execute.ts";
export { Overloaded } from "./write/in-turn.ts";
export { keep } from "./write/keep.ts";
export * from "./write/outcome.ts";
