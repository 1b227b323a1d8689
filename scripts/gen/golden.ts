// Golden samples: one stored event of every type and version, made from the event's own sample.
import { affairOf, decodeFact, type Envelope, eventTypes } from "@taizhang/domain";

/** Where the sample of an event type's current version is kept. */
const goldenFile = (type: string, version: number): string => `test/golden/events/${type}.v${version}.json`;

/** Who stored the samples, when, and about what: the same for all of them. */
const envelope: Omit<Envelope, "schemaVersion" | "unitIds"> = {
  regionId: "420304",
  actor: { subjectId: "somebody", unitId: null, roles: ["office"] },
  onBehalfOf: null,
  happenedAt: "2021-06-30T02:00:00.000Z",
  action: "sample",
  commandId: "sample",
  commandHash: "0".repeat(64),
  causationId: "sample",
  correlationId: "sample",
  planId: "00000000-0000-4000-8000-000000000100",
  taskId: "00000000-0000-4000-8000-000000000200",
};

/** The samples by file: data and metadata as the log stores them. */
export function goldenSamples(): Map<string, string> {
  return new Map(
    [...eventTypes.values()].map(({ type, version, sample }) => {
      const fact = decodeFact(type, version, sample);
      const metadata = { schemaVersion: version, ...envelope, unitIds: affairOf(fact).units };
      return [goldenFile(type, version), `${JSON.stringify({ type, data: fact.data, metadata }, null, 2)}\n`];
    }),
  );
}
