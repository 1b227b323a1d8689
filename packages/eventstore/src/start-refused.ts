// Why the event store does not start, or does not do what it was asked.

/** The message is for whoever asked: what is wrong, and what to do. */
export class StartRefused extends Error {}
