// Which refusals are denials, and what is recorded about one.
import { beijingDay } from "../calendar.ts";
import type { Actor } from "../kernel/actor.ts";
import type { AnyAggregate, Subject } from "../kernel/aggregate.ts";
import type { RejectionCode } from "../rejections.ts";
import { type DenialReason, denying } from "./reasons.ts";
import type { DeniedAttempt } from "./record-denied-attempt.ts";

/** A command that had no effect, and what it was aimed at. */
export interface Refused {
  /** The refusal, or that the actor lacks every role for the action. */
  readonly because: RejectionCode | "FORBIDDEN";
  readonly of: AnyAggregate;
  readonly name: string;
  readonly actor: Actor;
  /** What the target is about; null if it does not exist. */
  readonly about: Subject | null;
  /** The unit that the command names; null if it names none of the target's region. */
  readonly targetUnitId: string | null;
}

/**
 * Why a refusal is a denial; null if it is about the state of things. A target in another region is answered as if it did
 * not exist, but the attempt is recorded for the auditors of that region. One that exists nowhere is recorded in the
 * actor's own region: if it left no trace, the growth of the log would tell the two apart.
 */
function reasonOfDenial({
  because,
  of,
  actor,
  about,
}: Pick<Refused, "because" | "of" | "actor" | "about">): DenialReason | null {
  if (because === "FORBIDDEN" || denying.has(because)) return because;
  if (because !== of.missing) return null;
  if (about === null) return "NOWHERE";
  return about.regionId === actor.regionId ? null : "OTHER_REGION";
}

/** The record of a refused command; null if the refusal is no denial. */
export function deniedAttempt(refused: Refused): DeniedAttempt | null {
  const { of, name, actor, about, targetUnitId } = refused;
  const reason = reasonOfDenial(refused);
  if (reason === null) return null;
  return {
    target: about ?? { regionId: actor.regionId, planId: null, taskId: null },
    targetUnitId,
    by: { subjectId: actor.subjectId, regionId: actor.regionId, unitId: actor.unitId },
    action: name,
    title: of.actions[name].title,
    reason,
    triedOn: beijingDay(actor.at),
  };
}

/** The id of the stream that holds the attempts at a target: its task, else its plan, else its region. */
export const denialIdOf = ({ taskId, planId, regionId }: Subject): string => taskId ?? planId ?? regionId;
