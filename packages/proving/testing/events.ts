// Facts for a log whose proofs are tested: units registered in several regions, with ids that are the same in every run.
import { type Envelope, roster } from "@taizhang/domain";
import type { EventLog, NewEvent } from "@taizhang/log";

const [UnitRegistered] = roster.actions.registerUnit.events;

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** The regions of the log, of which one has far more events than the others. */
export const regions = ["420304", "350405", "440200"] as const;

function registration(number: number, regionId: string): NewEvent {
  const commandId = uuid(number);
  const unitId = uuid(number);
  const meta: Envelope = {
    schemaVersion: 1,
    regionId,
    actor: { subjectId: "person-1", unitId: null, roles: ["office"] },
    onBehalfOf: null,
    happenedAt: "2021-05-17T01:02:03.004Z",
    action: "registerUnit",
    commandId,
    commandHash: "0".repeat(64),
    causationId: commandId,
    correlationId: commandId,
    planId: null,
    taskId: null,
    unitIds: [unitId],
  };
  const fact = UnitRegistered({ regionId, unitId, name: `第${number}局`, validFrom: "2021-01-01" });
  return { id: uuid(number), fact, meta };
}

/** Appends events, from a number on, to the streams of the regions in turn. */
export async function grow(log: EventLog, count: number, from = 0): Promise<void> {
  for (let number = from; number < from + count; number++) {
    const regionId = regions[number % 5 === 0 ? 1 : number % 7 === 0 ? 2 : 0] ?? "";
    const stream = `roster-${regionId}`;
    let last = -1;
    for await (const { revision } of log.read(stream)) last = revision;
    const appended = await log.append(stream, last, [registration(number, regionId)]);
    if (typeof appended === "string") throw new Error(`event ${number} was not appended: ${appended}`);
  }
}
