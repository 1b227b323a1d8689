// The decision on a command: from the stream as it stands to the events that are to be stored, or to a refusal.
import {
  affairOf,
  type DomainFact,
  type Envelope,
  eventIdOf,
  eventTypes,
  type Identity,
  isRejection,
  type Rejection,
  reject,
} from "@taizhang/domain";
import type { NewEvent } from "../event-log.ts";
import { type Fold, withFact } from "./known-streams.ts";
import type { Order } from "./order.ts";

/**
 * Decides a command: the events it makes, none where the wish is already true, or why it is refused. What belongs to
 * another region answers as if it did not exist, and nothing can be put there.
 */
export async function decide(
  order: Order,
  { state, revision, happenedAt }: Fold,
  commandHash: string,
  identity: Identity,
): Promise<Rejection | readonly NewEvent[]> {
  const { of, id, stream, action, command, commandId, actor, given } = order;
  const target = of.subject(state, id);
  if (target && target.regionId !== actor.regionId) return reject(of.missing);

  // The decision sees the time that is stored: a clock that lags must not date a fact before its stream's last one.
  const said = new Date(actor.at).toISOString();
  const at = said > happenedAt ? said : happenedAt;
  const facts: Rejection | readonly DomainFact[] = action.decide(
    state,
    command,
    { ...actor, at },
    await given?.(state),
  );
  if (isRejection(facts)) return facts;
  if (facts.length === 0) return [];

  const next = revision + 1;
  const after = facts.reduce((so, fact, place) => withFact(of, so, { fact, revision: next + place }), state);
  const subject = of.subject(after, id);
  if (subject?.regionId !== actor.regionId) return reject(of.missing);
  const meta = { ...common(order, at, commandHash), ...subject };
  return facts.map((fact, place) => ({
    id: eventIdOf(identity, stream, commandId, place),
    fact,
    meta: { ...meta, ...ofFact(fact) },
  }));
}

/** What the envelopes of all events of a command have alike. */
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
