// The front door of the log: the port, the log in memory, the write path, and the policies carried out.
export {
  closeDay,
  type DayEndParts,
  type DayEndThing,
  type DayToClose,
  dayEndActor,
  type NoteCounts,
} from "./day-end/close-day.ts";
export type { EventBytes, LogOfBytes } from "./event-bytes.ts";
export { identity } from "./event-id.ts";
export * from "./event-log.ts";
export { memoryLog } from "./memory/memory-log.ts";
export { Abandoned, Outage } from "./outage.ts";
export { carryOutPolicies } from "./policies/carry-out.ts";
export { policiesAreDone, startPolicyRunner } from "./policies/policy-runner.ts";
export { type SuccessionParts, succeed, successionFacts } from "./policies/succeed.ts";
export { afreshBy } from "./shared/afresh.ts";
export { processLog } from "./shared/process-log.ts";
export { type FollowedLog, type SharedBounds, sharedLog } from "./shared/shared-log.ts";
export { over, type Supplied, type Supply, supplied, supplyOf } from "./shared/supply.ts";
export { turns } from "./shared/turns.ts";
export { regionOf } from "./stored-event.ts";
export { UnreadableEvent } from "./unreadable-event.ts";
export { type RequestEnd, untilEnded } from "./until-ended.ts";
export { ClockDoubted, type WatchedClock, watchClock } from "./write/clock.ts";
export { evidenceAsItStands } from "./write/evidence-as-it-stands.ts";
export { type CommandUse, type ExecutorParts, executor } from "./write/execute.ts";
export * from "./write/executor.ts";
export { Overloaded } from "./write/in-turn.ts";
export * from "./write/outcome.ts";
export { planAsItStands } from "./write/plan-as-it-stands.ts";
export { planNow } from "./write/plan-now.ts";
export { reportAsItStands } from "./write/report-as-it-stands.ts";
