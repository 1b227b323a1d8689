// An outage: a failure that passes by itself, so that whoever meets it may wait and try again.

/** What cannot be done right now. Every failure that passes by itself is one, and says so by extending this class. */
export class Outage extends Error {
  override readonly name: string = "Outage";
}
