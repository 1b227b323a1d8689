// How things are named: every id is derived from what it names, so that the same deed always gets the same id.

/** What the shell passes in, because the domain neither hashes nor rolls dice. */
export interface Identity {
  /** A UUID of version 5 over a name. */
  uuid(name: string): string;
  /** SHA-256 in lower-case hexadecimal. */
  hash(text: string): string;
}

/** The same bytes in a region are one plan. */
export const planIdOf = (identity: Identity, regionId: string, sourceSha256: string): string =>
  identity.uuid(`plan/${regionId}/${sourceSha256}`);

/** A task's id comes from the plan and the permanent row id. */
export const taskIdOf = (identity: Identity, planId: string, row: number): string =>
  identity.uuid(`task/${planId}/${row}`);

/** A unit is keyed by region and by the name it is first registered under: 区财政局 of 郧阳 and of 梁平 are two. */
export const unitIdOf = (identity: Identity, regionId: string, foldedName: string): string =>
  identity.uuid(`unit/${regionId}/${foldedName}`);

export const groupIdOf = (identity: Identity, regionId: string, foldedName: string): string =>
  identity.uuid(`group/${regionId}/${foldedName}`);

/** An event's id comes from its stream, the command and its place, so that a retry cannot store it twice. */
export const eventIdOf = (identity: Identity, stream: string, commandId: string, place: number): string =>
  identity.uuid(`event/${stream}/${commandId}/${place}`);

/** The id of a command that a policy gives because of an event. */
export const commandIdOf = (identity: Identity, causeEventId: string, deed: string): string =>
  identity.uuid(`command/${causeEventId}/${deed}`);
