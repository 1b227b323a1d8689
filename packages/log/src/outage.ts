// An outage: a failure that passes by itself, so that whoever meets it may wait and try again.

/** The class that every failure which passes by itself extends. No list of them is kept anywhere. */
export class Outage extends Error {
  override readonly name: string = "Outage";
}
