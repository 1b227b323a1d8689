// The front door of the log: the port, the log in memory, the write path, and the policies carried out.
export { closeDay, type DayEndParts, type DayEndThing, dayEndActor, type NoteCounts } from "./day-end/close-day.ts";
export { identity } from "./event-id.ts";
export * from "./event-log.ts";
export { memoryLog } from "./memory/memory-log.ts";
export { Abandoned, Outage } from "./outage.ts";
export { carryOutPolicies } from "./policies/carry-out.ts";
export { policiesAreDone, startPolicyRunner } from "./policies/policy-runner.ts";
export { type SuccessionParts, succeed, successionFacts } from "./policies/succeed.ts";
export { UnreadableEvent } from "./unreadable-event.ts";
export { untilEnded } from "./until-ended.ts";
export { ClockDoubted, type WatchedClock, watchClock } from "./write/clock.ts";
export { evidenceAsItStands } from "./write/evidence-as-it-stands.ts";
export { type CommandUse, type ExecutorParts, executor } from "./write/execute.ts";
export * from "./write/executor.ts";
export { Overloaded } from "./write/in-turn.ts";
export * from "./write/outcome.ts";
export { planAsItStands } from "./write/plan-as-it-stands.ts";
export { reportAsItStands } from "./write/report-as-it-stands.ts";
