// A log in memory with one task that its unit reports on, for tests that need no more.
import { randomUUID } from "node:crypto";
import { type DomainFact, streamOf, task } from "@taizhang/domain";
import { assigned, opened } from "@taizhang/domain/testing/facts";
import { developmentBureau, financeBureau, now, planId, region, taskId } from "@taizhang/domain/testing/people";
import { type EventLog, memoryLog } from "@taizhang/log";

const [ProgressReported] = task.actions.reportProgress.events;
const stream = streamOf(task, taskId);

/** A log whose task is opened and assigned to a lead and a unit. */
export async function oneTask(logWith: (now: () => string) => EventLog = memoryLog) {
  const log = logWith(() => now);
  let next = 0;
  async function append(facts: readonly DomainFact[]): Promise<void> {
    const commandId = randomUUID();
    const meta = {
      schemaVersion: 1,
      regionId: region,
      actor: { subjectId: "somebody", unitId: null, roles: ["unit"] },
      onBehalfOf: null,
      happenedAt: now,
      action: "test",
      commandId,
      commandHash: "0".repeat(64),
      causationId: commandId,
      correlationId: commandId,
      planId,
      taskId,
      unitIds: [financeBureau],
    };
    const events = facts.map((fact) => ({ id: randomUUID(), fact, meta }));
    const appended = await log.append(stream, next - 1, events);
    if (typeof appended === "string") throw new Error(`the events were not appended: ${appended}`);
    next += facts.length;
  }
  await append([opened(), assigned([developmentBureau, "lead"], [financeBureau, "responsible"])]);
  let reportNo = 0;
  return {
    log,
    /** The unit files its next reports, all in one append. */
    report: (count = 1, text = ProgressReported.sample.progress.text) =>
      append(
        Array.from({ length: count }, () => {
          reportNo += 1;
          return ProgressReported({ ...ProgressReported.sample, unitId: financeBureau, reportNo, progress: { text } });
        }),
      ),
    /** The last reports are not in the log any more. */
    forget(count: number): void {
      next -= count;
      reportNo -= count;
    },
  };
}
