// How ids are made: every id is derived from what it names, so that the same thing always gets the same id.

/** The functions that make ids. The shell passes them in, because the domain does no hashing itself. */
export interface Identity {
  /** A UUID of version 5 over a name. */
  uuid(name: string): string;
  /** SHA-256 in lower-case hexadecimal. */
  hash(text: string): string;
}

/** The id of a plan: the same bytes in a region are one plan. */
export const planIdOf = (identity: Identity, regionId: string, sourceSha256: string): string =>
  identity.uuid(`plan/${regionId}/${sourceSha256}`);

/** The id of a task, from the plan and the permanent row id. */
export const taskIdOf = (identity: Identity, planId: string, row: number): string =>
  identity.uuid(`task/${planId}/${row}`);

/** The id of what a unit owes a plan as its completion report. */
export const completionIdOf = (identity: Identity, planId: string, unitId: string): string =>
  identity.uuid(`completion/${planId}/${unitId}`);

/** The id of a unit, from its region and the name it is first registered under: 区财政局 of 郧阳 and of 梁平 are two. */
export const unitIdOf = (identity: Identity, regionId: string, foldedName: string): string =>
  identity.uuid(`unit/${regionId}/${foldedName}`);

/** The id of a unit that is registered as of a day under a name that an older one was first registered under. */
export const laterUnitIdOf = (identity: Identity, regionId: string, foldedName: string, validFrom: string): string =>
  unitIdOf(identity, regionId, `${foldedName}/${validFrom}`);

/** The id of a group, from its region and the name it is first defined under. */
export const groupIdOf = (identity: Identity, regionId: string, foldedName: string): string =>
  identity.uuid(`group/${regionId}/${foldedName}`);

/** The id of a group that is defined as of a day under a name that one that has ended was first defined under. */
export const laterGroupIdOf = (identity: Identity, regionId: string, foldedName: string, validFrom: string): string =>
  groupIdOf(identity, regionId, `${foldedName}/${validFrom}`);

/**
 * The id of an event, from its stream, its command, what was decided and its place in that, so that a retry cannot store it
 * twice. A store compares ids alone: without what was decided it would acknowledge something else as stored.
 */
export const eventIdOf = (
  identity: Identity,
  stream: string,
  commandId: string,
  decidedHash: string,
  place: number,
): string => identity.uuid(`event/${stream}/${commandId}/${decidedHash}/${place}`);

/**
 * The id of a command that the system itself gives, because of an event or of an attempt. `what` says what the command does
 * to which target. No client can name such an id: those of clients hold no colon.
 */
export const ownCommandId = (causeId: string, what: string): string => `policy:${causeId}/${what}`;
