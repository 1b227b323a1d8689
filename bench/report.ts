// A unit reports on its part, through the executor.
import { randomUUID } from "node:crypto";
import { beijingDay, isRejection, task } from "@taizhang/domain";
import { type EventLog, executor, identity, isForbidden } from "@taizhang/log";

/** A part in a task on which its unit may report. */
export interface Part {
  readonly taskId: string;
  readonly unitId: string;
  readonly regionId: string;
}

/** Reports at an instant (ISO in UTC). Each report is another event; a refusal is an error. */
export function reporter(log: EventLog, at: string): (part: Part) => Promise<void> {
  const reporting = executor({ log, identity, usedCommand: async () => null });
  return async ({ taskId, unitId, regionId }) => {
    const actor = {
      ...{ subjectId: "reporter", regionId, unitId, onBehalfOf: null, at },
      roles: ["unit" as const],
    };
    const progress = { text: "本月已按要求公开有关信息，并更新目录。" };
    const command = { unitId, reportedOn: beijingDay(at), progress, evidence: [] };
    const outcome = await reporting.run(task, "reportProgress", taskId, command, { actor, commandId: randomUUID() });
    if (isRejection(outcome) || isForbidden(outcome))
      throw new Error(`a report was refused: ${JSON.stringify(outcome)}`);
  };
}
