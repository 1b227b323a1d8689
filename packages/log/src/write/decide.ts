// The decision on a command: the events to store, or a refusal.
import {
  affairOf,
  canonicalJson,
  type DomainFact,
  type Envelope,
  eventIdOf,
  eventTypes,
  type Identity,
  isRejection,
  keptOf,
  type Rejection,
  reject,
} from "@taizhang/domain";
import type { NewEvent } from "../event-log.ts";
import { type Decidable, withFact } from "./known-streams.ts";
import type { Order } from "./order.ts";

/**
 * Decides on a command at a target of the actor's region: the events it makes (none if the wish is already true), or why it
 * is refused. A command that would make a target in another region is refused as if there were no such thing.
 */
export async function decide(
  order: Order,
  { state, revision, happenedAt }: Decidable,
  commandHash: string,
  identity: Identity,
): Promise<Rejection | readonly NewEvent[]> {
  const { of, id, stream, action, command, commandId, actor, given } = order;
  // The decision sees the time that is stored. A clock that lags must not date a fact before the stream's last one.
  const said = new Date(actor.at).toISOString();
  const at = said > happenedAt ? said : happenedAt;
  const by = { ...actor, at };
  // What the right or the state settles costs no look-up, and no look-up that fails can hide it.
  const facts: Rejection | readonly DomainFact[] =
    action.foregone(state, command, by) ?? action.decide(state, command, by, await given?.(state));
  if (isRejection(facts)) return facts;
  if (facts.length === 0) return [];

  let so = state;
  const changes = facts.map((fact, place) => {
    const before = so;
    so = withFact(of, so, { fact, revision: revision + 1 + place });
    return keptOf(of.fields.changes(before, so));
  });
  const subject = of.subject(so, id);
  if (subject?.regionId !== actor.regionId) return reject(of.missing);
  const meta = { ...common(order, at, commandHash), ...subject };
  const decidedHash = identity.hash(canonicalJson([commandHash, at, facts]));
  return facts.map((fact, place) => ({
    id: eventIdOf(identity, stream, commandId, decidedHash, place),
    fact,
    meta: { ...meta, ...ofFact(fact), changed: changes[place] ?? [] },
  }));
}

/** The part of the envelope that all events of a command share. */
const common = ({ name, action, actor, commandId, cause }: Order, happenedAt: string, commandHash: string) => ({
  actor: {
    subjectId: actor.subjectId,
    unitId: actor.unitId,
    roles: actor.roles.filter((role) => action.by.includes(role)),
  },
  onBehalfOf: actor.onBehalfOf,
  happenedAt,
  action: name,
  commandId,
  commandHash,
  causationId: cause?.id ?? commandId,
  correlationId: cause?.meta.correlationId ?? commandId,
});

const ofFact = (fact: DomainFact): Pick<Envelope, "schemaVersion" | "unitIds"> => ({
  schemaVersion: eventTypes.get(fact.type)?.version ?? 1,
  unitIds: [...new Set(affairOf(fact).units)],
});
