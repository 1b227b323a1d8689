// An outage: a failure that passes by itself, so that the caller may wait and try again.

/** The base class of all failures that pass by themselves, so that nobody has to keep a list of them. */
export class Outage extends Error {
  override readonly name: string = "Outage";
}

/** Whoever asked waits no longer: a request that has ended aborts its work with this as the reason. */
export class Abandoned extends Outage {
  override readonly name = "Abandoned";
}
