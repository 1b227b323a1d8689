// Facts for a log under test, and functions that collect what is in it or what a follower gets.
import { randomUUID } from "node:crypto";
import { type Envelope, roster } from "@taizhang/domain";
import {
  type EventLog,
  type Followed,
  markOf,
  type NewEvent,
  type Place,
  type ReadFrom,
  type StoredEvent,
} from "@taizhang/log";

const [UnitRegistered] = roster.actions.registerUnit.events;
const [AliasAdded] = roster.actions.addAlias.events;

/** A stream that no other test uses: a log may be shared, and may hold events of earlier runs. */
export const newStream = (): string => `roster-${randomUUID()}`;

function meta(unitIds: readonly string[], action: string): Envelope {
  const commandId = randomUUID();
  return {
    schemaVersion: 1,
    regionId: "420304",
    actor: { subjectId: "person-1", unitId: null, roles: ["office"] },
    onBehalfOf: null,
    happenedAt: "2021-05-17T01:02:03.004Z",
    action,
    commandId,
    commandHash: "0".repeat(64),
    causationId: commandId,
    correlationId: commandId,
    planId: null,
    taskId: null,
    unitIds: [...unitIds],
  };
}

/** Units registered, one event each, with names of the given length. */
export function registrations(count: number, nameLength = 4): NewEvent[] {
  return Array.from({ length: count }, () => {
    const unitId = randomUUID();
    const fact = UnitRegistered({ regionId: "420304", unitId, name: "局".repeat(nameLength), validFrom: "2021-01-01" });
    return { id: randomUUID(), fact, meta: meta([unitId], "registerUnit") };
  });
}

/** An event of another type. */
export function aliasAdded(): NewEvent {
  const unitId = randomUUID();
  const fact = AliasAdded({ of: { kind: "unit", unitId }, alias: "区财政局", validFrom: "2021-01-01" });
  return { id: randomUUID(), fact, meta: meta([unitId], "addAlias") };
}

/** Limits so long that even a busy machine does not reach them, for tests that are not about limits. */
export const patient = { appendTimeoutMs: 60_000, readTimeoutMs: 60_000 };

export const idsOf = (events: readonly { readonly id: string }[]): string[] => events.map(({ id }) => id);

/** Everything that is in a stream. */
export async function inStream(log: EventLog, stream: string, where?: ReadFrom): Promise<StoredEvent[]> {
  const found: StoredEvent[] = [];
  for await (const event of log.read(stream, where)) found.push(event);
  return found;
}

/** The place at a position of a log, at which an event must stand; null for none. */
export async function placeAt(log: EventLog, position: bigint | null): Promise<Place | null> {
  const event = position === null ? null : await log.eventAt(position);
  if (position !== null && event === null) throw new Error(`no event stands at ${position}`);
  return position === null || event === null ? null : { position, mark: markOf(event) };
}

/** What a follower gets until `isEnough`. After each message `each` is called and awaited. */
export async function received(
  log: EventLog,
  after: bigint | null,
  isEnough: (all: readonly Followed[]) => boolean,
  options: { types?: readonly string[]; each?: (message: Followed) => Promise<void> } = {},
): Promise<Followed[]> {
  const all: Followed[] = [];
  const until = new AbortController();
  const { types, each } = options;
  for await (const message of log.follow(await placeAt(log, after), {
    signal: until.signal,
    ...(types && { types }),
  })) {
    all.push(message);
    await each?.(message);
    if (isEnough(all)) until.abort();
  }
  return all;
}

export const isCaughtUp = (all: readonly Followed[]): boolean => all.at(-1)?.kind === "caughtUp";

export const eventsOf = (all: readonly Followed[]): StoredEvent[] =>
  all.flatMap((message) => (message.kind === "event" ? [message.event] : []));

/** The position of each message, without those of having caught up. */
export const placesOf = (all: readonly Followed[]): bigint[] =>
  all.flatMap((message) => {
    if (message.kind === "caughtUp") return [];
    return [message.kind === "checkpoint" ? message.position : message.event.position];
  });

/** True if each place is greater than the one before: nothing twice, nothing out of order. */
export const isRising = (places: readonly bigint[]): boolean =>
  places.every((place, at) => at === 0 || place > (places[at - 1] ?? place));
